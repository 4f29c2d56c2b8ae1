import type { StoredBlock, StoredBlocks } from '../messages/measurement-sink.ts';
import { BlockCopier, type Edit } from './mdf4-blocks.ts';
import type { Mdf4Group } from './mdf4-group.ts';
import { blockHead, headBytes, type Mdf4Output } from './mdf4-output.ts';

/** cn_type, cg_flags, cn_flags (ASAM MDF 4.1 and 4.2, CN and CG block). */
const kinds = { fixed: 0, variable: 1, master: 2, virtualMaster: 3, virtual: 6 } as const;
const groupFlags = { variableLength: 1, remoteMaster: 8 };
const invalidationBit = 2;

/** Links of an HD block in their order. */
const headLinks = { history: 1, hierarchy: 2, attachments: 3, events: 4, comment: 5 };
const dataGroupBytes = 64;
const idBytes = 64;
const libraryBytes = 8;

export interface WrittenDefinitions {
  attachments: number;
}

/**
 * Writes all definitions of a recording with its groups, each in a data group of its own, and ends the file. Must be
 * called after all records.
 * @param header offset of the HD block in the file that was read.
 */
export async function writeDefinitions(
  blocks: StoredBlocks,
  { base, header }: { base: number; header: number },
  groups: readonly Mdf4Group[],
  output: Mdf4Output,
): Promise<WrittenDefinitions> {
  const data = groups.map((group) => group.end());
  const first = output.position;
  const copier = new BlockCopier(blocks, output, first + groups.length * dataGroupBytes);
  const places = (await blocks.block(header)) ?? { id: 'HD', offset: header, length: 0, links: [] };
  const isHead = places.id === 'HD' && places.length >= headBytes - idBytes;
  const links = isHead ? places.links : [];
  const listOf = (id: string, index: number) => copier.list(id, header, links[index] ?? 0);
  const entries = await listOf('FH', headLinks.history);
  await listOf('CH', headLinks.hierarchy);
  const attachments = await listOf('AT', headLinks.attachments);
  await listOf('EV', headLinks.events);
  const heads: number[][] = [];
  for (const [index, group] of groups.entries()) {
    const { dataGroup, group: offset } = group.stored;
    copier.know(dataGroup, first + index * dataGroupBytes);
    const next = index + 1 < groups.length ? first + (index + 1) * dataGroupBytes : 0;
    const comment = (await blocks.block(dataGroup))?.links[3] ?? 0;
    const place = await planGroup(copier, blocks, group, offset);
    heads.push([next, place, data[index] as number, await copier.resolve(dataGroup, 'DG', 3, comment)]);
  }
  const head = [groups.length > 0 ? first : 0];
  for (const index of Object.values(headLinks))
    head[index] = await copier.resolve(header, 'HD', index, links[index] ?? 0);
  for (const own of heads) output.block('DG', own, Buffer.alloc(8));
  await copier.write();
  const stored = isHead ? await blocks.bytes(header + 24 + 8 * links.length, 32) : undefined;
  const times = Buffer.from(stored ?? new Uint8Array(32));
  if (entries === 0) head[headLinks.history] = writeHistory(output, times);
  const id = identification((await blocks.bytes(base, idBytes)) ?? new Uint8Array(idBytes));
  output.head(Buffer.concat([id, blockHead('HD', headBytes - idBytes, head), times]));
  return { attachments };
}

