import { BlockFile } from './block-file.ts';
import { type SampleGroup, writeChannels } from './channels.ts';
import { type DataOptions, type WrittenBlock, writeData } from './data-blocks.ts';

/** A record of a group, in the order of the drive. */
export interface SampleRecord {
  /** Its index in the list of groups. */
  group: number;
  bytes: Buffer;
  /** Its variable-length value, if the group has one. */
  value?: Uint8Array;
}

export interface Mdf4Layout extends DataOptions {
  /** Each group in a data group of its own; otherwise all records in one, after their ids. */
  sorted: boolean;
  /** As if a logger lost power: lengths and counts are not written. Only if it is not sorted. */
  unfinished: boolean;
  /** Of an unsorted file: values are signal data (SD) instead of records, as mdflib writes them. */
  valuesApart?: boolean;
}

export interface Mdf4Content {
  startNs: bigint;
  /** XML of the HD block's comment. */
  comment: string;
  groups: readonly SampleGroup[];
  records: readonly SampleRecord[];
}

export interface WrittenMdf4 {
  bytes: Uint8Array;
  /** Data blocks with the group whose records they contain; not of signal data. */
  blocks: (WrittenBlock & { group: number })[];
  /** Of a sorted file: from the data group to the end of its data. */
  groups: { start: number; end: number; recordBytes: number; records: number }[];
  /** For an unsorted file: where each record is in the data, with its value. */
  records: { from: number; to: number; group: number }[];
}

/** id_unfin_flags: cycle counters, length of the last data block, size of variable-length data. */
const unfinishedFlags = 0x25;

/** Writes an MDF 4.1 file. The same content and layout give the same bytes. */
export function writeMdf4(content: Mdf4Content, layout: Mdf4Layout): WrittenMdf4 {
  const file = new BlockFile(layout.unfinished ? unfinishedFlags : 0);
  const header = file.block('HD', [0, 0, 0, 0, 0, 0], headerData(content.startNs));
  const tool =
    '<FHcomment><TX>Recorded.</TX><tool_id>argus-samples</tool_id><tool_version>1.0</tool_version></FHcomment>';
  file.setLink(header, 1, file.block('FH', [0, file.text('MD', tool)], historyData(content.startNs)));
  file.setLink(header, 5, file.text('MD', content.comment));
  return layout.sorted
    ? writeSorted(file, header, content, layout)
    : writeUnsorted(file, header, content, layout);
}

function writeSorted(file: BlockFile, header: number, content: Mdf4Content, layout: Mdf4Layout): WrittenMdf4 {
  const blocks: WrittenMdf4['blocks'] = [];
  const groups: WrittenMdf4['groups'] = [];
  let previous = header;
  for (const [index, group] of content.groups.entries()) {
    const records = content.records.filter((record) => record.group === index);
    const values = joinValues(group, records);
    const dataGroup = file.block('DG', [0, 0, 0, 0], Buffer.alloc(8));
    file.setLink(previous, 0, dataGroup);
    previous = dataGroup;
    const data = () => writeData(file, 'SD', values, 0, layout).link;
    file.setLink(dataGroup, 1, writeGroup(file, group, { id: 0, cycles: records.length, values: data }));
    const written = writeData(
      file,
      'DT',
      Buffer.concat(records.map(({ bytes }) => bytes)),
      group.recordBytes + (group.invalidBytes ?? 0),
      layout,
    );
    file.setLink(dataGroup, 2, written.link);
    blocks.push(...written.blocks.map((block) => ({ ...block, group: index })));
    const recordBytes = group.recordBytes + (group.invalidBytes ?? 0);
    groups.push({ start: dataGroup, end: file.size, recordBytes, records: records.length });
  }
  return { bytes: file.bytes(), blocks, groups, records: [] };
}

/** Signal data of a group: each value after its length. The records receive the position of theirs. */
function joinValues(group: SampleGroup, records: readonly SampleRecord[]): Buffer {
  const parts: Buffer[] = [];
  let offset = 0;
  for (const { bytes, value } of records) {
    if (group.valueAt === undefined || !value) continue;
    bytes.writeUInt32LE(offset, group.valueAt);
    parts.push(variable(value));
    offset += 4 + value.byteLength;
  }
  return Buffer.concat(parts);
}

