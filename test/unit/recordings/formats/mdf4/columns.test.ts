import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BlockFile } from '../../../../../samples/mdf4/block-file.ts';
import { dataTypes, type SampleChannel, writeChannels } from '../../../../../samples/mdf4/channels.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const records = 300;
const perBlock = 100;
const startNs = 1_773_475_200_000_000_000n;
/** cg_flags bit 3, ASAM MDF 4.2. */
const remoteMaster = 8;
/** ld_flags bit 31: the list contains the DI blocks as well. */
const withInvalidation = 0x80;

const time: SampleChannel = { name: 'time', unit: 's', kind: 2, dataType: dataTypes.float, at: 0, bits: 64 };
const speed: SampleChannel = { name: 'Speed', unit: 'km/h', dataType: dataTypes.unsigned, at: 0, bits: 16 };

interface Column {
  name: string;
  channel: SampleChannel;
  values: Buffer;
  bytes: number;
  /** One byte for each record. */
  invalidation?: Buffer;
  /** If all values of a block are valid, it has no block of invalidation bits. */
  onlyWhereNeeded?: boolean;
  /**
   * DT blocks, in which each record has its invalidation bits after its values; in a list or, as `single`, without
   * one.
   */
  records?: 'listed' | 'single';
}

function listOf(file: BlockFile, column: Column, packed: boolean): number {
  const { values, bytes, invalidation, records: asRecords } = column;
  if (asRecords === 'single') return file.block('DT', [], recordsOf(column, 0, records));
  const blocks: number[] = [];
  const invalid: number[] = [];
  for (let from = 0; from < records; from += perBlock) {
    const part = values.subarray(from * bytes, (from + perBlock) * bytes);
    if (asRecords === 'listed') {
      blocks.push(file.block('DT', [], recordsOf(column, from, from + perBlock)));
      continue;
    }
    blocks.push(packed ? packedBlock(file, 'DV', part) : file.block('DV', [], part));
    if (invalidation) invalid.push(invalidBlock(file, column, from, packed));
  }
  const data = Buffer.alloc(16);
  data.writeUInt8(1, 0);
  data.writeUInt8(invalid.length > 0 ? withInvalidation : 0, 3);
  data.writeUInt32LE(blocks.length, 4);
  data.writeBigUInt64LE(BigInt(perBlock), 8);
  return file.block('LD', [0, ...blocks, ...invalid], data);
}

function invalidBlock(file: BlockFile, column: Column, from: number, packed: boolean): number {
  const bits = (column.invalidation as Buffer).subarray(from, from + perBlock);
  if (column.onlyWhereNeeded && bits.every((bit) => bit === 0)) return 0;
  return packed ? packedBlock(file, 'DI', bits) : file.block('DI', [], bits);
}

function recordsOf({ values, bytes, invalidation }: Column, from: number, to: number): Buffer {
  const parts: Buffer[] = [];
  for (let index = from; index < to; index += 1) {
    parts.push(values.subarray(index * bytes, (index + 1) * bytes));
    if (invalidation) parts.push(invalidation.subarray(index, index + 1));
  }
  return Buffer.concat(parts);
}

function packedBlock(file: BlockFile, id: string, values: Buffer): number {
  const packed = deflateSync(values);
  const head = Buffer.alloc(24);
  head.write(id, 0, 'latin1');
  head.writeBigUInt64LE(BigInt(values.byteLength), 8);
  head.writeBigUInt64LE(BigInt(packed.byteLength), 16);
  return file.block('DZ', [], Buffer.concat([head, packed]));
}

const times: Column = { name: 'times', channel: time, values: Buffer.alloc(records * 8), bytes: 8 };
for (let index = 0; index < records; index += 1) times.values.writeDoubleLE(index / 10, index * 8);

/** A file with one group in columns: its times, and channels whose records have their master there. */
function columns(speeds: Column, { packed = false, masterLast = false, master = times } = {}) {
  const file = new BlockFile(0);
  const headerData = Buffer.alloc(32);
  headerData.writeBigUInt64LE(startNs, 0);
  const header = file.block('HD', [0, 0, 0, 0, 0, 0], headerData);
  const lists: number[] = [];
  const write = (column: Column, isMaster: boolean) => {
    const data = Buffer.alloc(32);
    data.writeBigUInt64LE(BigInt(records), 8);
    data.writeUInt16LE(isMaster ? 0 : remoteMaster, 16);
    data.writeUInt32LE(column.bytes, 24);
    data.writeUInt32LE(column.invalidation ? 1 : 0, 28);
    const links = [0, writeChannels(file, [column.channel], () => 0), file.text('TX', column.name), 0, 0, 0];
    const group = file.block('CG', isMaster ? links : [...links, 0], data);
    const list = listOf(file, column, packed);
    lists.push(list);
    return { group, dataGroup: file.block('DG', [0, group, list, 0], Buffer.alloc(8)) };
  };
  const first = masterLast ? write(speeds, false) : write(master, true);
  const second = masterLast ? write(master, true) : write(speeds, false);
  file.setLink(header, 0, first.dataGroup);
  file.setLink(first.dataGroup, 0, second.dataGroup);
  const [follower, leader] = masterLast ? [first, second] : [second, first];
  file.setLink(follower.group, 6, leader.group);
  return { bytes: file.bytes(), lists };
}

