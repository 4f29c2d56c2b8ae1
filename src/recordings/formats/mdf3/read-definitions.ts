import type { ChannelGroup } from '../mdf/definitions.ts';
import { plainText } from '../mdf/plain-text.ts';
import { startHalves } from '../mdf/start-halves.ts';
import type { ReportDamage } from '../mdf/walk-context.ts';
import type { Mdf3Block, Mdf3Blocks } from './blocks.ts';
import type { Mdf3DataGroup, Mdf3Definition } from './definitions.ts';
import { idBlockBytes } from './file-start.ts';
import { ChannelReader } from './read-channels.ts';
import { readTriggers } from './read-triggers.ts';
import { startTimeOf } from './start-time.ts';

/** Maximum data groups, and maximum channel groups, of one file. */
const maxGroups = 50_000;

/** Bytes of the smallest HD, DG and CG blocks, those of version 2. */
const least = { HD: 164, DG: 24, CG: 26 };

/** Reads the definitions of a file, block by block along its links; a link that leads nowhere is reported. */
export class DefinitionReader {
  readonly #blocks: Mdf3Blocks;
  readonly #damaged: ReportDamage;
  readonly #channels: ChannelReader;
  readonly #visited = new Set<number>();
  /** A list of data groups is broken: further ones may be somewhere in the file. */
  broken = false;

  /** `littleEndian`: the order of values without one of their own. */
  constructor(blocks: Mdf3Blocks, littleEndian: boolean, damaged: ReportDamage) {
    this.#blocks = blocks;
    this.#damaged = damaged;
    this.#channels = new ChannelReader(blocks, littleEndian, (link, what) => this.#report(link, what));
  }

  async read(): Promise<Mdf3Definition> {
    const header = await this.#blocks.block(idBlockBytes, 'HD', least.HD);
    if (!header) {
      this.broken = true;
      this.#report(idBlockBytes, 'the header of the recording cannot be read');
      return { startHigh: 0, startLow: 0, dataGroups: [] };
    }
    const dataGroups = await this.dataGroups(header.u32(4));
    return { ...startHalves(startTimeOf(header)), dataGroups };
  }

  /** A list of data groups; those already read are not read again. */
  async dataGroups(first: number): Promise<Mdf3DataGroup[]> {
    const found: Mdf3DataGroup[] = [];
    for (let link = first; link !== 0; ) {
      const block = await this.#unread(link, 'DG', least.DG);
      if (!block) {
        this.broken = true;
        this.#report(link, 'a data group cannot be read');
        break;
      }
      const group = await this.#dataGroup(block);
      if (group) found.push(group);
      link = block.u32(4);
    }
    return found;
  }

  /** Whether this block was read already. */
  knows(offset: number): boolean {
    return this.#visited.has(offset);
  }

  async #dataGroup(block: Mdf3Block): Promise<Mdf3DataGroup | undefined> {
    const { offset } = block;
    const ids = block.u16(22);
    if (ids > 2) {
      this.#damaged('unsupported', offset, offset, `records have ${ids} ids, of which the format knows two`);
      return undefined;
    }
    const { groups, cut } = await this.#channelGroups(block.u32(8), ids === 2 ? 1 : 0);
    const triggers = await readTriggers(this.#blocks, block.u32(12));
    return { offset, recordIdBytes: ids > 0 ? 1 : 0, groups, cut, data: block.u32(16), triggers };
  }

  async #channelGroups(first: number, tailBytes: number): Promise<{ groups: ChannelGroup[]; cut: boolean }> {
    const groups: ChannelGroup[] = [];
    for (let link = first; link !== 0; ) {
      const block = await this.#unread(link, 'CG', least.CG);
      if (!block) {
        this.#report(link, 'a channel group cannot be read');
        return { groups, cut: true };
      }
      groups.push(await this.#channelGroup(block, tailBytes));
      link = block.u32(4);
    }
    return { groups, cut: false };
  }

  async #channelGroup(block: Mdf3Block, tailBytes: number): Promise<ChannelGroup> {
    const { channels, message } = await this.#channels.read(block.u32(8));
    const comment = plainText(await this.#blocks.text(block.u32(12)));
    return {
      offset: block.offset,
      // One byte in front of the records, whatever the width of this field.
      recordId: block.u16(16) & 0xff,
      cycles: block.u32(22),
      variableLength: false,
      remoteMaster: undefined,
      dataBytes: block.u16(20),
      tailBytes,
      name: (comment.split(/\r?\n/)[0] ?? '').trim() || message,
      channels,
    };
  }

  async #unread(link: number, id: 'DG' | 'CG', bytes: number): Promise<Mdf3Block | undefined> {
    const isNew = !this.#visited.has(link) && this.#visited.size < 2 * maxGroups;
    const block = isNew ? await this.#blocks.block(link, id, bytes) : undefined;
    if (block) this.#visited.add(link);
    return block;
  }

  #report(link: number, what: string): void {
    const { size, exhausted } = this.#blocks.pages;
    if (exhausted)
      this.#damaged('corrupt', link, link, 'the definitions lie in too many places to follow them');
    else if (link + 4 > size)
      this.#damaged('truncated', size, size, `${what}: it lies behind the end of the file`);
    else this.#damaged('corrupt', link, link + 4, what);
  }
}
