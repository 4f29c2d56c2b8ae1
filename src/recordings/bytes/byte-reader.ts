import { setImmediate as turn } from 'node:timers/promises';
import type { ByteSource, OpenSource } from './byte-source.ts';
import { crc32 } from './crc32.ts';
import { combineCrc32 } from './crc32-combine.ts';
import { SourceError } from './sources/source-error.ts';

const initialCapacity = 1 << 18;
/** Bytes of one read of an open source. */
const readBytes = 1 << 20;

/**
 * A window that slides over a source: `fill` reads bytes in, everything else works on the available bytes, so that
 * records already in the window need no await. Positions passed to the accessors count from the window's start.
 */
export class ByteReader {
  /** Size of the file in bytes; until `sizeKnown`, an upper bound. */
  size: number;
  /** Whether the size is certain: declared, or the end was reached. */
  sizeKnown: boolean;
  /** Position of the window's first byte in the file. */
  offset = 0;
  /** The window: `start` to `end` of `bytes` are available. Replaced by `fill`, so never keep a reference. */
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(initialCapacity);
  view = new DataView(this.bytes.buffer);
  start = 0;
  end = 0;

  readonly #source: ByteSource;
  readonly #open: OpenSource | undefined;
  #chunks: AsyncIterator<Uint8Array> | undefined;
  #ended = false;
  #crc = 0;
  #crcStart = 0;
  #sums: boolean;
  #signal: AbortSignal | undefined;

  /**
   * Without `crc`, no checksum is computed until `resetCrc`: it costs time, and few formats have one over their
   * bytes.
   */
  constructor(source: ByteSource, signal?: AbortSignal, { crc = false }: { crc?: boolean } = {}) {
    this.#source = source;
    this.#sums = crc;
    this.size = source.size;
    this.sizeKnown = !source.sizeIsBound;
    this.#open = source.open?.();
    this.#chunks = this.#open ? undefined : source.stream()[Symbol.asyncIterator]();
    this.#signal = signal;
  }

  get available(): number {
    return this.end - this.start;
  }

  /** Bytes of the file that are not consumed yet; until `sizeKnown`, an upper bound that `fill` corrects. */
  get remaining(): number {
    return this.size - this.offset;
  }

  /** Makes at least `count` bytes available; false if the file ends before. Throws `SourceError`. */
  async fill(count: number): Promise<boolean> {
    while (this.available < count) {
      if (this.#ended) return false;
      this.#signal?.throwIfAborted();
      if (this.#open) {
        this.#read(this.#open, count);
        // Else nothing is heard before the end of the file: no signal of the process, no abort.
        await turn();
        continue;
      }
      const next = await this.#chunks?.next();
      if (!next || next.done) this.#endOfSource();
      else this.#append(next.value, count);
    }
    return true;
  }

  #read(source: OpenSource, wanted: number): void {
    if (this.end + readBytes > this.bytes.byteLength) this.#makeRoom(readBytes, wanted);
    const read = source.read(
      this.bytes.subarray(this.end, this.end + readBytes),
      this.offset + this.available,
    );
    this.end += read;
    if (read === 0) this.#endOfSource();
  }

  #endOfSource(): void {
    this.#ended = true;
    const found = this.offset + this.available;
    if (this.sizeKnown && found !== this.size)
      throw new SourceError(`the source ended at byte ${found} of ${this.size}`);
    this.size = found;
    this.sizeKnown = true;
  }

  /** Consumes bytes that are available. */
  advance(count: number): void {
    this.start += count;
    this.offset += count;
  }

  /** Consumes available bytes whose CRC-32 is known, so that it need not be computed again. */
  advanceSummed(count: number, crc: number): void {
    this.#foldCrc();
    if (this.#sums) this.#crc = combineCrc32(this.#crc, crc, count);
    this.advance(count);
    this.#crcStart = this.start;
  }

  /** Consumes bytes without buffering them; stops at the end of the file. */
  async skip(count: number): Promise<void> {
    let left = count;
    while (left > 0 && (await this.fill(1))) {
      const step = Math.min(left, this.available);
      this.advance(step);
      left -= step;
    }
  }

  /**
   * Consumes `count` bytes behind the window, which must end there, without reading them: the source has taken them out
   * of its stream (`ByteSource.take`). `crc` is their CRC-32, where one is computed.
   */
  async jump(count: number, crc: number): Promise<void> {
    this.advance(this.available);
    this.#foldCrc();
    if (this.#sums) this.#crc = combineCrc32(this.#crc, crc, count);
    this.offset += count;
    await this.#chunks?.return?.();
    this.#chunks = this.#source.stream(this.offset)[Symbol.asyncIterator]();
  }

  u8(at: number): number {
    return this.view.getUint8(this.start + at);
  }

  u16(at: number): number {
    return this.view.getUint16(this.start + at, true);
  }

  u32(at: number): number {
    return this.view.getUint32(this.start + at, true);
  }

  /** Exact below 2^53; above that only the magnitude matters. */
  u64(at: number): number {
    return this.u32(at) + this.u32(at + 4) * 2 ** 32;
  }

  slice(from: number, to: number): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(this.start + from, this.start + to);
  }

  /** CRC-32 of the bytes consumed since the last `resetCrc`, continued over `ahead` bytes not yet consumed. */
  crc(ahead = 0): number {
    this.#foldCrc();
    return crc32(this.slice(0, ahead), this.#crc);
  }

  resetCrc(): void {
    this.#crc = 0;
    this.#crcStart = this.start;
    this.#sums = true;
  }

  /** Ends the source early. */
  async close(): Promise<void> {
    this.#ended = true;
    this.#open?.close();
    await this.#chunks?.return?.();
  }

  /**
   * The checksum is updated in large steps: a native call per small record would cost more than the checksum itself.
   */
  #foldCrc(): void {
    if (this.#sums) this.#crc = crc32(this.bytes.subarray(this.#crcStart, this.start), this.#crc);
    this.#crcStart = this.start;
  }

  #append(chunk: Uint8Array, wanted: number): void {
    if (this.end + chunk.byteLength > this.bytes.byteLength) this.#makeRoom(chunk.byteLength, wanted);
    this.bytes.set(chunk, this.end);
    this.end += chunk.byteLength;
  }

  #makeRoom(incoming: number, wanted: number): void {
    this.#foldCrc();
    const needed = Math.max(this.available + incoming, wanted + incoming);
    if (needed > this.bytes.byteLength) {
      const larger = new Uint8Array(
        Math.max(needed, Math.min(this.bytes.byteLength * 2, needed + (8 << 20))),
      );
      larger.set(this.slice(0, this.available));
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    } else {
      this.bytes.copyWithin(0, this.start, this.end);
    }
    this.end = this.available;
    this.start = 0;
    this.#crcStart = 0;
  }
}
