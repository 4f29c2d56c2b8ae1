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
/** ld_flags bit 31: the list has the DI blocks as well. */
const withInvalidation = 0x80;

const time: SampleChannel = { name: 'time', unit: 's', kind: 2, dataType: dataTypes.float, at: 0, bits: 64 };
const speed: SampleChannel = { name: 'Speed', unit: 'km/h', dataType: dataTypes.unsigned, at: 0, bits: 16 };

interface Column {
  name: string;
  channel: SampleChannel;
  values: Buffer;
  bytes: number;
  invalidation?: Buffer;
}

function listOf(file: BlockFile, { values, bytes, invalidation }: Column, packed: boolean): number {
  const blocks: number[] = [];
  const invalid: number[] = [];
  for (let from = 0; from < records; from += perBlock) {
    const part = values.subarray(from * bytes, (from + perBlock) * bytes);
    blocks.push(packed ? packedValues(file, part) : file.block('DV', [], part));
    if (invalidation) invalid.push(file.block('DI', [], invalidation.subarray(from, from + perBlock)));
  }
  const data = Buffer.alloc(16);
  data.writeUInt8(1, 0);
  data.writeUInt8(invalidation ? withInvalidation : 0, 3);
  data.writeUInt32LE(blocks.length, 4);
  data.writeBigUInt64LE(BigInt(perBlock), 8);
  return file.block('LD', [0, ...blocks, ...invalid], data);
}

function packedValues(file: BlockFile, values: Buffer): number {
  const packed = deflateSync(values);
  const head = Buffer.alloc(24);
  head.write('DV', 0, 'latin1');
  head.writeBigUInt64LE(BigInt(values.byteLength), 8);
  head.writeBigUInt64LE(BigInt(packed.byteLength), 16);
  return file.block('DZ', [], Buffer.concat([head, packed]));
}

/** A file of one group in columns: its times, and a channel whose records have their master there. */
function columns(speeds: Column, packed = false): { bytes: Uint8Array; lists: number[] } {
  const file = new BlockFile(0);
  const headerData = Buffer.alloc(32);
  headerData.writeBigUInt64LE(startNs, 0);
  const header = file.block('HD', [0, 0, 0, 0, 0, 0], headerData);
  const times = Buffer.alloc(records * 8);
  for (let index = 0; index < records; index += 1) times.writeDoubleLE(index / 10, index * 8);
  let previous = header;
  let master = 0;
  const lists: number[] = [];
  for (const column of [{ name: 'times', channel: time, values: times, bytes: 8 }, speeds]) {
    const data = Buffer.alloc(32);
    data.writeBigUInt64LE(BigInt(records), 8);
    data.writeUInt16LE(master === 0 ? 0 : remoteMaster, 16);
    data.writeUInt32LE(column.bytes, 24);
    data.writeUInt32LE(column.invalidation ? 1 : 0, 28);
    const links = [0, writeChannels(file, [column.channel], () => 0), file.text('TX', column.name), 0, 0, 0];
    const group = file.block('CG', master === 0 ? links : [...links, master], data);
    const list = listOf(file, column, packed);
    lists.push(list);
    const dataGroup = file.block('DG', [0, group, list, 0], Buffer.alloc(8));
    file.setLink(previous, 0, dataGroup);
    previous = dataGroup;
    master ||= group;
  }
  return { bytes: file.bytes(), lists };
}

function speedsOf(invalidation?: Buffer): Column {
  const values = Buffer.alloc(records * 2);
  for (let index = 0; index < records; index += 1) values.writeUInt16LE(index, index * 2);
  return { name: 'speeds', channel: speed, values, bytes: 2, ...(invalidation && { invalidation }) };
}

describe('data in columns (LD and DV blocks)', () => {
  test.each([false, true])('is counted, and its values are read; packed: %s', async (packed) => {
    const summary = await summarise(columns(speedsOf(), packed).bytes);
    expect(summary.verdict.code).toBe('ok');
    expect(summary.topics.map(({ name, message_count }) => [name, message_count])).toEqual([
      ['speeds', records],
      ['times', records],
    ]);
    const metric = summary.metrics.find(({ source }) => source === 'speeds Speed');
    expect(metric).toMatchObject({ count: records, min_milli: 0, max_milli: (records - 1) * 1000 });
    expect(BigInt(summary.span?.end_ns ?? 0)).toBe(startNs + 29_900_000_000n);
  });

  test('gives no figures of a channel whose invalidation bits lie in DI blocks', async () => {
    const column = { ...speedsOf(Buffer.alloc(records, 1)), channel: { ...speed, invalidBit: 0 } };
    const summary = await summarise(columns(column).bytes);
    expect(summary.verdict.code).toBe('ok');
    expect(summary.message_count).toBe(2 * records);
    expect(summary.metrics).toEqual([]);
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