function speedsOf(invalidation?: Buffer): Column {
  const values = Buffer.alloc(records * 2);
  for (let index = 0; index < records; index += 1) values.writeUInt16LE(index, index * 2);
  return { name: 'speeds', channel: speed, values, bytes: 2, ...(invalidation && { invalidation }) };
}

/** Figures of the speed, and when the highest was. */
async function speedOf(bytes: Uint8Array) {
  const { verdict, metrics, message_count, omitted } = await summarise(bytes);
  expect([verdict.code, message_count]).toEqual(['ok', 2 * records]);
  const metric = metrics.find(({ source }) => source === 'speeds Speed');
  const seconds = metric && Number(BigInt(metric.max_at.time_ns) - startNs) / 1e9;
  return { count: metric?.count, max: metric?.max_milli, seconds, omitted: omitted.values };
}

/** Of the values from 0 to 299, the last 50 and each tenth of the first hundred are invalid. */
function someInvalid(): Buffer {
  const bits = Buffer.alloc(records);
  for (let index = 0; index < records; index += 1)
    if (index >= 250 || (index < 100 && index % 10 === 0)) bits[index] = 1 << 2;
  return bits;
}

describe('data in columns (LD and DV blocks)', () => {
  test.each([false, true])('is counted, and its values are read; compressed: %s', async (packed) => {
    const summary = await summarise(columns(speedsOf(), { packed }).bytes);
    expect(summary.verdict.code).toBe('ok');
    expect(summary.topics.map(({ name, message_count }) => [name, message_count])).toEqual([
      ['speeds', records],
      ['times', records],
    ]);
    const metric = summary.metrics.find(({ source }) => source === 'speeds Speed');
    expect(metric).toMatchObject({ count: records, min_milli: 0, max_milli: (records - 1) * 1000 });
    expect(BigInt(summary.span?.end_ns ?? 0)).toBe(startNs + 29_900_000_000n);
  });

  test.each([{}, { packed: true }, { masterLast: true }])(
    'has the times of its remote master: %j',
    async (layout) => {
      const { seconds } = await speedOf(columns(speedsOf(), layout).bytes);
      expect(seconds).toBe(29.9);
    },
  );

  test('has the times of a master that counts its records', async () => {
    const channel = { ...time, kind: 3 as const, bits: 0, linear: { factor: 0.5, offset: 2 } };
    const { seconds } = await speedOf(columns(speedsOf(), { master: { ...times, channel } }).bytes);
    expect(seconds).toBe(299 / 2 + 2);
  });

  test('gives no figures of a channel if all of its values are marked in DI blocks', async () => {
    const column = { ...speedsOf(Buffer.alloc(records, 1)), channel: { ...speed, invalidBit: 0 } };
    const { count, omitted } = await speedOf(columns(column).bytes);
    expect({ count, omitted }).toEqual({ count: undefined, omitted: { marked_invalid: records } });
  });

  test.each([
    ['DI blocks', {}, {}],
    ['packed DI blocks', {}, { packed: true }],
    ['DI blocks where there is something to mark', { onlyWhereNeeded: true }, {}],
    ['DT blocks of an LD block', { records: 'listed' as const }, {}],
    ['a DT block', { records: 'single' as const }, {}],
  ])('leaves out the values that are marked as invalid in %s', async (_, kind, layout) => {
    const column = { ...speedsOf(someInvalid()), ...kind, channel: { ...speed, invalidBit: 2 } };
    const figures = await speedOf(columns(column, layout).bytes);
    expect(figures).toEqual({ count: 240, max: 249_000, seconds: 24.9, omitted: { marked_invalid: 60 } });
  });

  test('keeps its times after a lost block', async () => {
    const { bytes, lists } = columns(speedsOf(), { packed: true });
    for (const list of lists) {
      const view = Buffer.from(bytes);
      const second = Number(view.readBigUInt64LE(list + 24 + 2 * 8));
      view.writeUInt8(0xff, second + 24 + 24 + 3);
      const { metrics, verdict } = await summarise(view);
      const metric = metrics.find(({ source }) => source === 'speeds Speed');
      expect(verdict.code).toBe('corrupt');
      expect(BigInt(metric?.max_at.time_ns ?? 0)).toBe(startNs + 29_900_000_000n);
    }
  });

  test('is counted without its times if their group is missing', async () => {
    const { bytes } = columns(speedsOf());
    const view = Buffer.from(bytes);
    const group = view.lastIndexOf('##CG');
    view.writeBigUInt64LE(64n, group + 24 + 6 * 8);
    const { verdict, message_count } = await summarise(view);
    expect([verdict.code, message_count]).toEqual(['corrupt', 2 * records]);
    expect(verdict.message).toContain('the times of a group');
  });

  test('loses one block when one is damaged', async () => {
    const { bytes, lists } = columns(speedsOf());
    const view = Buffer.from(bytes);
    const second = Number(view.readBigUInt64LE((lists[1] as number) + 24 + 2 * 8));
    view.write('??', second, 'latin1');
    const summary = await summarise(view);
    expect(summary.verdict.code).toBe('corrupt');
    expect(summary.message_count).toBe(2 * records - perBlock);
  });
});
