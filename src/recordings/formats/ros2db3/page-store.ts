import type { ByteSource } from '../../bytes/byte-source.ts';

const blockBytes = 1 << 16;
const maxBlocks = 16;

/** Single pages of a database, read on demand; a few blocks are cached. */
export class PageStore {
  readonly pageSize: number;
  /** Number of pages; they are counted from 1. */
  readonly pages: number;
  readonly #source: ByteSource;
  /** Byte of the file at which the database begins. */
  readonly #base: number;
  readonly #blocks = new Map<number, Uint8Array>();

  constructor(source: ByteSource, base: number, pageSize: number) {
    this.#source = source;
    this.#base = base;
    this.pageSize = pageSize;
    this.pages = Math.floor((source.size - base) / pageSize);
  }

  /** Undefined if there is no such page. Throws `SourceError`. */
  async page(number: number): Promise<Uint8Array | undefined> {
    if (number < 1 || number > this.pages) return undefined;
    const at = (number - 1) * this.pageSize;
    const index = Math.floor(at / blockBytes);
    const block = this.#blocks.get(index) ?? (await this.#load(index));
    const from = at - index * blockBytes;
    return block.subarray(from, from + this.pageSize);
  }

  async #load(index: number): Promise<Uint8Array> {
    const from = this.#base + index * blockBytes;
    const block = await readRange(this.#source, from, Math.min(blockBytes, this.#source.size - from));
    const [oldest] = this.#blocks.keys();
    if (oldest !== undefined && this.#blocks.size >= maxBlocks) this.#blocks.delete(oldest);
    this.#blocks.set(index, block);
    return block;
  }
}

async function readRange(source: ByteSource, from: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  for await (const chunk of source.stream(from)) {
    const part = chunk.subarray(0, length - filled);
    bytes.set(part, filled);
    filled += part.byteLength;
    if (filled === length) break;
  }
  return bytes;
}
