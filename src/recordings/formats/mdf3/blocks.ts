import { vaxD, vaxG } from '../mdf/other-floats.ts';
import type { Pages } from '../mdf/pages.ts';
import { type FileStart, idBlockBytes } from './file-start.ts';

/** Every block but the ID block: two letters, then its length in 16 bits (MDF 3.3, "Block structure"). */
export const blockHeadBytes = 4;

/** Longer texts are cut. */
const maxTextBytes = 65_535;

/** Code pages of Windows by which texts may be written; others are taken for 1252, as files without one are. */
const codePages: Record<number, string> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  65001: 'utf-8',
};

/** A block, or as much of it as was asked for; fields of later versions that it does not have are 0. */
export class Mdf3Block {
  readonly offset: number;
  readonly size: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #order: BlockOrder;

  constructor(offset: number, bytes: Uint8Array, order: BlockOrder) {
    this.offset = offset;
    this.size = bytes.byteLength;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#order = order;
  }

  u16(at: number): number {
    return at + 2 <= this.size ? this.#view.getUint16(at, this.#order.littleEndian) : 0;
  }

  i16(at: number): number {
    return (this.u16(at) << 16) >> 16;
  }

  /** A number, or a link: the offset of another block, 0 for none. */
  u32(at: number): number {
    return at + 4 <= this.size ? this.#view.getUint32(at, this.#order.littleEndian) : 0;
  }

  u64(at: number): bigint {
    return at + 8 <= this.size ? this.#view.getBigUint64(at, this.#order.littleEndian) : 0n;
  }

  real(at: number): number {
    if (at + 8 > this.size) return 0;
    const { floats, littleEndian } = this.#order;
    if (floats === 'ieee') return this.#view.getFloat64(at, littleEndian);
    return floats === 'vaxG' ? vaxG(this.#view, at) : vaxD(this.#view, at);
  }

  /** Up to its first zero. */
  text(at: number, bytes: number): string {
    const field = this.#bytes.subarray(at, at + bytes);
    const end = field.indexOf(0);
    return this.#order.decode(end < 0 ? field : field.subarray(0, end)).trim();
  }
}

/** How numbers and texts of blocks are written. */
interface BlockOrder {
  littleEndian: boolean;
  floats: FileStart['floats'];
  decode(bytes: Uint8Array): string;
}

/** Reads a file's blocks. */
export class Mdf3Blocks {
  readonly pages: Pages;
  readonly #order: BlockOrder;
  /** Starts of the blocks that were read, in the order of reading. */
  readonly starts: number[] = [];
  /** The end of the last block read. */
  end = idBlockBytes;

  constructor(pages: Pages, start: FileStart, littleEndian: boolean) {
    this.pages = pages;
    this.#order = { littleEndian, floats: start.floats, decode: decoderOf(start.codePage) };
  }

  get littleEndian(): boolean {
    return this.#order.littleEndian;
  }

  /**
   * The block to which a link leads, if it has these letters, at least `least` bytes, and lies within the file.
   * `atLeast`: bytes that are read beyond its stated length, which 16 bits cannot hold for long tables.
   */
  async block(link: number, id: string, least: number, beyond = 0): Promise<Mdf3Block | undefined> {
    const head = link >= idBlockBytes ? await this.pages.read(link, blockHeadBytes) : undefined;
    if (!head || head[0] !== id.charCodeAt(0) || head[1] !== id.charCodeAt(1)) return undefined;
    const size = new Mdf3Block(link, head, this.#order).u16(2);
    const bytes = size < least ? undefined : await this.pages.read(link, Math.max(size, beyond));
    if (!bytes) return undefined;
    this.starts.push(link);
    this.end = Math.max(this.end, link + bytes.byteLength);
    return new Mdf3Block(link, bytes, this.#order);
  }

  /** Text of a TX block; empty if there is none. */
  async text(link: number): Promise<string> {
    const block = link === 0 ? undefined : await this.block(link, 'TX', blockHeadBytes);
    return block?.text(blockHeadBytes, maxTextBytes) ?? '';
  }
}

function decoderOf(codePage: number): (bytes: Uint8Array) => string {
  const isWindows = codePage >= 1250 && codePage <= 1258;
  const label = codePages[codePage] ?? `windows-${isWindows ? codePage : 1252}`;
  const decoder = new TextDecoder(label);
  return (bytes) => decoder.decode(bytes);
}
