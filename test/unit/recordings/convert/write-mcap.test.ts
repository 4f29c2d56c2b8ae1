import { describe, expect, test } from 'vitest';
import { sampleAsc } from '../../../../samples/asc/sample-asc.ts';
import { sampleBlf } from '../../../../samples/blf/sample-blf.ts';
import { sampleCandump } from '../../../../samples/candump/sample-candump.ts';
import { sampleCanlog } from '../../../../samples/canlog/sample-canlog.ts';
import { sampleCsv } from '../../../../samples/csv/sample-csv.ts';
import { sampleDataflash } from '../../../../samples/dataflash/sample-dataflash.ts';
import { sampleDbc } from '../../../../samples/dbc/sample-dbc.ts';
import { sampleDlt } from '../../../../samples/dlt/sample-dlt.ts';
import { sampleJsonMcap } from '../../../../samples/mcap/sample-json-mcap.ts';
import { sampleMcap } from '../../../../samples/mcap/sample-mcap.ts';
import { sampleMdf3 } from '../../../../samples/mdf3/sample-mdf3.ts';
import { sampleRos1bag } from '../../../../samples/ros1bag/sample-ros1bag.ts';
import { sampleRos2db3 } from '../../../../samples/ros2db3/sample-ros2db3.ts';
import { sampleTlog } from '../../../../samples/tlog/sample-tlog.ts';
import { sampleTrc } from '../../../../samples/trc/sample-trc.ts';
import { sampleUlog } from '../../../../samples/ulog/sample-ulog.ts';
import { bufferSource } from '../../../../src/recordings/bytes/byte-source.ts';
import { type WriteMcapOptions, writeMcap } from '../../../../src/recordings/convert/write-mcap.ts';
import { openDatabase } from '../../../../src/recordings/meaning/dbc/open-database.ts';
import { summariseFile } from '../../../../src/recordings/summarise-file.ts';
import { memoryOutput } from '../../../support/recordings/memory-output.ts';
import {
  countBy,
  type ReadMessage,
  readIndexed,
  readRecords,
} from '../../../support/recordings/read-mcap.ts';
import { countsByTopic, summarise } from '../../../support/recordings/summarise.ts';

async function converted(recordings: Uint8Array[], options: Partial<WriteMcapOptions> = {}) {
  const output = memoryOutput();
  const inputs = recordings.map((bytes, index) => ({ name: `file ${index}`, source: bufferSource(bytes) }));
  const written = await writeMcap(inputs, output, { library: 'test', ...options });
  const bytes = output.bytes();
  return { written, bytes, ...(await readIndexed(bytes)) };
}

const ofTopic = (messages: readonly ReadMessage[], topic: string) =>
  messages.filter((one) => one.topic === topic);
const jsonOf = ({ data }: ReadMessage) => JSON.parse(Buffer.from(data).toString());

const messageFormats: [string, () => Uint8Array][] = [
  ['mcap', () => sampleMcap({ seconds: 5 })],
  ['mcap of JSON', () => sampleJsonMcap({ seconds: 5 })],
  ['ros1bag', () => sampleRos1bag({ seconds: 5 })],
  ['ros2db3', () => sampleRos2db3({ seconds: 5 })],
  ['ulog', () => sampleUlog({ seconds: 5 })],
  ['dataflash', () => sampleDataflash({ seconds: 5 })],
  ['tlog', () => sampleTlog({ seconds: 5 })],
  ['csv', () => sampleCsv({ seconds: 5 })],
  ['mdf3', () => sampleMdf3({ seconds: 5 }).bytes],
];

describe('every message of a recording', () => {
  test.each(messageFormats)('%s', async (_, make) => {
    const bytes = make();
    const { written, bytes: mcap, messages, reader } = await converted([bytes]);
    const summary = await summarise(bytes);
    expect(written.leftOut).toEqual([]);
    // Besides the messages themselves there are lines of text and positions.
    expect(countBy(messages)).toMatchObject(countsByTopic(summary));
    expect(written.messages).toBe(messages.length);
    expect(reader.statistics?.messageCount).toBe(BigInt(messages.length));
    expect(readRecords(mcap).filter(({ type }) => type === 'Message')).toHaveLength(messages.length);
    expect(reader.metadataIndexes.map(({ name }) => name)).toEqual(['argus']);
  });

  test('ROS messages keep bytes, schema and time', async () => {
    const bytes = sampleMcap({ seconds: 5 });
    const original = await readIndexed(bytes);
    const { messages } = await converted([bytes]);
    expect(messages).toEqual(original.messages);
  });

  test('is read again with the same result', async () => {
    const bytes = sampleMcap({ seconds: 5, faults: ['error-diagnostics'] });
    const again = await summarise((await converted([bytes])).bytes);
    const { topics, codes, metrics } = await summarise(bytes);
    expect(again.topics).toEqual(topics);
    expect(again.codes.map(({ code, count }) => ({ code, count }))).toEqual(
      codes.map(({ code, count }) => ({ code, count })),
    );
    expect(again.metrics.map(({ name, source, count }) => ({ name, source, count }))).toEqual(
      metrics.map(({ name, source, count }) => ({ name, source, count })),
    );
  });
});

