import type { StoredBlock, StoredBlocks } from '../messages/measurement-sink.ts';
import { aligned, blockHead, type Mdf4Output } from './mdf4-output.ts';

/** Blocks of definitions that are kept; real files have up to some hundred thousand. */
const maxBlocks = 2 ** 20;
const pieceBytes = 2 ** 18;

/** Data and what summarises it, which are not copied, and guards of later versions. */
const uncopied = new Set([
  'DT',
  'DV',
  'DI',
  'DL',
  'DZ',
  'HL',
  'LD',
  'SD',
  'RD',
  'RV',
  'RI',
  'SR',
  'HD',
  'GD',
]);
/** Blocks of lists: a block is in one list, once. */
const listed = new Set(['AT', 'CH', 'CN', 'EV', 'FH']);
/** By their second link, these have a list of their own inside. */
const nested = new Set(['CN', 'CH']);
/** What a channel can be composed of by choice (4.3). */
const choices = new Set(['CU', 'CV']);

/** Changes links, or data after them, of a block that is copied. */
export type Edit = (links: number[], data: Buffer) => void;

interface Planned {
  block: StoredBlock;
  edit: Edit | undefined;
}

/**
 * Copies blocks with all that they lead to. Each gets its place when it is first referred to, and is written in that
 * order. Links to what is not in the file become empty.
 */
export class BlockCopier {
  readonly #blocks: StoredBlocks;
  readonly #output: Mdf4Output;
  readonly #places = new Map<number, number>();
  /** The block whose list a listed block is in, or whose list inside it is in. */
  readonly #owners = new Map<number, number>();
  #planned: Planned[] = [];
  #next: number;

  /** @param from where the first block is going to be. */
  constructor(blocks: StoredBlocks, output: Mdf4Output, from: number) {
    this.#blocks = blocks;
    this.#output = output;
    this.#next = from;
  }

  /** Links to the block at `offset` are going to lead to `place`. */
  know(offset: number, place: number): void {
    if (!this.#places.has(offset)) this.#places.set(offset, place);
  }

  /** Plans a block; returns where it is going to be, 0 if there are too many. Links lead to its first copy. */
  place(block: StoredBlock, edit?: Edit): number {
    if (this.#places.size >= maxBlocks) return 0;
    const at = this.#next;
    this.#next += aligned(block.length);
    this.#planned.push({ block, edit });
    this.know(block.offset, at);
    return at;
  }

  /**
   * Plans the blocks `id` of a list and of the lists inside; returns their number. `owner` is the block that has the
   * link `first`.
   */
  async list(id: string, owner: number, first: number, edit?: (block: StoredBlock) => Edit): Promise<number> {
    let count = 0;
    const ahead = [{ link: first, owner }];
    for (let entry = ahead.pop(); entry; entry = ahead.pop()) {
      const block = entry.link === 0 ? undefined : await this.#blocks.block(entry.link);
      if (block?.id !== id || this.#owners.has(block.offset) || this.#places.size >= maxBlocks) continue;
      this.#owners.set(block.offset, entry.owner);
      this.place(block, edit?.(block));
      count += 1;
      const [next = 0, inside = 0] = block.links;
      ahead.push({ link: next, owner: block.offset });
      if (!nested.has(id) || inside === 0) continue;
      const part = await this.#blocks.block(inside);
      if (part?.id === id) ahead.push({ link: inside, owner: block.offset });
      if (part && choices.has(part.id))
        ahead.push(...part.links.map((link) => ({ link, owner: part.offset })).reverse());
    }
    return count;
  }

  /** Where the block of a link is going to be; 0 if it is not copied. */
  async resolve(from: number, fromId: string, index: number, link: number): Promise<number> {
    const block = link === 0 ? undefined : await this.#blocks.block(link);
    if (!block || uncopied.has(block.id)) return 0;
    const present = this.#places.get(block.offset);
    if (listed.has(block.id) || block.id === 'DG' || block.id === 'CG') {
      return isListLink(fromId, index, block.id) && this.#owners.get(block.offset) !== from
        ? 0
        : (present ?? 0);
    }
    return present ?? this.place(block);
  }

  /** Writes what was planned, and everything that it leads to. */
  async write(): Promise<void> {
    for (let index = 0; index < this.#planned.length; index += 1) {
      const { block, edit } = this.#planned[index] as Planned;
      const links: number[] = [];
      for (const [number, link] of block.links.entries())
        links.push(await this.resolve(block.offset, block.id, number, link));
      await this.#copy(block, links, edit);
      if (index >= 1_024) {
        this.#planned = this.#planned.slice(index + 1);
        index = -1;
      }
    }
    this.#planned = [];
  }

  async #copy({ id, offset, length }: StoredBlock, links: number[], edit: Edit | undefined): Promise<void> {
    const start = offset + 24 + 8 * links.length;
    const end = offset + length;
    const bytes = async (at: number, size: number) =>
      Buffer.from((await this.#blocks.bytes(at, size)) ?? new Uint8Array(size));
    if (edit) {
      const data = await bytes(start, end - start);
      edit(links, data);
      this.#output.write(blockHead(id, length, links));
      this.#output.write(data);
    } else {
      this.#output.write(blockHead(id, length, links));
      for (let at = start; at < end; at += pieceBytes)
        this.#output.write(await bytes(at, Math.min(pieceBytes, end - at)));
    }
    this.#output.pad();
  }
}

/** Whether a link makes the block part of a list, rather than refers to it. */
function isListLink(from: string, index: number, to: string): boolean {
  if (to === 'CN' && (choices.has(from) || (from === 'CG' && index === 1))) return true;
  return from === to && (index === 0 || (index === 1 && nested.has(from)));
}
