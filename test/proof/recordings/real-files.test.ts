import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import decompressWasm from '@foxglove/wasm-lz4';
import { describe, expect, test } from 'vitest';
import { decompressLz4 } from '../../../src/recordings/bytes/unpack/lz4.ts';
import { compressLz4 } from '../../support/recordings/lz4-compress.ts';
import { readReal, realRecordings } from '../../support/recordings/real-recordings.ts';
import { countsByTopic, summarise } from '../../support/recordings/summarise.ts';

const present = realRecordings !== undefined;
const read = readReal;

/** Results of `mcap` 1.6 (Python): messages by topic, first and last log time. */
const mcaps = {
  'talker.mcap': [{ '/rosout': 10, '/topic': 10 }, '1585866235112411371', '1585866239643508139'],
  'cdr_test_0.mcap': [{ '/test_topic': 3, '/array_topic': 4 }, '1586406456763032325', '1586406456914169506'],
  'wrong_rmw_test_0.mcap': [
    { '/test_topic': 3, '/array_topic': 4 },
    '1586406456763032325',
    '1586406456914169506',
  ],
  'rewriter_a_0.mcap': [{ a_empty: 100, b_basictypes: 50 }, '0', '100000000'],
  'topics_and_services.mcap': [
    { '/parameter_events': 7, '/add_two_ints/_service_event': 6 },
    '1697522263121459207',
    '1697522264629347866',
  ],
  'bag_with_topics_and_service_events.mcap': [
    {
      '/test_service1/_service_event': 4,
      '/test_service2/_service_event': 4,
      '/test_topic1': 1,
      '/test_topic2': 1,
    },
    '1699345836270074454',
    '1699345836340728398',
  ],
  'test_sample.mcap': [
    { '/rosout': 10, '/diagnostics_agg': 4 },
    '1700000000000000000',
    '1700000003500000000',
  ],
  'test_sample_no_rosout.mcap': [{ '/sensor/lidar/points': 3 }, '1700000000000000000', '1700000000200000000'],
} as const;

/** Results of `pyulog` 1.3: data messages, topics, dropouts, logged lines, last time in microseconds. */
/** `repeats`: lines that end in a tab, which PX4 also sends as an event. */
const ulogs = {
  'sample.ulg': { messages: 64_542, topics: 15, dropouts: 4, lines: 4, repeats: 0, lastUs: 181_493_506 },
  'sample_appended_multiple.ulg': {
    messages: 6_852,
    topics: 20,
    dropouts: 0,
    lines: 1,
    repeats: 0,
    lastUs: 21_880_422,
  },
  'test_ulog.ulg': { messages: 4_272, topics: 95, dropouts: 0, lines: 7, repeats: 5, lastUs: 33_820_161 },
} as const;

describe.skipIf(!present)('real MCAP recordings', () => {
  test.each(Object.entries(mcaps))(
    '%s is read as the Python reader reads it',
    async (name, [counts, start, end]) => {
      const summary = await summarise(read(`mcap/${name}`));
      expect(countsByTopic(summary)).toEqual(counts);
      expect(summary.span).toMatchObject({ start_ns: start, end_ns: end });
      expect(summary.verdict.code).toBe('ok');
    },
  );

  test('test_sample_truncated.mcap yields all its messages', async () => {
    const { message_count, verdict } = await summarise(read('mcap/test_sample_truncated.mcap'));
    expect(message_count).toBe(14);
    expect(verdict).toMatchObject({ code: 'truncated', salvaged_messages: 14, offset: 1475 });
  });

  test('test_sample.mcap.zstd is read like its content', async () => {
    const packed = await summarise(read('mcap/test_sample.mcap.zstd'));
    const { packed_with, ...summary } = packed;
    expect(packed_with).toEqual(['zstd']);
    expect({ ...summary, size_bytes: 3067 }).toEqual(await summarise(read('mcap/test_sample.mcap')));
  });

  test('test_sample.mcap yields what its diagnostics and log say', async () => {
    const { codes, logs } = await summarise(read('mcap/test_sample.mcap'));
    expect(new Set(codes.map(({ source }) => source))).toEqual(new Set(['diagnostics', 'log']));
    expect(logs.length).toBeGreaterThan(0);
  });
});

describe.skipIf(!present)('real ULog recordings', () => {
  test.each(Object.entries(ulogs))('%s is read as pyulog reads it', async (name, expected) => {
    const summary = await summarise(read(`ulog/${name}`));
    expect(summary.verdict.code).toBe('ok');
    expect(summary.message_count).toBe(expected.messages);
    expect(summary.topics).toHaveLength(expected.topics);
    expect(summary.codes.find(({ code }) => code === 'dropout')?.count ?? 0).toBe(expected.dropouts);
    const lines = summary.logs.filter(({ topic }) => topic === 'log');
    expect(lines).toHaveLength(expected.lines - expected.repeats);
    expect(summary.span).toMatchObject({ end_ns: `${expected.lastUs}000`, clock: 'boot' });
    expect(summary.metrics.map((metric) => metric.name)).toEqual(
      expect.arrayContaining(['cpu_percent', 'ram_percent']),
    );
  });
});

describe.skipIf(!present)('other real recordings', () => {
  test('each get a verdict', async () => {
    for (const kind of readdirSync(realRecordings ?? '', { withFileTypes: true })) {
      if (!kind.isDirectory()) continue;
      for (const name of readdirSync(join(realRecordings ?? '', kind.name))) {
        expect((await summarise(read(`${kind.name}/${name}`))).verdict.message).toMatch(/\.$/);
      }
    }
  });
});

describe('the LZ4 decoder', () => {
  const text = Buffer.from('the quick brown fox jumps over the lazy dog; '.repeat(4_000));

  test('decompresses as the reference implementation does', async () => {
    await decompressWasm.isLoaded;
    const frame = compressLz4(text);
    expect(Buffer.from(decompressWasm(frame, text.byteLength))).toEqual(text);
    const { bytes, complete } = decompressLz4(frame, text.byteLength);
    expect({ complete, same: Buffer.from(bytes).equals(text) }).toEqual({ complete: true, same: true });
  });

  test('yields the available part of a truncated frame', () => {
    const frame = compressLz4(text);
    const { bytes, complete } = decompressLz4(frame.subarray(0, frame.byteLength - 40), text.byteLength);
    expect(complete).toBe(false);
    expect(Buffer.from(bytes)).toEqual(text.subarray(0, bytes.byteLength));
    expect(bytes.byteLength).toBeGreaterThan(100_000);
  });

  test.skipIf(!present)('decompresses real frames as the reference implementation does', async () => {
    await decompressWasm.isLoaded;
    const bag = Buffer.from(read('ros1bag/example-lz4.bag'));
    let frames = 0;
    const magic = Buffer.from([0x04, 0x22, 0x4d, 0x18]);
    for (let at = bag.indexOf(magic); at >= 0; at = bag.indexOf(magic, at + 4)) {
      const size = bag.readUInt32LE(bag.lastIndexOf('size=', at) + 5);
      const length = bag.readUInt32LE(at - 4);
      const frame = bag.subarray(at, at + length);
      const { bytes, complete } = decompressLz4(frame, size);
      expect({ complete, size: bytes.byteLength }).toEqual({ complete: true, size });
      expect(Buffer.from(bytes).equals(decompressWasm(frame, size))).toBe(true);
      frames += 1;
    }
    expect(frames).toBeGreaterThan(0);
  });
});
