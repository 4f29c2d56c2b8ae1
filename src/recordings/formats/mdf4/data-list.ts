import { type BlockReader, u64 } from './blocks.ts';

/** Of one file. Blocks of 4 KiB in a file of 4 GiB. */
const maxDataBlocks = 2 ** 20;

/** What holds data: plain, packed, signal data, and 4.2's columns. */
export const dataBlockIds = ['DT', 'DZ', 'SD', 'DV', 'RD'];

/** Where the data of one group or channel lies, in its own order. */
export interface DataList {
  offsets: number[];
  /** Of each block: where its unpacked bytes stand in the whole of the data; NaN where the list does not say. */
  positions: number[];
  /** Links that led nowhere. */
  broken: number[];
  /** Values only (4.2, DV and LD blocks): the invalidation bits of the records are in blocks of their own (DI). */
  values: boolean;
}

const equalLength = 1;

/** Follows DL and HL blocks (ASAM MDF 4.1) and LD blocks (4.2) to the data blocks, without reading these. */
export class DataLists {
  readonly #blocks: BlockReader;
  readonly #visited = new Set<number>();
  #count = 0;

  constructor(blocks: BlockReader) {
    this.#blocks = blocks;
  }

  /** Whether a block of data or a list was met. */
  knows(offset: number): boolean {
    return this.#visited.has(offset);
  }

  async read(first: number): Promise<DataList> {
    const list: DataList = { offsets: [], positions: [], broken: [], values: false };
    for (let link = first; link !== 0; ) link = await this.#follow(link, list);
    return list;
  }

  async #follow(link: number, list: DataList): Promise<number> {
    const header = this.#visited.has(link) ? undefined : await this.#blocks.header(link);
    if (header?.id === 'DV' || header?.id === 'LD') list.values = true;
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
    if (block.id !== 'HL') this.#listed(block.id === 'DL' ? 1 : 4, block.links, block.data, list);
    return block.links[0] ?? 0;
  }

  /** `flagBytes`: a DL has 8 bits of flags in 4 bytes, an LD 32; both then a count and either one length or offsets. */
  #listed(flagBytes: 1 | 4, links: number[], data: DataView, list: DataList): void {
    const whole = data.byteLength >= 8;
    const count = whole ? Math.min(data.getUint32(4, true), links.length - 1) : links.length - 1;
    const equal = whole && (data.getUint8(0) & equalLength) !== 0;
    const before = list.offsets.length;
    for (let index = 0; index < count; index += 1) {
      const link = links[index + 1] as number;
      // A list that was not finalised may have empty places at its end.
      if (link === 0) continue;
      const at = 8 + (equal ? 0 : index * 8);
      const position = flagBytes === 1 && at + 8 <= data.byteLength ? u64(data, at) : Number.NaN;
      this.#add(list, link, equal ? position * (before + index) : position);
    }
  }

  /** A block in two lists would be counted twice. */
  #add(list: DataList, link: number, position: number): void {
    if (this.#visited.has(link) || this.#count >= maxDataBlocks || !this.#blocks.reaches(link)) {
      list.broken.push(link);
      return;
    }
    this.#visited.add(link);
    this.#count += 1;
    list.offsets.push(link);
    list.positions.push(position);
  }
}