/** The channel group with its channels; returns where it is going to be. */
async function planGroup(
  copier: BlockCopier,
  blocks: StoredBlocks,
  group: Mdf4Group,
  offset: number,
): Promise<number> {
  const block = await blocks.block(offset);
  if (!block) return 0;
  const channels = block.links[1] ?? 0;
  await copier.list('CN', block.offset, channels, (channel) => editChannel(channel, group));
  const own = await copier.resolve(block.offset, 'CG', 1, channels);
  const first = (await planMaster(copier, blocks, group, own)) ?? own;
  return copier.place(block, (links, data) => {
    links[0] = 0;
    links[1] = first;
    // cg_cg_master, after the six links of 4.1.
    if (links.length > 6) links[6] = 0;
    const { dataBytes, invalidBytes } = group.stored;
    data.writeBigUInt64LE(0n, 0);
    data.writeBigUInt64LE(BigInt(group.records), 8);
    const flags = data.readUInt16LE(16) & ~(groupFlags.variableLength | groupFlags.remoteMaster);
    data.writeUInt16LE(flags, 16);
    data.writeUInt32LE(dataBytes, 24);
    data.writeUInt32LE(invalidBytes, 28);
  });
}

function editChannel({ links: stored }: StoredBlock, group: Mdf4Group): Edit {
  return (links, data) => {
    if (data[0] === kinds.variable) links[5] = group.valuesOf(stored[5] ?? 0);
    countWith(data, group);
  };
}

/** Channels that were calculated from the index of a record have it in the record now, since some are missing. */
function countWith(data: Buffer, { stored: { indexAt } }: Mdf4Group): void {
  const kind = data[0];
  if (indexAt === undefined || (kind !== kinds.virtual && kind !== kinds.virtualMaster)) return;
  data[0] = kind === kinds.virtualMaster ? kinds.master : kinds.fixed;
  // An unsigned little-endian number at bit 0.
  data[2] = 0;
  data[3] = 0;
  data.writeUInt32LE(indexAt, 4);
  data.writeUInt32LE(64, 8);
}

/** The time of a group whose times were in another group becomes its first channel. */
async function planMaster(
  copier: BlockCopier,
  blocks: StoredBlocks,
  group: Mdf4Group,
  next: number,
): Promise<number | undefined> {
  const { master } = group.stored;
  if (!master) return undefined;
  const visited = new Set<number>();
  let link = (await blocks.block(master.group))?.links[1] ?? 0;
  while (link !== 0 && !visited.has(link)) {
    visited.add(link);
    const block = await blocks.block(link);
    if (block?.id !== 'CN') return undefined;
    const data = await blocks.bytes(block.offset + 24 + 8 * block.links.length, 2);
    const isMaster = data?.[0] === kinds.master || data?.[0] === kinds.virtualMaster;
    // cn_sync_type 1 is time.
    if (isMaster && data?.[1] === 1) {
      return copier.place(block, (links, own) => {
        links[0] = next;
        links[1] = 0;
        own.writeUInt32LE(own.readUInt32LE(12) & ~invalidationBit, 12);
        if (own[0] === kinds.master) own.writeUInt32LE(own.readUInt32LE(4) + master.at, 4);
        countWith(own, group);
      });
    }
    link = block.links[0] ?? 0;
  }
  return undefined;
}

/** A file has at least one entry of its history (ASAM MDF 4.1, FH block): made at the start of the recording. */
function writeHistory(output: Mdf4Output, times: Buffer): number {
  const xml =
    '<FHcomment><TX>Repaired.</TX><tool_id>argus</tool_id><tool_vendor>argus</tool_vendor><tool_version>1</tool_version></FHcomment>\0';
  const comment = output.block('MD', [], Buffer.from(xml));
  return output.block('FH', [0, comment], Buffer.concat([times.subarray(0, 13), Buffer.alloc(3)]));
}

/** The ID block of a file that was finalised, of the same version. */
function identification(stored: Uint8Array): Buffer {
  const id = Buffer.from(stored);
  const version = /^4\.\d\d$/.exec(id.toString('latin1', 8, 12))?.[0] ?? '4.10';
  id.write(`MDF     ${version}    `, 0, 'latin1');
  id.write('argus'.padEnd(libraryBytes), 16, 'latin1');
  id.fill(0, 24, 64);
  id.writeUInt16LE(Number(version.replace('.', '')), 28);
  return id;
}
