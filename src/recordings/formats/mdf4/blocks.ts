import type { Pages } from '../mdf/pages.ts';

/** Every block but the ID block: "##", two letters, 4 reserved bytes, length, number of links (ASAM MDF 4.1, "general block structure"). */
export const blockHeaderSize = 24;

/** The ID block at the start of a file, before the HD block. */
export const idBlockSize = 64;

/** One link, two bytes of version, and reserved ones. */
const guardBytes = blockHeaderSize + 16;

/** Definitions, texts and lists are far smaller; of a larger block only this much is read. */
const maxBlockBytes = 16 * 2 ** 20;

/** The latest version of the format whose blocks are known, as `gd_version` counts it. */
const knownVersion = 430;

/** Maximum depth of nested guards. */
const maxGuards = 4;

export interface BlockHeader {
  /** The two letters, e.g. `DG`. */
  id: string;
  /** Size of the whole block; exact below 2^53. */
  length: number;
  linkCount: number;
}

export interface Block extends BlockHeader {
  offset: number;
  /** Absolute offsets in the file; 0 for an empty link. */
  links: number[];
  data: DataView;
}

/** Undefined if no block can begin there. */
export function parseBlockHeader(bytes: Uint8Array, at = 0): BlockHeader | undefined {
  if (bytes[at] !== 0x23 || bytes[at + 1] !== 0x23 || at + blockHeaderSize > bytes.byteLength)
    return undefined;
  const id = String.fromCharCode(bytes[at + 2] as number, bytes[at + 3] as number);
  if (!/^[A-Z]{2}$/.test(id)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, blockHeaderSize);
  const length = u64(view, 8);
  const linkCount = u64(view, 16);
  return linkCount * 8 + blockHeaderSize > Math.max(length, blockHeaderSize)
    ? undefined
    : { id, length, linkCount };
}

/** Reads a file's blocks; in a file appended to others, links count from `base`. */
export class BlockReader {
  readonly pages: Pages;
  readonly base: number;
  /** Starts of the blocks that were read, in the order of reading. */
  readonly starts: number[] = [];
  /** The end of the last block seen. */
  end: number;

  constructor(pages: Pages, base: number) {
    this.pages = pages;
    this.base = base;
    this.end = base + idBlockSize;
  }

  /** Whether a link leads to a place where a block may be. */
  reaches(offset: number): boolean {
    return offset >= this.base + idBlockSize && offset + blockHeaderSize <= this.pages.size;
  }

  /** Start of the block itself, even if a link to it leads to its guard. */
  async header(link: number): Promise<BlockHeader | undefined> {
    return (await this.#behindGuards(link)).header;
  }

  /**
   * The position of the block to which a link leads: after its guard, if it has one (4.3, GD block), which a reader
   * that supports the version named by the guard skips.
   */
  async follow(link: number): Promise<number> {
    return (await this.#behindGuards(link)).offset;
  }

  /** Whether a link leads to something that only readers of a later version may read. */
  async isLater(link: number): Promise<boolean> {
    return (await this.header(link))?.id === 'GD';
  }

  async #behindGuards(link: number): Promise<{ offset: number; header: BlockHeader | undefined }> {
    let offset = link;
    let header = await this.#headerAt(offset);
    for (let guards = 0; header?.id === 'GD' && guards < maxGuards; guards += 1) {
      const bytes = await this.pages.read(offset, guardBytes);
      const view = bytes && new DataView(bytes.buffer, bytes.byteOffset, guardBytes);
      if (!view || header.linkCount !== 1 || view.getUint16(blockHeaderSize + 8, true) > knownVersion) break;
      offset = this.base + u64(view, blockHeaderSize);
      header = await this.#headerAt(offset);
    }
    return { offset, header };
  }

  async #headerAt(offset: number): Promise<BlockHeader | undefined> {
    const bytes = this.reaches(offset) ? await this.pages.read(offset, blockHeaderSize) : undefined;
    return bytes && parseBlockHeader(bytes);
  }

  /**
   * The block to which a link leads if it is one of `ids` and lies within the file; larger ones than can be held in
   * memory are cut.
   */
  async block(link: number, ...ids: string[]): Promise<Block | undefined> {
    const { offset, header } = await this.#behindGuards(link);
    if (!header || !ids.includes(header.id) || offset + header.length > this.pages.size) return undefined;
    const held = Math.min(header.length, maxBlockBytes);
    const bytes = await this.pages.read(offset, held);
    if (!bytes) return undefined;
    this.end = Math.max(this.end, offset + header.length);
    this.starts.push(offset);
    const linkCount = Math.min(header.linkCount, Math.floor((held - blockHeaderSize) / 8));
    const view = new DataView(bytes.buffer, bytes.byteOffset, held);
    const links = Array.from({ length: linkCount }, (_, index) => {
      const link = u64(view, blockHeaderSize + index * 8);
      return link === 0 ? 0 : link + this.base;
    });
    const dataAt = blockHeaderSize + linkCount * 8;
    const data = new DataView(bytes.buffer, bytes.byteOffset + dataAt, held - dataAt);
    return { ...header, offset, links, data };
  }

  /** Text of a TX or MD block, at most 64 KiB of it; empty if there is none. */
  async text(offset: number): Promise<string> {
    if (offset === 0) return '';
    const block = await this.block(offset, 'TX', 'MD');
    if (!block) return '';
    const { buffer, byteOffset, byteLength } = block.data;
    const bytes = new Uint8Array(buffer, byteOffset, Math.min(byteLength, 65_536));
    const end = bytes.indexOf(0);
    return utf8.decode(end < 0 ? bytes : bytes.subarray(0, end));
  }
}

const utf8 = new TextDecoder();

/** Exact below 2^53; above that only the magnitude matters. */
export function u64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}
