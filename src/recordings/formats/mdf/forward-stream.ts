import type { ByteSource, OpenSource } from '../../bytes/byte-source.ts';
import { SourceError } from '../../bytes/sources/source-error.ts';

/** Bytes of a gap that is read and dropped; for a longer one a new request costs less. */
const maxSkippedBytes = 2 * 2 ** 20;

/** Size of one read from a synchronous source: fits into the cache of a CPU core. */
const nearBytes = 256 * 1024;

const nothing: Uint8Array = new Uint8Array();

/**
 * Reads a remote source with as few ranges as possible: a place slightly ahead is reached by reading on, any other by
 * a new range.
 */
export class ForwardStream {
  readonly size: number;
  /** Where the next byte comes from. */
  offset = 0;

  readonly #source: ByteSource;
  readonly #signal: AbortSignal | undefined;
  #chunks: AsyncIterator<Uint8Array> | undefined;
  #near: OpenSource | undefined;
  #buffer = nothing;
  #chunk = nothing;

  constructor(source: ByteSource, signal?: AbortSignal) {
    this.#source = source;
    this.#signal = signal;
    this.size = source.size;
  }

  async seek(offset: number): Promise<void> {
    if (offset === this.offset && (this.#chunks || this.#near)) return;
    if (this.#source.open) {
      this.#near ??= this.#source.open();
      this.#chunk = nothing;
      this.offset = offset;
      return;
    }
    const ahead = offset - this.offset;
    if (!this.#chunks || ahead < 0 || ahead > maxSkippedBytes + this.#chunk.byteLength) {
      await this.close();
      this.#chunks = this.#source.stream(offset)[Symbol.asyncIterator]();
      this.offset = offset;
      return;
    }
    for (let left = ahead; left > 0; ) left -= (await this.next(left)).byteLength;
  }

  /**
   * At least one and at most `most` bytes from `offset` on; none at the end of the source. Valid until the next call.
   * Throws `SourceError`.
   */
  async next(most: number): Promise<Uint8Array> {
    while (this.#chunk.byteLength === 0) {
      this.#signal?.throwIfAborted();
      if (this.offset >= this.size) return nothing;
      if (!this.#chunks && !this.#near) await this.seek(this.offset);
      if (this.#near) {
        this.#chunk = this.#read(this.#near);
        continue;
      }
      const result = await this.#chunks?.next();
      if (!result || result.done) throw this.#ended();
      this.#chunk = result.value;
    }
    const bytes = this.#chunk.subarray(0, most);
    this.#chunk = this.#chunk.subarray(bytes.byteLength);
    this.offset += bytes.byteLength;
    return bytes;
  }

  /** Fills `target` from `offset` on; false if the source ends before. */
  async fill(target: Uint8Array): Promise<boolean> {
    for (let at = 0; at < target.byteLength; ) {
      const bytes = await this.next(target.byteLength - at);
      if (bytes.byteLength === 0) return false;
      target.set(bytes, at);
      at += bytes.byteLength;
    }
    return true;
  }

  #read(near: OpenSource): Uint8Array {
    if (this.#buffer.byteLength === 0) this.#buffer = new Uint8Array(Math.min(nearBytes, this.size));
    const wanted = Math.min(this.#buffer.byteLength, this.size - this.offset);
    const count = near.read(this.#buffer.subarray(0, wanted), this.offset);
    if (count === 0) throw this.#ended();
    return this.#buffer.subarray(0, count);
  }

  #ended(): SourceError {
    return new SourceError(`the source ended at byte ${this.offset} of ${this.size}`);
  }

  async close(): Promise<void> {
    this.#near?.close();
    this.#near = undefined;
    const chunks = this.#chunks;
    this.#chunks = undefined;
    this.#chunk = nothing;
    await chunks?.return?.();
  }
}