describe('frames', () => {
  const traces: [string, () => Uint8Array][] = [
    ['blf', () => sampleBlf({ seconds: 5 })],
    ['asc', () => sampleAsc({ seconds: 5 })],
    ['trc', () => sampleTrc({ seconds: 5 })],
    ['candump', () => sampleCandump({ seconds: 5 })],
    ['canlog', () => sampleCanlog({ seconds: 5 })],
  ];

  test.each(traces)('%s: as ROS messages that are read again as the same traffic', async (_, make) => {
    const bytes = make();
    const { bytes: mcap, messages } = await converted([bytes]);
    const { message_count, metrics, codes } = await summarise(bytes);
    expect(messages.filter(({ encoding }) => encoding === 'cdr')).toHaveLength(message_count);
    const again = await summarise(mcap);
    expect(again.message_count).toBe(message_count);
    // The load of a bus is only computed where times are those on the bus.
    const figures = (all: typeof metrics) =>
      all
        .filter(({ name, source }) => name !== 'bus_load_percent' && !source.endsWith(' traffic'))
        .map(({ name, source, count }) => `${name} ${source} ${count}`)
        .toSorted();
    expect(figures(again.metrics)).toEqual(figures(metrics));
    expect(again.codes.map(({ code }) => code)).toEqual(codes.map(({ code }) => code));
  });

  test('signals that a database defines are JSON beside them, with their units', async () => {
    const database = openDatabase('car.dbc', sampleDbc());
    const bytes = sampleBlf({ seconds: 5 });
    const { messages } = await converted([bytes], { databases: [database] });
    const { topics } = await summariseFile(bufferSource(bytes), { databases: [database] });
    const signals = messages.filter(({ encoding }) => encoding === 'json');
    const defined = topics.find(({ type }) => !type.startsWith('CAN'));
    const [first] = ofTopic(signals, defined?.name ?? '');
    expect(first?.schema).toBe(defined?.type);
    const { properties } = JSON.parse(first?.schemaText ?? '{}');
    expect(Object.keys(properties)).toEqual(
      expect.arrayContaining(Object.keys(first ? jsonOf(first) : { none: 0 })),
    );
    expect(ofTopic(signals, defined?.name ?? '')).toHaveLength(defined?.message_count ?? -1);
  });
});

describe('texts and positions', () => {
  test('DLT messages are foxglove.Log with their level', async () => {
    const bytes = sampleDlt({ seconds: 5, faults: ['log-errors'] });
    const { messages } = await converted([bytes]);
    expect(new Set(messages.map(({ schema }) => schema))).toEqual(new Set(['foxglove.Log']));
    const { codes } = await summarise(bytes);
    const errors = messages.map(jsonOf).filter(({ level }) => level >= 4);
    expect(errors.length).toBeGreaterThan(0);
    expect(codes.map(({ message }) => message)).toContain(errors[0].message);
  });

  test('lines of a ULog are foxglove.Log, its GPS foxglove.LocationFix', async () => {
    const { messages } = await converted([sampleUlog({ seconds: 5, faults: ['log-errors'] })]);
    const schemas = new Set(messages.map(({ schema }) => schema));
    expect(schemas).toContain('foxglove.Log');
    const lines = messages.filter(({ schema }) => schema === 'foxglove.Log').map(jsonOf);
    expect(lines.every(({ timestamp, level }) => timestamp.sec >= 0 && level >= 2)).toBe(true);
  });
});

describe('what is written', () => {
  test('a window of two recordings by their topics, on one clock', async () => {
    const bytes = sampleMcap({ seconds: 5 });
    const all = (await readIndexed(bytes)).messages;
    const [first] = all;
    const { topic = '', logTime = 0n } = first ?? {};
    const window = { fromNs: logTime + 1_000_000_000n, toNs: logTime + 2_000_000_000n };
    const { messages, reader } = await converted([bytes, bytes], { window, wants: (name) => name === topic });
    const inside = all.filter(
      (one) => one.topic === topic && one.logTime >= window.fromNs && one.logTime <= window.toNs,
    );
    expect(messages).toHaveLength(2 * inside.length);
    // The recordings have the topic in common.
    expect(reader.channelsById.size).toBe(1);
    expect(reader.chunkIndexes.length).toBeGreaterThan(0);
  });

  test('times are shifted, and those before 1970 are left out', async () => {
    const bytes = sampleMcap({ seconds: 2 });
    const original = (await readIndexed(bytes)).messages;
    const output = memoryOutput();
    const source = bufferSource(bytes);
    const shiftNs = -(original[0]?.logTime ?? 0n) - 1n;
    const written = await writeMcap([{ name: 'a', source, shiftNs }], output, { library: 'test' });
    const { messages } = await readIndexed(output.bytes());
    expect(messages[0]?.logTime).toBe((original[1]?.logTime ?? 0n) + shiftNs);
    expect(written.leftOut).toEqual([{ topic: '', reason: 'no_time', messages: 1 }]);
  });

  test('of a damaged recording what can be read, with its verdict', async () => {
    const bytes = sampleMcap({ seconds: 20 });
    const cut = bytes.subarray(0, bytes.byteLength / 2);
    const { written, messages } = await converted([cut]);
    expect(written.recordings[0]?.verdict?.code).toBe('truncated');
    expect(messages).toHaveLength((await summarise(cut)).message_count);
  });

  test('an empty selection is a whole file', async () => {
    const { messages, bytes } = await converted([sampleMcap({ seconds: 1 })], { wants: () => false });
    expect(messages).toEqual([]);
    expect(readRecords(bytes).at(-1)?.type).toBe('Footer');
  });
});
