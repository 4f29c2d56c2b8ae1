import { describe, expect, test } from 'vitest';
import { sampleLdf } from '../../../../../samples/databases/sample-databases.ts';
import { linGroup, linRecord } from '../../../../../samples/mdf4/bus-groups.ts';
import { type Mdf4Layout, writeMdf4 } from '../../../../../samples/mdf4/mdf4-writer.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';
import { repaired } from '../../../../support/recordings/repaired.ts';
import { sourceInPieces, summarise } from '../../../../support/recordings/summarise.ts';

const database = openDatabase('climate.ldf', Buffer.from(sampleLdf));
const figuresOf = async (bytes: Uint8Array) => {
  const source = sourceInPieces(bytes, 997);
  const { verdict, metrics } = await summariseFile(source, { databases: [database] });
  return [verdict.code, metrics.map(({ source: name, min_milli, count }) => [name, min_milli, count])];
};

const layouts = [
  ['sorted, in records', { sorted: true, isVariable: false }],
  ['sorted, in blocks', { sorted: true }],
  ['sorted, in many packed blocks', { sorted: true, packing: 'deflate', blockBytes: 50 }],
  ['unsorted, in records', { isVariable: false }],
  ['unsorted, as records', {}],
  ['not finished, as records', { unfinished: true }],
  ['unsorted, in blocks (mdflib)', { valuesApart: true }],
] as const;

function written(layout: Partial<Mdf4Layout> & { isVariable?: boolean }): Uint8Array {
  const group = linGroup(layout.isVariable ?? true);
  const frames = Array.from({ length: 40 }, (_, index) => ({
    bus: 1,
    ...(index % 2 === 0
      ? { id: 0x11, data: Buffer.from('7800', 'hex') }
      : { id: 0x12, data: Buffer.from('2c13010203040506', 'hex') }),
  }));
  const records = frames.map((frame, index) => ({
    group: 0,
    bytes: linRecord(group, BigInt(index) * 50_000_000n, frame),
    ...(group.valueAt !== undefined && { value: frame.data }),
  }));
  const content = { startNs: 1_700_000_000_000_000_000n, comment: '<HDcomment/>', groups: [group], records };
  return writeMdf4(content, { sorted: false, unfinished: false, packing: 'none', blockBytes: 0, ...layout })
    .bytes;
}

describe.each(layouts)('frames of LIN, %s', (_, layout) => {
  const expected = [
    'ok',
    [
      ['LIN 1 Fan_01.FanSpeed', 1_624_000, 20],
      ['LIN 1 Climate_01.CabinTemp', 20_000, 20],
    ],
  ];

  test('have their data', async () => {
    const bytes = written(layout);
    expect(await figuresOf(bytes)).toEqual(expected);
    const { topics } = await summarise(bytes);
    expect(topics.map(({ name, message_count, bytes: size }) => [name, message_count, size])).toEqual([
      ['LIN 1 0x11', 20, 40],
      ['LIN 1 0x12', 20, 160],
    ]);
  });

  test('have it in the repaired file', async () => {
    const { result, bytes } = await repaired(written(layout));
    expect(result).toMatchObject({ leftOut: 0, verdict: { code: 'ok' } });
    expect(await figuresOf(bytes)).toEqual(expected);
  });
});

test('frames of LIN whose data is cut off are counted', async () => {
  const bytes = written({ sorted: true });
  const cut = bytes.subarray(0, bytes.byteLength - 30);
  const whole = await summariseFile(bufferSource(bytes), { databases: [database] });
  const rest = await summariseFile(bufferSource(cut), { databases: [database] });
  expect(rest.message_count).toBeLessThanOrEqual(whole.message_count);
  expect(['truncated', 'corrupt']).toContain(rest.verdict.code);
});
