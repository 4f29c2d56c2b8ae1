import type { AttachmentSummary } from '../../summary/file-summary.ts';
import type { ChannelGroup, DataGroup, FileDefinition } from '../mdf/definitions.ts';
import { startHalves } from '../mdf/start-halves.ts';
import type { ReportDamage } from '../mdf/walk-context.ts';
import { type Block, type BlockReader, u64 } from './blocks.ts';
import { type NamedVersion, versionsOf } from './header-xml.ts';
import { ChannelReader } from './read-channels.ts';

/**
 * Maximum data groups, and maximum channel groups, of one file. Writers with one group per signal reach some ten
 * thousand.
 */
const maxGroups = 50_000;

/** cg_flags (ASAM MDF 4.1, CG block; remote master from 4.2 on). */
const groupFlags = { variableLength: 1, remoteMaster: 8 };

interface Findings {
  version(component: string, version: string): void;
  attachment(attachment: AttachmentSummary): void;
}

/** Reads the definitions of a file, block by block along its links; a link that leads nowhere is reported. */
export class DefinitionReader {
  readonly #blocks: BlockReader;
  readonly #damaged: ReportDamage;
  readonly #channels: ChannelReader;
  readonly #visited = new Set<number>();
  /** Where a link of a list led nowhere, in order of discovery: the rest of the list may still be in the file. */
  readonly brokenLinks: number[] = [];
  /** Whether a guard hides a part of the definitions, for which no link is to blame. */
  guarded = false;

  constructor(blocks: BlockReader, damaged: ReportDamage) {
    this.#blocks = blocks;
    this.#damaged = damaged;
    this.#channels = new ChannelReader(
      blocks,
      (link, what) => this.broken(link, what),
      (link) => this.#later(link),
    );
  }

  async read(findings: Findings): Promise<FileDefinition> {
    const header = await this.#blocks.block(this.#blocks.base + 64, 'HD');
    if (!header || header.data.byteLength < 12) {
      this.broken(this.#blocks.base + 64, 'the header of the recording cannot be read');
      return { startHigh: 0, startLow: 0, dataGroups: [] };
    }
    const [groups = 0, history = 0, , attachments = 0, , comment = 0] = header.links;
    const versions = versionsOf(await this.#blocks.text(comment));
    await this.#history(history, versions);
    for (const { component, version } of versions) findings.version(component, version);
    await this.#attachments(attachments, findings);
    const dataGroups = await this.dataGroups(groups);
    return { ...startHalves(header.data.getBigUint64(0, true)), dataGroups };
  }

  /** A list of data groups; those already read are not read again. */
  async dataGroups(first: number): Promise<DataGroup[]> {
    const found: DataGroup[] = [];
    await this.#list(first, 'DG', 'a data group cannot be read', async ({ offset, links, data }) => {
      const [, groups = 0, dataLink = 0] = links;
      const recordIdBytes = data.byteLength > 0 ? data.getUint8(0) : 0;
      if (![0, 1, 2, 4, 8].includes(recordIdBytes)) {
        this.#damaged('corrupt', offset, offset + 64, 'a data group cannot be read');
        return;
      }
      const before = this.brokenLinks.length;
      const list = await this.#channelGroups(groups);
      const cut = this.brokenLinks.length > before;
      found.push({ offset, recordIdBytes, data: dataLink, groups: list, cut });
    });
    return found;
  }

  /** Whether this block was read already. */
  knows(offset: number): boolean {
    return this.#visited.has(offset);
  }

  broken(link: number, what: string): void {
    this.brokenLinks.push(link);
    const { size, exhausted } = this.#blocks.pages;
    if (exhausted)
      this.#damaged('corrupt', link, link, 'the definitions lie in too many places to follow them');
    else if (link + 24 > size)
      this.#damaged('truncated', size, size, `${what}: it lies behind the end of the file`);
    else this.#damaged('corrupt', link, link + 24, what);
  }

  /** A guard precedes what older readers must not read, including the rest of its list. */
  #later(link: number): void {
    this.guarded = true;
    this.#damaged('unsupported', link, link, 'there is a definition that needs a later version of MDF');
  }

  async #channelGroups(first: number): Promise<ChannelGroup[]> {
    const found: ChannelGroup[] = [];
    await this.#list(first, 'CG', 'a channel group cannot be read', async ({ offset, links, data }) => {
      if (data.byteLength < 32) return this.broken(offset, 'a channel group cannot be read');
      const [, channels = 0, name = 0, source = 0] = links;
      const flags = data.getUint16(16, true);
      const variableLength = (flags & groupFlags.variableLength) !== 0;
      found.push({
        offset,
        recordId: u64(data, 0),
        cycles: u64(data, 8),
        variableLength,
        // cg_cg_master, after the six links of 4.1.
        remoteMaster: (flags & groupFlags.remoteMaster) === 0 ? undefined : (links[6] ?? 0),
        dataBytes: variableLength ? 0 : data.getUint32(24, true),
        tailBytes: variableLength ? 0 : data.getUint32(28, true),
        name: (await this.#blocks.text(name)) || (await this.#sourceName(source)),
        channels: await this.#channels.read(channels),
      });
    });
    return found;
  }

  async #sourceName(link: number): Promise<string> {
    const source = link === 0 ? undefined : await this.#blocks.block(link, 'SI');
    const [name = 0, path = 0] = source?.links ?? [];
    return (await this.#blocks.text(path)) || (await this.#blocks.text(name));
  }

  async #history(first: number, versions: NamedVersion[]): Promise<void> {
    await this.#list(first, 'FH', 'an entry of the history cannot be read', async ({ links }) => {
      versions.push(...versionsOf(await this.#blocks.text(links[1] ?? 0)));
    });
  }

  async #attachments(first: number, findings: Findings): Promise<void> {
    await this.#list(first, 'AT', 'an attachment cannot be read', async ({ offset, links, data }) => {
      if (data.byteLength < 40) return this.broken(offset, 'an attachment cannot be read');
      findings.attachment({
        name: (await this.#blocks.text(links[1] ?? 0)) || 'attachment',
        media_type: await this.#blocks.text(links[2] ?? 0),
        size_bytes: Math.min(u64(data, 24), Number.MAX_SAFE_INTEGER),
        offset,
      });
    });
  }

  /** Blocks of which each links to the next by its first link. */
  async #list(first: number, id: string, what: string, read: (block: Block) => Promise<void>): Promise<void> {
    for (let link = first; link !== 0; ) {
      const block = this.#visited.has(link) ? undefined : await this.#blocks.block(link, id);
      if (!block && (await this.#blocks.isLater(link))) return this.#later(link);
      if (!block || block.links.length === 0 || this.#visited.size >= maxGroups)
        return this.broken(link, what);
      this.#visited.add(link);
      await read(block);
      link = block.links[0] ?? 0;
    }
  }
}
