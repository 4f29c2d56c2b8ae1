import { describe, expect, test } from 'vitest';
import { writeZip } from '../../../samples/archives/write-zip.ts';
import { sampleBlf } from '../../../samples/blf/sample-blf.ts';
import { sampleCsv } from '../../../samples/csv/sample-csv.ts';
import { sampleDataflash } from '../../../samples/dataflash/sample-dataflash.ts';
import { sampleDbc } from '../../../samples/dbc/sample-dbc.ts';
import { sampleDlt } from '../../../samples/dlt/sample-dlt.ts';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { sampleMdf3 } from '../../../samples/mdf3/sample-mdf3.ts';
import { sampleRos1bag } from '../../../samples/ros1bag/sample-ros1bag.ts';
import { sampleRos2db3 } from '../../../samples/ros2db3/sample-ros2db3.ts';
import { sampleTextlog } from '../../../samples/textlog/sample-textlog.ts';
import { sampleTlog } from '../../../samples/tlog/sample-tlog.ts';
import { sampleUlog } from '../../../samples/ulog/sample-ulog.ts';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { handOverFile } from '../../../src/recordings/hand-over-file.ts';
import { openDatabase } from '../../../src/recordings/meaning/dbc/open-database.ts';
import { CatalogueSink } from '../../../src/signals/catalogue.ts';
import { exportSample } from '../../support/export/export-sample.ts';
import { countsByTopic, summarise } from '../../support/recordings/summarise.ts';

const formats: [string, () => Uint8Array][] = [
  ['mcap', () => sampleMcap({ seconds: 5 })],
  ['ros1bag', () => sampleRos1bag({ seconds: 5 })],
  ['ros2db3', () => sampleRos2db3({ seconds: 5 })],
  ['ulog', () => sampleUlog({ seconds: 5 })],
  ['dataflash', () => sampleDataflash({ seconds: 5 })],
  ['tlog', () => sampleTlog({ seconds: 5 })],
  ['csv', () => sampleCsv({ seconds: 5 })],
  ['mdf3', () => sampleMdf3({ seconds: 5 }).bytes],
  ['dlt', () => sampleDlt({ seconds: 5 })],
  ['textlog', () => sampleTextlog({ seconds: 5 })],
];

describe.each(formats)('%s', (_, make) => {
  test('has a row for each message, and a value for each of its signals', async () => {
    const bytes = make();
    const { exported, tables } = await exportSample(bytes);
    const summary = await summarise(bytes);
    expect(exported.verdict).toEqual(summary.verdict);
    const rows = [...tables].map(([topic, table]) => [topic, table.rows.length]);
    expect(Object.fromEntries(rows)).toMatchObject(exported.format === 'dlt' ? {} : countsByTopic(summary));

    const catalogue = new CatalogueSink();
    await handOverFile(bufferSource(bytes), { messages: catalogue });
    for (const { topic, field, kind, unit, count, min, max } of catalogue.finish('unix').signals) {
      if (kind === 'log') continue;
      const table = tables.get(topic);
      const values = (table?.rows ?? []).map((row) => row[field]).filter((value) => value !== null);
      expect(table?.about.columns.find(({ name }) => name === field)?.unit, field).toBe(unit);
      if (kind === 'text') {
        expect(values.length, field).toBe(count);
        continue;
      }
      const finite = values.map(Number).filter(Number.isFinite);
      const range = finite.length > 0 ? [Math.min(...finite), Math.max(...finite)] : [null, null];
      expect([finite.length, ...range], `${topic} ${field}`).toEqual([count, min, max]);
    }
  });

  test('is the same in small groups of rows', async () => {
    const bytes = make();
    const whole = await exportSample(bytes);
    const parts = await exportSample(bytes, { limits: { groupRows: 7 } });
    for (const [topic, { rows, about }] of whole.tables) {
      const other = parts.tables.get(topic);
      expect(other?.groups).toBe(Math.ceil(rows.length / 7));
      expect(other?.rows).toEqual(rows);
      expect(other?.about).toEqual(about);
    }
  });
});

test('rows have the time and the byte offset of their message', async () => {
  const bytes = sampleUlog({ seconds: 5 });
  const { tables } = await exportSample(bytes);
  const handed = new Map<string, unknown[]>();
  await handOverFile(bufferSource(bytes), {
    messages: {
      channel: ({ topic }) => ({
        message(timeNs, offset) {
          handed.set(topic, [...(handed.get(topic) ?? []), [timeNs, BigInt(offset)]]);
        },
      }),
    },
  });
  expect(handed.size).toBeGreaterThan(5);
  for (const [topic, expected] of handed) {
    const table = tables.get(topic);
    expect(table?.rows.map(({ time_ns, offset }) => [time_ns, offset])).toEqual(expected);
  }
});

