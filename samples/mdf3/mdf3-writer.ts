import { BlockFile } from './block-file.ts';
import { type Mdf3Version, type SampleChannel, writeChannels } from './channels.ts';

export interface SampleGroup {
  /** Its name is the first line of its comment. */
  name: string;
  /** Bytes of a record. */
  recordBytes: number;
  channels: readonly SampleChannel[];
  /** Of the data group; a group of several has the first one's. */
  triggers?: { comment: string; events: readonly { seconds: number; before: number; after: number }[] };
}

/** A record of a group, in the order of the drive. */
export interface SampleRecord {
  /** Its index in the list of groups. */
  group: number;
  bytes: Buffer;
}

export interface Mdf3Layout {
  version: Mdf3Version;
  bigEndian: boolean;
  /** How many times the id of its group stands beside a record; 0: each group has data of its own. */
  ids: 0 | 1 | 2;
  /** The numbers of records are not written, as if a recorder lost power; said so from version 3.30 on. */
  unfinished: boolean;
  /** Hours by which the recorder's clock was ahead of UTC. */
  utcOffset: number;
}

export interface Mdf3Content {
  startNs: bigint;
  groups: readonly SampleGroup[];
  records: readonly SampleRecord[];
}

export interface WrittenMdf3 {
  bytes: Uint8Array;
  /** Where the records of the groups are; of unsorted ones together. */
  data: { start: number; end: number }[];
  dataGroups: number[];
}

export const plainLayout: Mdf3Layout = {
  version: '3.30',
  bigEndian: false,
  ids: 0,
  unfinished: false,
  utcOffset: 0,
};

const nsPerHour = 3_600_000_000_000n;

/** Writes an MDF 2 or 3 file. The same content and layout give the same bytes. */
export function writeMdf3(content: Mdf3Content, layout: Mdf3Layout): WrittenMdf3 {
  const file = new BlockFile(!layout.bigEndian);
  file.append(idBlock(file, layout));
  const header = headerBlock(file, content.startNs, layout);
  const sets =
    layout.ids === 0 ? content.groups.map((_, index) => [index]) : [content.groups.map((_, i) => i)];
  const written: WrittenMdf3 = { bytes: new Uint8Array(), data: [], dataGroups: [] };
  let previous = header;
  for (const groups of sets) {
    const dataGroup = writeDataGroup(file, content, groups, layout);
    file.setLink(previous, 4, dataGroup);
    previous = dataGroup;
    written.dataGroups.push(dataGroup);
  }
  for (const [index, groups] of sets.entries()) {
    const data = Buffer.concat(recordsOf(content, groups, layout));
    if (data.byteLength === 0) continue;
    const start = file.append(data);
    file.setLink(written.dataGroups[index] as number, 16, start);
    written.data.push({ start, end: file.size });
  }
  return { ...written, bytes: file.bytes() };
}

function idBlock(file: BlockFile, { version, bigEndian, unfinished }: Mdf3Layout): Buffer {
  const number = Number(version.replace('.', ''));
  const marked = unfinished && number >= 330;
  return file
    .fields()
    .text(marked ? 'UnFinMF ' : 'MDF     ', 8)
    .text(`${version}    `, 8)
    .text('Argus   ', 8)
    .u16(bigEndian ? 1 : 0, 0, number, 0)
    .text('', 28)
    .u16(marked ? 1 : 0, 0)
    .bytes();
}

function headerBlock(file: BlockFile, startNs: bigint, layout: Mdf3Layout): number {
  const localNs = startNs + BigInt(layout.utcOffset) * nsPerHour;
  const [date = '', time = ''] = new Date(Number(localNs / 1_000_000n)).toISOString().split('T');
  const fields = file
    .fields()
    .u32(0, 0, 0)
    .u16(0)
    .text(date.split('-').reverse().join(':'), 10)
    .text(time.slice(0, 8), 8)
    .text('', 32 * 4);
  if (layout.version >= '3.20')
    fields
      .u64(localNs)
      .u16(layout.utcOffset & 0xffff, 0)
      .text('Local PC Reference Time', 32);
  return file.block('HD', fields);
}

function writeDataGroup(
  file: BlockFile,
  { groups, records }: Mdf3Content,
  indices: readonly number[],
  layout: Mdf3Layout,
): number {
  const first = groups[indices[0] as number];
  const triggers = first?.triggers ? writeTriggers(file, first.triggers) : 0;
  const fields = file.fields().u32(0, 0, triggers, 0).u16(indices.length, layout.ids);
  if (layout.version >= '3.20') fields.u32(0);
  const dataGroup = file.block('DG', fields);
  let previous = 0;
  for (const index of indices) {
    const own = records.filter(({ group }) => group === index).length;
    const group = writeGroup(file, groups[index] as SampleGroup, index, layout.unfinished ? 0 : own, layout);
    if (previous === 0) file.setLink(dataGroup, 8, group);
    else file.setLink(previous, 4, group);
    previous = group;
  }
  return dataGroup;
}

function writeGroup(
  file: BlockFile,
  { name, channels, recordBytes }: SampleGroup,
  index: number,
  cycles: number,
  { version }: Mdf3Layout,
): number {
  const first = writeChannels(file, channels, version);
  const comment = file.text(name);
  const fields = file.fields().u32(0, first, comment);
  fields.u16(idOf(index), channels.length, recordBytes).u32(cycles);
  if (version >= '3.30') fields.u32(0);
  return file.block('CG', fields);
}

function writeTriggers(file: BlockFile, { comment, events }: NonNullable<SampleGroup['triggers']>): number {
  const fields = file.fields().u32(file.text(comment)).u16(events.length);
  for (const { seconds, before, after } of events) fields.real(seconds, before, after);
  return file.block('TR', fields);
}

function idOf(group: number): number {
  return group + 1;
}

function recordsOf({ records }: Mdf3Content, groups: readonly number[], { ids }: Mdf3Layout): Buffer[] {
  return records
    .filter(({ group }) => groups.includes(group))
    .flatMap(({ group, bytes }) => {
      const id = Buffer.of(idOf(group));
      return [...(ids > 0 ? [id] : []), bytes, ...(ids > 1 ? [id] : [])];
    });
}
