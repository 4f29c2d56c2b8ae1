import type { ForwardStream } from './forward-stream.ts';

const pageBytes = 256 * 1024;
/** 16 MiB: definitions refer to what lies near them, and to a few shared texts and units. */
const maxPages = 64;
/** Number of reads per page of the file; beyond it, reading stops, so that maliciously scattered links are bounded. */
const maxTurns = 4;

/** Small random reads in a file, through a few cached pages. */
export class Pages {
  readonly size: number;
  readonly #stream: ForwardStream;
  /** In order of use, the least recently used first. */
  readonly #pages = new Map<number, Uint8Array>();
  readonly #maxReads: number;
  #reads = 0;

  constructor(stream: ForwardStream) {
    this.#stream = stream;
    this.size = stream.size;
    this.#maxReads = maxTurns * (maxPages + Math.ceil(stream.size / pageBytes));
  }

  /** True once the requests scattered over the file exceed the bound, after which nothing further is read. */
  get exhausted(): boolean {
    return this.#reads >= this.#maxReads;
  }

  /** `length` bytes at `offset`; undefined if they are not all in the file. Throws `SourceError`. */
  async read(offset: number, length: number): Promise<Uint8Array | undefined> {
    if (!(offset >= 0 && offset + length <= this.size)) return undefined;
    const first = await this.#page(Math.floor(offset / pageBytes));
    const start = offset % pageBytes;
    if (first && start + length <= first.byteLength) return first.subarray(start, start + length);
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      const place = offset + at;
      const page = await this.#page(Math.floor(place / pageBytes));
      if (!page) return undefined;
      const part = page.subarray(place % pageBytes, (place % pageBytes) + length - at);
      bytes.set(part, at);
      at += part.byteLength;
    }
    return bytes;
  }

  async #page(index: number): Promise<Uint8Array | undefined> {
    const present = this.#pages.get(index);
    if (present) {
      this.#pages.delete(index);
      this.#pages.set(index, present);
      return present;
    }
    if (this.exhausted) return undefined;
    this.#reads += 1;
    const page = new Uint8Array(Math.min(pageBytes, this.size - index * pageBytes));
    await this.#stream.seek(index * pageBytes);
    await this.#stream.fill(page);
    this.#pages.set(index, page);
    const oldest = this.#pages.keys().next();
    if (this.#pages.size > maxPages && !oldest.done) this.#pages.delete(oldest.value);
    return page;
  }
}