function writeUnsorted(
  file: BlockFile,
  header: number,
  content: Mdf4Content,
  layout: Mdf4Layout,
): WrittenMdf4 {
  const { groups, records } = content;
  const dataGroup = file.block('DG', [0, 0, 0, 0], Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]));
  file.setLink(header, 0, dataGroup);
  const idOf = (group: number) => group * 2 + 1;
  let previous = 0;
  for (const [index, group] of groups.entries()) {
    const own = layout.unfinished ? [] : records.filter((record) => record.group === index);
    const cycles = own.length;
    const hasGroup = group.valueAt !== undefined && !layout.valuesApart;
    const values = hasGroup ? valueGroup(file, idOf(index) + 1, own) : 0;
    const apart = () => writeData(file, 'SD', joinValues(group, own), 0, layout).link;
    const block = writeGroup(file, group, {
      id: idOf(index),
      cycles,
      values: layout.valuesApart ? apart : () => values,
    });
    if (previous === 0) file.setLink(dataGroup, 1, block);
    else file.setLink(previous, 0, block);
    if (values !== 0) file.setLink(block, 0, values);
    previous = values || block;
  }
  const { data, places } = joinUnsorted(
    groups,
    layout.valuesApart ? records.map(withoutValue) : records,
    idOf,
  );
  if (layout.unfinished) {
    const link = file.openData(data);
    file.setLink(dataGroup, 2, link);
    const block = { start: link, end: file.size, from: 0, to: data.byteLength, group: 0 };
    return { bytes: file.bytes(), blocks: [block], groups: [], records: places };
  }
  const written = writeData(file, 'DT', data, 0, layout);
  file.setLink(dataGroup, 2, written.link);
  return {
    bytes: file.bytes(),
    blocks: written.blocks.map((block) => ({ ...block, group: 0 })),
    groups: [],
    records: places,
  };
}

function withoutValue({ group, bytes }: SampleRecord): SampleRecord {
  return { group, bytes };
}

function joinUnsorted(
  groups: readonly SampleGroup[],
  records: readonly SampleRecord[],
  idOf: (group: number) => number,
): { data: Buffer; places: WrittenMdf4['records'] } {
  const parts: Buffer[] = [];
  const places: WrittenMdf4['records'] = [];
  const offsets = groups.map(() => 0);
  let at = 0;
  for (const { group, bytes, value } of records) {
    const { valueAt } = groups[group] as SampleGroup;
    const record = [Buffer.of(idOf(group)), bytes];
    if (valueAt !== undefined && value) {
      const offset = offsets[group] as number;
      bytes.writeUInt32LE(offset, valueAt);
      offsets[group] = offset + 4 + value.byteLength;
      record.push(Buffer.of(idOf(group) + 1), variable(value));
    }
    const from = at;
    for (const part of record) at += part.byteLength;
    parts.push(...record);
    places.push({ from, to: at, group });
  }
  return { data: Buffer.concat(parts), places };
}

function variable(value: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(value.byteLength);
  return Buffer.concat([length, value]);
}

function writeGroup(
  file: BlockFile,
  group: SampleGroup,
  { id, cycles, values }: { id: number; cycles: number; values: () => number },
): number {
  const data = Buffer.alloc(32);
  data.writeBigUInt64LE(BigInt(id), 0);
  data.writeBigUInt64LE(BigInt(cycles), 8);
  const isBus = /^(?:CAN|LIN|ETH|FLX|MOST)_/.test(group.name);
  data.writeUInt16LE(isBus ? 6 : 0, 16);
  data.writeUInt16LE(0x2e, 18);
  data.writeUInt32LE(group.recordBytes, 24);
  data.writeUInt32LE(group.invalidBytes ?? 0, 28);
  const name = file.text('TX', group.name);
  const bus = group.name.slice(0, 3);
  const source = isBus ? file.block('SI', [file.text('TX', bus), 0, 0], sourceData(bus)) : 0;
  const channels = writeChannels(file, group.channels, values);
  return file.block('CG', [0, channels, name, source, 0, 0], data);
}

const busTypes: Record<string, number> = { CAN: 2, LIN: 3, MOS: 4, FLX: 5, ETH: 7 };

/** si_type 2 is a bus; then si_bus_type. */
function sourceData(bus: string): Buffer {
  return Buffer.from([2, busTypes[bus] ?? 0, 0, 0, 0, 0, 0, 0]);
}

/** A group of variable-length records; it states their total number of bytes, lengths included. */
function valueGroup(file: BlockFile, id: number, records: readonly SampleRecord[]): number {
  const data = Buffer.alloc(32);
  const bytes = records.reduce((sum, { value }) => sum + 4 + (value?.byteLength ?? 0), 0);
  data.writeBigUInt64LE(BigInt(id), 0);
  data.writeBigUInt64LE(BigInt(records.length), 8);
  data.writeUInt16LE(1, 16);
  data.writeBigUInt64LE(BigInt(bytes), 24);
  return file.block('CG', [0, 0, 0, 0, 0, 0], data);
}

function headerData(startNs: bigint): Buffer {
  const data = Buffer.alloc(32);
  data.writeBigUInt64LE(startNs, 0);
  data.writeUInt8(2, 12);
  return data;
}

function historyData(startNs: bigint): Buffer {
  const data = Buffer.alloc(16);
  data.writeBigUInt64LE(startNs, 0);
  data.writeUInt8(2, 12);
  return data;
}