test.each([
  ['mcap', 'unix', 'TIMESTAMP', sampleMcap({ seconds: 2 })],
  ['ulog', 'boot', undefined, sampleUlog({ seconds: 2 })],
])('times of %s, on a clock that is %s, are %s', async (_, clock, timeType, bytes) => {
  const { tables } = await exportSample(bytes);
  expect((await summarise(bytes)).span?.clock).toBe(clock);
  for (const { about, timeType: stored } of tables.values())
    expect([about.clock, stored]).toEqual([clock, timeType]);
});

test('frames have their payload, and the signals that a database defines, with units', async () => {
  const bytes = sampleBlf({ seconds: 5 });
  const plain = await exportSample(bytes);
  const { tables } = await exportSample(bytes, { databases: [openDatabase('car.dbc', sampleDbc())] });
  const counts = countsByTopic(await summarise(bytes));
  expect(Object.keys(counts).length).toBeGreaterThan(5);
  for (const [topic, table] of plain.tables) {
    expect(table.rows[0]?.data).toBeInstanceOf(Uint8Array);
    expect(tables.get(topic)?.rows.map(({ data }) => data)).toEqual(table.rows.map(({ data }) => data));
  }
  const defined = [...tables.values()]
    .flatMap(({ about }) => about.columns)
    .filter(({ unit }) => unit === 'rpm');
  expect(defined.length).toBeGreaterThan(0);
});

test('lines of a log are a table, whatever stores them', async () => {
  const { tables, exported } = await exportSample(sampleUlog({ seconds: 20 }));
  const log = tables.get('(log)');
  expect(log?.rows[0]).toMatchObject({ severity: expect.any(String), text: expect.any(String) });
  expect(exported.tables.find(({ topic }) => topic === '(log)')?.file).toBe('log.parquet');
});

test('so are lines whose text is only put together when it is asked for', async () => {
  const { tables } = await exportSample(sampleDlt({ seconds: 5 }));
  const rows = tables.get('(log)')?.rows ?? [];
  expect(rows.map(({ severity }) => severity)).toContain('info');
  for (const { text } of rows) expect(text).toEqual(expect.any(String));
});

test('what is left out is counted', async () => {
  const bytes = sampleMcap({ seconds: 5 });
  const { exported } = await exportSample(bytes);
  expect(exported.tables.find(({ topic }) => topic === '/lidar/scan')?.leftOut).toEqual({
    groups: expect.any(Number),
  });
  const few = await exportSample(bytes, { limits: { tables: 3, columns: 20 } });
  expect(few.exported.tables).toHaveLength(3);
  const rows = few.exported.tables.reduce((sum, table) => sum + table.rows, 0);
  expect(rows + (few.exported.leftOut.topics ?? 0)).toBeGreaterThanOrEqual(few.exported.messages);
  // Every table has a time and an offset, even beyond the limit.
  expect(few.exported.tables.reduce((sum, { columns }) => sum + columns - 2, 0)).toBeLessThanOrEqual(20);
  expect(few.exported.tables.some(({ leftOut }) => (leftOut.values ?? 0) > 0)).toBe(true);
  expect((await exportSample(sampleDlt({ seconds: 5 }))).exported.leftOut).toEqual({ counted_only: 1 });
});

test('recordings in an archive have a folder each', async () => {
  const bytes = writeZip([
    { name: 'a/drive.mcap', content: sampleMcap({ seconds: 2 }) },
    { name: 'b/drive.mcap', content: sampleMcap({ seconds: 3 }) },
  ]);
  const { exported } = await exportSample(bytes);
  const files = exported.tables.filter(({ topic }) => topic === '/imu/data');
  expect(files.map(({ file, rows }) => [file, rows])).toEqual([
    ['a_drive.mcap/imu_data.parquet', 100],
    ['b_drive.mcap/imu_data.parquet', 150],
  ]);
});

test('of a damaged recording there is what can be read', async () => {
  const bytes = sampleUlog({ seconds: 10 });
  const { exported } = await exportSample(bytes.subarray(0, bytes.byteLength / 2));
  expect(exported.verdict.code).not.toBe('ok');
  expect(exported.tables.length).toBeGreaterThan(5);
});
