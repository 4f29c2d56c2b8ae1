import { type BlockReader, blockHeaderSize, u64 } from './blocks.ts';

/** Maximum blocks of one file: blocks of 4 KiB in a file of 4 GiB. */
const maxDataBlocks = 2 ** 20;

/**
 * Blocks that contain data: plain, compressed, signal data, reductions, and 4.2's columns of values and of
 * invalidation bits.
 */
export const dataBlockIds = ['DT', 'DZ', 'SD', 'DV', 'RD', 'DI'];

/** The places of the data of one group or channel, in its own order. */
export interface DataList {
  offsets: number[];
  /**
   * For each block: the position of its decompressed bytes, or its samples, in the whole of the data; NaN if the list
   * does not state it.
   */
  positions: number[];
  /** Of an LD block, which counts samples; a DL block counts bytes. */
  bySample: boolean;
  /** For each block of an LD block with invalidation bits: where these are, 0 if all values are valid. */
  invalidation: number[];
  /** Number of links that led nowhere. */
  broken: number[];
}

/** ld_flags and dl_flags bit 0; ld_flags bit 31. */
const listFlags = { equalLength: 1, invalidation: 0x8000_0000 };

/** Follows DL and HL blocks (ASAM MDF 4.1) and LD blocks (4.2) to the data blocks, without reading these. */
export class DataLists {
  readonly #blocks: BlockReader;
  readonly #visited = new Set<number>();
  readonly #lists = new Map<number, DataList>();
  readonly #claimed = new Set<number>();
  #count = 0;

  constructor(blocks: BlockReader) {
    this.#blocks = blocks;
  }

  /** Whether a block of data or a list was found. */
  knows(offset: number): boolean {
    return this.#visited.has(offset);
  }

  /** The list to which this link leads, for the only group or channel that owns its data. */
  async claim(first: number): Promise<DataList> {
    if (first !== 0 && this.#claimed.has(first)) return { ...emptyList(), broken: [first] };
    this.#claimed.add(first);
    return this.of(first);
  }

  /** The same for others that read the same data. */
  async of(first: number): Promise<DataList> {
    const present = this.#lists.get(first);
    if (present) return present;
    const list = emptyList();
    for (let link = first; link !== 0; ) link = await this.#follow(await this.#blocks.follow(link), list);
    this.#lists.set(first, list);
    return list;
  }

  /**
   * Whether the blocks contain values only (DV), or whole records with their invalidation bits: decided by the first
   * of them.
   */
  async holdsValues({ offsets: [first] }: DataList): Promise<boolean> {
    if (first === undefined) return false;
    const header = await this.#blocks.header(first);
    if (header?.id !== 'DZ') return header?.id === 'DV';
    const packed = await this.#blocks.pages.read(first + blockHeaderSize, 2);
    return packed !== undefined && String.fromCharCode(...packed) === 'DV';
  }

  async #follow(link: number, list: DataList): Promise<number> {
    const header = this.#visited.has(link) ? undefined : await this.#blocks.header(link);
    if (header && dataBlockIds.includes(header.id)) {
      this.#add(list, link, list.offsets.length === 0 ? 0 : Number.NaN);
      return 0;
    }
    const block = header && (await this.#blocks.block(link, 'DL', 'HL', 'LD'));
    this.#visited.add(link);
    if (!block || block.links.length === 0) {
      list.broken.push(link);
      return 0;
    }
    if (block.id !== 'HL') this.#listed(block.id === 'LD', block.links, block.data, list);
    return block.links[0] ?? 0;
  }

  /** Four bytes of flags, a count, then either one length or offsets. */
  #listed(isLd: boolean, links: number[], data: DataView, list: DataList): void {
    const whole = data.byteLength >= 8;
    const count = whole ? Math.min(data.getUint32(4, true), links.length - 1) : links.length - 1;
    // In a DL only the first byte contains flags.
    const flags = whole ? data.getUint32(0, true) : 0;
    const equal = (flags & listFlags.equalLength) !== 0;
    const invalidation = isLd && (flags & listFlags.invalidation) !== 0 ? 1 + count : links.length;
    list.bySample ||= isLd;
    const before = list.offsets.length;
    for (let index = 0; index < count; index += 1) {
      const link = links[index + 1] as number;
      // A list that was not finalised may have empty entries at its end.
      if (link === 0) continue;
      const at = 8 + (equal ? 0 : index * 8);
      const position = at + 8 <= data.byteLength ? u64(data, at) : Number.NaN;
      if (this.#add(list, link, equal ? position * (before + index) : position))
        list.invalidation[list.offsets.length - 1] = this.#invalidation(
          links[invalidation + index] ?? 0,
          list,
        );
    }
  }

  #invalidation(link: number, list: DataList): number {
    if (link === 0 || this.#visited.has(link)) return 0;
    this.#visited.add(link);
    if (this.#blocks.reaches(link)) return link;
    list.broken.push(link);
    return 0;
  }

  /** A block in two lists would be counted twice. */
  #add(list: DataList, link: number, position: number): boolean {
    if (this.#visited.has(link) || this.#count >= maxDataBlocks || !this.#blocks.reaches(link)) {
      list.broken.push(link);
      return false;
    }
    this.#visited.add(link);
    this.#count += 1;
    list.offsets.push(link);
    list.positions.push(position);
    return true;
  }
}

function emptyList(): DataList {
  return { offsets: [], positions: [], bySample: false, invalidation: [], broken: [] };
}
