import { BitWindow, readBlock } from './bzip2-block.ts';

/**
 * bzip2 (as described in "BZIP2: Format Specification", J. Tsai, 2016) block by block. Own code, because Node has no
 * decoder, and existing ones return nothing from a truncated stream and have no limit on the decompressed size.
 */

const blockMagic = [0x314159, 0x265359] as const;
const endMagic = [0x177245, 0x385090] as const;

export type Bzip2Step =
  /** A block is ready to be written out. */
  | 'block'
  /** A stream ended; another may follow. */
  | 'end'
  /** The bytes end within the block. */
  | 'cut'
  | 'corrupt';

export class Bzip2Decoder {
  readonly bits: BitWindow;
  #next = new Uint32Array();
  #left = 0;
  #place = 0;
  #last = -1;
  #run = 0;
  #repeat = 0;
  #crc = 0;
  #expectedCrc = 0;

  constructor(bytes: Uint8Array) {
    this.bits = new BitWindow(bytes);
  }

  /** Reads the four bytes that begin a stream. */
  header(): 'ok' | 'cut' | 'corrupt' {
    const { bits } = this;
    const letters = bits.take(24);
    const level = bits.take(8) - 0x30;
    if (bits.overrun) return 'cut';
    if (letters !== 0x425a68 || level < 1 || level > 9) return 'corrupt';
    if (this.#next.length !== level * 100_000) this.#next = new Uint32Array(level * 100_000);
    return 'ok';
  }

  /** Reads the block at the current bit, or the end of the stream. Its bytes are then available through `write`. */
  step(): Bzip2Step {
    const { bits } = this;
    const magic = [bits.take(24), bits.take(24)];
    const crc = ((bits.take(16) << 16) | bits.take(16)) >>> 0;
    if (bits.overrun) return 'cut';
    if (magic[0] === endMagic[0] && magic[1] === endMagic[1]) {
      // The rest of the last byte is padding.
      bits.seek(Math.ceil(bits.bit / 8) * 8);
      return 'end';
    }
    if (magic[0] !== blockMagic[0] || magic[1] !== blockMagic[1]) return 'corrupt';
    const block = readBlock(bits, this.#next);
    if (!block) return bits.overrun ? 'cut' : 'corrupt';
    this.#left = block.length;
    this.#place = block.first;
    this.#last = -1;
    this.#run = 0;
    this.#repeat = 0;
    this.#crc = 0xffffffff;
    this.#expectedCrc = crc;
    return 'block';
  }

  /** Whether bytes of the block are still to be written out. */
  get pending(): boolean {
    return this.#left > 0 || this.#repeat > 0;
  }

  /** Whether the bytes written out match the checksum of the block; valid only when nothing is pending. */
  get matches(): boolean {
    return ~this.#crc >>> 0 === this.#expectedCrc;
  }

  /**
   * Writes bytes of the block to `out` from `at` until either ends; returns the end position. Four equal bytes are
   * followed by the number of further repeats.
   */
  write(out: Uint8Array, at: number): number {
    const next = this.#next;
    let to = at;
    let left = this.#left;
    let place = this.#place;
    let last = this.#last;
    let run = this.#run;
    let repeat = this.#repeat;
    let crc = this.#crc;
    const end = out.length;
    for (;;) {
      while (repeat > 0 && to < end) {
        out[to++] = last;
        crc = (crc << 8) ^ (crcTable[((crc >>> 24) ^ last) & 0xff] as number);
        repeat -= 1;
      }
      // A count may be 0: it is consumed even when `out` is full, so that nothing appears to be pending.
      if (left === 0 || (to >= end && (run !== 4 || repeat > 0))) break;
      const entry = next[place] as number;
      place = entry >>> 8;
      left -= 1;
      const byte = entry & 0xff;
      if (run === 4) {
        repeat = byte;
        run = 0;
        continue;
      }
      run = byte === last ? run + 1 : 1;
      last = byte;
      out[to++] = byte;
      crc = (crc << 8) ^ (crcTable[((crc >>> 24) ^ byte) & 0xff] as number);
    }
    this.#left = left;
    this.#place = place;
    this.#last = last;
    this.#run = run;
    this.#repeat = repeat;
    this.#crc = crc;
    return to;
  }
}

export interface Bzip2Result {
  /** The complete blocks that could be decompressed. */
  bytes: Uint8Array<ArrayBuffer>;
  /** False if the stream is truncated, damaged, or larger than `size`. */
  complete: boolean;
}

/** Decompresses at most `size` bytes of one or several streams. Never throws because of the content. */
export function decompressBzip2(packed: Uint8Array, size: number): Bzip2Result {
  const out = new Uint8Array(size);
  const decoder = new Bzip2Decoder(packed);
  let written = 0;
  const result = (complete: boolean) => ({ bytes: out.subarray(0, written), complete });
  do {
    if (decoder.header() !== 'ok') return result(false);
    for (let step = decoder.step(); step !== 'end'; step = decoder.step()) {
      if (step !== 'block') return result(false);
      const end = decoder.write(out, written);
      // Bytes cannot be trusted until the checksum of their block has been verified.
      if (decoder.pending || !decoder.matches) return result(false);
      written = end;
    }
  } while (decoder.bits.bit < packed.length * 8);
  return result(true);
}

/** CRC-32 with polynomial 04C11DB7, highest bit first: bit-reversed compared to that of `node:zlib`. */
const crcTable = Int32Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24;
  for (let i = 0; i < 8; i += 1) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  return crc;
});
