import { ByteWriter } from 'hyparquet-writer';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import type { ColumnCells, EncodedCells } from './column-cells.ts';
import { leastRoom, withRoom } from './room.ts';

const lengthBytes = 4;
/** UTF-8, of one 16-bit unit of JavaScript. */
const mostBytes = 3;
const utf8 = new TextEncoder();

/** Texts: indexes of different ones, if that takes at most half of the room. */
export class TextCells implements ColumnCells {
  readonly type = 'BYTE_ARRAY';
  count = 0;
  readonly #index = new Map<string, number>();
  #indexes = new Uint32Array(leastRoom);

  add(value: string): void {
    let index = this.#index.get(value);
    if (index === undefined) {
      index = this.#index.size;
      this.#index.set(value, index);
    }
    if (this.count === this.#indexes.length) {
      const indexes = new Uint32Array(2 * this.count);
      indexes.set(this.#indexes);
      this.#indexes = indexes;
    }
    this.#indexes[this.count] = index;
    this.count += 1;
  }

  encode(): EncodedCells {
    const indexes = this.#indexes.subarray(0, this.count);
    const { bytes, ends } = different(this.#index.keys(), this.#index.size);
    const start = (index: number) => (index === 0 ? 0 : (ends[index - 1] as number));
    const bounds = boundsOf([...this.#index.keys()], bytes, ends);
    const width = Math.ceil(Math.log2(ends.length));
    const plainBytes = indexes.reduce((sum, index) => sum + (ends[index] as number) - start(index), 0);
    if (2 * (bytes.byteLength + (this.count * width) / 8) <= plainBytes) {
      return {
        encoding: 'RLE_DICTIONARY',
        bytes: packed(indexes, width),
        dictionary: { bytes, count: ends.length },
        ...bounds,
      };
    }
    const plain = new Uint8Array(plainBytes);
    let at = 0;
    for (const index of indexes) {
      plain.set(bytes.subarray(start(index), ends[index]), at);
      at += (ends[index] as number) - start(index);
    }
    return { encoding: 'PLAIN', bytes: plain, ...bounds };
  }
}

/** Each text after its length, and where it ends. */
function different(texts: Iterable<string>, count: number): { bytes: Uint8Array; ends: Uint32Array } {
  const ends = new Uint32Array(count);
  let bytes = new Uint8Array(count * leastRoom);
  let [at, index] = [0, 0];
  for (const text of texts) {
    bytes = withRoom(bytes, at + lengthBytes + mostBytes * text.length);
    const { written } = utf8.encodeInto(text, bytes.subarray(at + lengthBytes));
    for (let i = 0; i < lengthBytes; i += 1) bytes[at + i] = written >>> (8 * i);
    at += lengthBytes + written;
    ends[index] = at;
    index += 1;
  }
  return { bytes: bytes.subarray(0, at), ends };
}

/** By their bytes, which is the order of code points; that of JavaScript's texts differs. */
function boundsOf(texts: readonly string[], bytes: Uint8Array, ends: Uint32Array) {
  const bytesOf = (index: number) =>
    bytes.subarray((index === 0 ? 0 : (ends[index - 1] as number)) + lengthBytes, ends[index]);
  let [min, max] = [0, 0];
  for (let index = 1; index < ends.length; index += 1) {
    const value = bytesOf(index);
    if (Buffer.compare(value, bytesOf(min)) < 0) min = index;
    else if (Buffer.compare(value, bytesOf(max)) > 0) max = index;
  }
  return { min: texts[min], max: texts[max] };
}

/** The width of an index, and the indexes with as many bits each. */
function packed(indexes: Uint32Array, width: number): Uint8Array {
  const writer = new ByteWriter();
  writer.appendUint8(width);
  writeRleBitPackedHybrid(writer, indexes, width);
  return writer.getBytes();
}
