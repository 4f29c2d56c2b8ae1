import type { ColumnCells, EncodedCells } from './column-cells.ts';
import { packDeltas } from './pack-deltas.ts';
import { leastRoom } from './room.ts';

/** Signed numbers of 64 bits. */
export class Int64Cells implements ColumnCells {
  readonly type = 'INT64';
  readonly #encoding: 'PLAIN' | 'DELTA_BINARY_PACKED';
  count = 0;
  #values = new BigInt64Array(leastRoom);
  /** The same in halves of 32 bits, the lower one first, which are read without making a BigInt of each. */
  #halves = new Int32Array(this.#values.buffer);

  /** @param encoding deltas for values that grow by little; where they do not, they are `PLAIN`. */
  constructor(encoding: 'PLAIN' | 'DELTA_BINARY_PACKED') {
    this.#encoding = encoding;
  }

  /** @param value a number only if it is an integer from 0 to 2^53. */
  add(value: bigint | number): void {
    if (this.count === this.#values.length) this.#grow();
    if (typeof value === 'bigint') {
      this.#values[this.count] = value;
    } else {
      this.#halves[2 * this.count] = value;
      this.#halves[2 * this.count + 1] = Math.floor(value / 2 ** 32);
    }
    this.count += 1;
  }

  encode(): EncodedCells {
    const values = this.#values.subarray(0, this.count);
    const halves = this.#halves.subarray(0, 2 * this.count);
    const [min, max] = boundsOf(halves);
    const deltas =
      this.#encoding === 'DELTA_BINARY_PACKED' && values[0] !== undefined
        ? packDeltas(values[0], halves)
        : undefined;
    return {
      encoding: deltas ? 'DELTA_BINARY_PACKED' : 'PLAIN',
      bytes: deltas ?? new Uint8Array(values.buffer, 0, values.byteLength),
      min: values[min],
      max: values[max],
    };
  }

  #grow(): void {
    const values = new BigInt64Array(2 * this.count);
    values.set(this.#values);
    this.#values = values;
    this.#halves = new Int32Array(values.buffer);
  }
}

/** Where the smallest and the largest is. */
function boundsOf(halves: Int32Array): [min: number, max: number] {
  let [min, max] = [0, 0];
  for (let at = 2; at < halves.length; at += 2) {
    if (isLess(halves, at, min)) min = at;
    else if (isLess(halves, max, at)) max = at;
  }
  return [min / 2, max / 2];
}

function isLess(halves: Int32Array, a: number, b: number): boolean {
  const [highA, highB] = [halves[a + 1] as number, halves[b + 1] as number];
  return highA < highB || (highA === highB && (halves[a] as number) >>> 0 < (halves[b] as number) >>> 0);
}
