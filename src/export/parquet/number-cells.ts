import type { ColumnCells, EncodedCells } from './column-cells.ts';
import { leastRoom } from './room.ts';

/** Numbers, one after the other, in the byte order of Parquet, which is that of the machine ("little-endian"). */
export class DoubleCells implements ColumnCells {
  readonly type = 'DOUBLE';
  count = 0;
  #values = new Float64Array(leastRoom);

  add(value: number): void {
    if (this.count === this.#values.length) {
      const values = new Float64Array(2 * this.count);
      values.set(this.#values);
      this.#values = values;
    }
    this.#values[this.count] = value;
    this.count += 1;
  }

  /** As the format wants it, NaN is in no bound, and a smallest zero is negative, a largest one positive. */
  encode(): EncodedCells {
    const values = this.#values.subarray(0, this.count);
    let [min, max, nan] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (const value of values) {
      if (value < min) min = value;
      if (value > max) max = value;
      // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
      if (value !== value) nan += 1;
    }
    if (min === 0) min = -0;
    if (max === 0) max = 0;
    const hasBounds = nan < values.length;
    return {
      encoding: 'PLAIN',
      bytes: new Uint8Array(values.buffer, 0, values.byteLength),
      min: hasBounds ? min : undefined,
      max: hasBounds ? max : undefined,
      nan,
    };
  }
}

/** Truth values, a bit each. */
export class FlagCells implements ColumnCells {
  readonly type = 'BOOLEAN';
  count = 0;
  #bits = new Uint8Array(leastRoom);
  #trues = 0;

  add(value: boolean): void {
    const at = this.count >> 3;
    if (at === this.#bits.length) {
      const bits = new Uint8Array(2 * at);
      bits.set(this.#bits);
      this.#bits = bits;
    }
    if (value) {
      this.#bits[at] = (this.#bits[at] as number) | (1 << (this.count & 7));
      this.#trues += 1;
    }
    this.count += 1;
  }

  encode(): EncodedCells {
    const hasBounds = this.count > 0;
    return {
      encoding: 'PLAIN',
      bytes: this.#bits.subarray(0, Math.ceil(this.count / 8)),
      min: hasBounds ? this.#trues === this.count : undefined,
      max: hasBounds ? this.#trues > 0 : undefined,
    };
  }
}
