import type { ColumnCells, EncodedCells } from './column-cells.ts';
import { leastRoom, withRoom } from './room.ts';

const lengthBytes = 4;

/** Bytes, each after its length. */
export class BytesCells implements ColumnCells {
  readonly type = 'BYTE_ARRAY';
  count = 0;
  #bytes = new Uint8Array(leastRoom);
  #end = 0;
  /** Where the smallest and the largest begin: bytes are compared without sign, one after the other. */
  #min = 0;
  #max = 0;

  /** Copies the value. */
  add(value: Uint8Array): void {
    const at = this.#end;
    this.#end += lengthBytes + value.byteLength;
    this.#bytes = withRoom(this.#bytes, this.#end);
    const { byteLength: length } = value;
    for (let i = 0; i < lengthBytes; i += 1) this.#bytes[at + i] = length >>> (8 * i);
    this.#bytes.set(value, at + lengthBytes);
    if (this.count === 0) this.#min = this.#max = at;
    else if (this.#compare(value, this.#min) < 0) this.#min = at;
    else if (this.#compare(value, this.#max) > 0) this.#max = at;
    this.count += 1;
  }

  encode(): EncodedCells {
    const hasBounds = this.count > 0;
    return {
      encoding: 'PLAIN',
      bytes: this.#bytes.subarray(0, this.#end),
      min: hasBounds ? this.#valueAt(this.#min).slice() : undefined,
      max: hasBounds ? this.#valueAt(this.#max).slice() : undefined,
    };
  }

  #valueAt(at: number): Uint8Array<ArrayBuffer> {
    const from = at + lengthBytes;
    return this.#bytes.subarray(from, from + this.#lengthAt(at));
  }

  #lengthAt(at: number): number {
    let length = 0;
    for (let i = lengthBytes - 1; i >= 0; i -= 1) length = length * 256 + (this.#bytes[at + i] as number);
    return length;
  }

  /** Most differ in their first bytes. */
  #compare(value: Uint8Array, at: number): number {
    const length = this.#lengthAt(at);
    const common = Math.min(length, value.byteLength);
    for (let i = 0; i < common; i += 1) {
      const difference = (value[i] as number) - (this.#bytes[at + lengthBytes + i] as number);
      if (difference !== 0) return difference;
    }
    return value.byteLength - length;
  }
}
