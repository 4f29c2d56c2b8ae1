import { LzmaDecoder } from './lzma-decoder.ts';
import { control, propertiesOf } from './lzma2.ts';
import { RangeDecoder } from './range-decoder.ts';

/** Unpacked bytes of one chunk (xz format, 5.3.1). */
const maxChunk = 1 << 21;
/** Positions count modulo 16 for contexts of literals and matches; they must not move when the window does. */
const alignment = 16;

/** What a chunk begins with. */
export interface ChunkHead {
  /** Bytes of the head, and of the data behind it. */
  bytes: number;
  packed: number;
  unpacked: number;
}

/** The head of a chunk; `end` behind the last one, undefined if it is none. Needs 6 bytes, or 1 at the end. */
export function chunkHead(bytes: Uint8Array): ChunkHead | 'end' | undefined {
  const [head = 0xff, high = 0, low = 0, packedHigh = 0, packedLow = 0] = bytes;
  if (head === control.end) return 'end';
  const isLzma = head >= control.lzma;
  if (!isLzma && head > control.plain) return undefined;
  const unpacked = 1 + (isLzma ? (head & 0x1f) * 0x1_0000 : 0) + high * 256 + low;
  if (!isLzma) return { bytes: 3, packed: unpacked, unpacked };
  return { bytes: head >= 0xc0 ? 6 : 5, packed: 1 + packedHigh * 256 + packedLow, unpacked };
}

/** Unpacks chunks of LZMA2 one after the other, and holds no more of the output than the dictionary and a chunk. */
export class Lzma2Window {
  readonly #dictionary: number;
  #out: Uint8Array<ArrayBuffer>;
  #at = 0;
  /** Where the dictionary was reset, which the window may have left behind; -1 before the first chunk. */
  #begin = -1;
  #decoder: LzmaDecoder | undefined;
  #properties: readonly [number, number, number] | undefined;

  /** `dictionary`: how far back matches reach, in bytes. */
  constructor(dictionary: number) {
    this.#dictionary = dictionary;
    this.#out = new Uint8Array(Math.min(dictionary, maxChunk) + maxChunk + alignment);
  }

  /** What the chunk unpacks to, valid until the next one; undefined if it is damaged. */
  unpack(bytes: Uint8Array, { bytes: headBytes, packed, unpacked }: ChunkHead): Uint8Array | undefined {
    const head = bytes[0] as number;
    this.#makeRoom(unpacked);
    if (head === control.plainResetDictionary || head >= 0xe0) this.#begin = this.#at;
    if (this.#begin < 0) return undefined;
    const from = this.#at;
    const isWhole =
      head < control.lzma
        ? this.#copy(bytes, headBytes, unpacked)
        : this.#decode(bytes, headBytes, packed, unpacked);
    if (!isWhole) return undefined;
    this.#at += unpacked;
    return this.#out.subarray(from, this.#at);
  }

  #copy(bytes: Uint8Array, from: number, length: number): boolean {
    this.#out.set(bytes.subarray(from, from + length), this.#at);
    return true;
  }

  #decode(bytes: Uint8Array, from: number, packed: number, unpacked: number): boolean {
    const head = bytes[0] as number;
    if (head >= 0xc0) this.#properties = propertiesOf(bytes[5] as number);
    if (!this.#properties) return false;
    if (head >= 0xa0) this.#decoder = new LzmaDecoder(...this.#properties);
    const range = new RangeDecoder(bytes, from, from + packed);
    const isDecoded =
      this.#decoder?.decode(range, this.#out, this.#begin, this.#at, this.#at + unpacked) ?? false;
    return isDecoded && range.isWhole;
  }

  /** Grows up to the dictionary and a chunk; then moves what is still in reach to the front. */
  #makeRoom(unpacked: number): void {
    if (this.#at + unpacked <= this.#out.byteLength) return;
    const largest = this.#dictionary + maxChunk + alignment;
    if (this.#out.byteLength < largest) {
      const larger = new Uint8Array(Math.min(largest, this.#out.byteLength * 2 + maxChunk));
      larger.set(this.#out.subarray(0, this.#at));
      this.#out = larger;
      if (this.#at + unpacked <= larger.byteLength) return;
    }
    const reach = Math.min(this.#at, this.#dictionary + alignment);
    const shift = Math.floor((this.#at - reach) / alignment) * alignment;
    this.#out.copyWithin(0, shift, this.#at);
    this.#at -= shift;
    const begin = this.#begin - shift;
    this.#begin = begin >= 0 ? begin : ((begin % alignment) + alignment) % alignment;
  }
}
