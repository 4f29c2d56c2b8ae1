import { crc32, zstdCompressSync } from 'node:zlib';
import { McapRecordBuilder } from '@mcap/core';
import { describe, expect, test } from 'vitest';
import { McapFileWriter } from '../../../samples/mcap/mcap-writer.ts';
import { UlogWriter } from '../../../samples/ulog/ulog-writer.ts';
import { maxSummaryBytes } from '../../../src/recordings/summary/fit-size.ts';
import { buildMcap, json, jsonChannel, startNs } from '../../support/recordings/build-mcap.ts';
import { summarise } from '../../support/recordings/summarise.ts';

const channel = jsonChannel('/status', 'fleet.Status');
const small = buildMcap([{ channel, data: json({}) }], { compression: 'none' });

/** An MCAP that begins validly and continues with `content`. */
function mcapWith(content: Uint8Array): Uint8Array {
  const record = new McapRecordBuilder();
  record.writeMagic();
  record.writeHeader({ profile: '', library: '' });
  return Buffer.concat([record.buffer, content, small.subarray(8)]);
}

function chunk(uncompressedSize: bigint, compression: string, records: Uint8Array, uncompressedCrc = 0) {
  const record = new McapRecordBuilder();
  const times = { messageStartTime: 0n, messageEndTime: 0n };
  record.writeChunk({ ...times, uncompressedSize, uncompressedCrc, compression, records });
  return new Uint8Array(record.buffer);
}

function recordHead(opcode: number, length: bigint): Uint8Array {
  const head = Buffer.alloc(9);
  head.writeUInt8(opcode);
  head.writeBigUInt64LE(length, 1);
  return head;
}

describe('decompression bombs', () => {
  test('are refused by their claimed size, and the rest is read', async () => {
    const bomb = chunk(1n << 40n, 'zstd', Buffer.alloc(200));
    const { verdict, message_count } = await summarise(mcapWith(bomb));
    expect(verdict).toMatchObject({ code: 'too_large_unpacked', offset: 25, salvaged_messages: 1 });
    expect(verdict.damaged).toEqual([{ start: 25, end: 25 + bomb.byteLength }]);
    expect(message_count).toBe(1);
  });

  test('are refused when chunk and frame agree on a size above the limit', async () => {
    const zeros = new Uint8Array(32 << 20);
    const bomb = chunk(BigInt(zeros.byteLength), 'zstd', zstdCompressSync(zeros), crc32(zeros));
    const { verdict } = await summarise(mcapWith(bomb), { maxUnpackedBytes: 1 << 20 });
    expect(verdict.code).toBe('too_large_unpacked');
  });

  test('that decompress to more than they claim are cut off at the claim', async () => {
    for (const compression of ['zstd', 'lz4']) {
      const zeros = new Uint8Array(32 << 20);
      const lie = chunk(1000n, compression, zstdCompressSync(zeros));
      const before = process.memoryUsage().arrayBuffers;
      const { verdict, message_count } = await summarise(mcapWith(lie));
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 << 20);
      expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 1 });
    }
  });
});

describe('absurd lengths', () => {
  test.each([1n << 40n, 1n << 62n, (1n << 64n) - 1n])('of %d bytes are not waited for', async (length) => {
    for (const opcode of [3, 4, 5, 6, 9, 12, 0x90]) {
      const { verdict, message_count } = await summarise(mcapWith(recordHead(opcode, length)));
      expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 1 });
      expect(verdict.offset).toBe(25);
    }
  });

  test('inside a chunk cost that chunk', async () => {
    const records = Buffer.concat([recordHead(5, 1n << 40n), Buffer.alloc(100)]);
    const { verdict, message_count } = await summarise(
      mcapWith(chunk(BigInt(records.byteLength), '', records)),
    );
    expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 1 });
  });

  test('of a record larger than the limit are skipped as a stream', async () => {
    const head = Buffer.alloc(22);
    const large = Buffer.concat([recordHead(5, 3n << 20n), head, Buffer.alloc((3 << 20) - 22)]);
    const { message_count } = await summarise(mcapWith(large), { maxRecordBytes: 1 << 20 });
    expect(message_count).toBe(2);
  });
});

describe('floods', () => {
  const manyNames = 30_000;

  test('of distinct codes, log lines and metrics stay within the size limit and say what was left out', async () => {
    const diagnostics = jsonChannel('/diagnostics', 'diagnostic_msgs/DiagnosticArray');
    const status = Array.from({ length: manyNames }, (_, index) => ({
      level: 1 + (index % 3),
      name: `unit_${index.toString(36)}_${'x'.repeat(300)}`,
      message: '\u0000\ud800"\\'.repeat(200),
      values: [{ key: 'cpu usage', value: '12 %' }],
    }));
    const log = jsonChannel('/rosout', 'foxglove.Log');
    const messages = [
      ...Array.from({ length: manyNames / 1_000 }, (_, i) => ({
        channel: diagnostics,
        data: json({ status: status.slice(i * 1_000, (i + 1) * 1_000) }),
      })),
      ...Array.from({ length: 500 }, (_, i) => ({
        channel: log,
        data: json({ level: 4, name: `n${i}`, message: `${'"'.repeat(600)}${i}` }),
      })),
    ];
    const summary = await summarise(buildMcap(messages));
    expect(Buffer.byteLength(JSON.stringify(summary))).toBeLessThanOrEqual(maxSummaryBytes);
    expect(summary.omitted.codes).toBeGreaterThan(manyNames * 0.9);
    expect(summary.omitted.log_lines + summary.logs.length).toBe(500);
    expect(summary.omitted.metrics).toBeGreaterThan(5_000);
    expect(JSON.stringify(summary)).not.toMatch(/\\u0000|\\ud8/);
  });

  test('of topics are counted, and the largest are kept', async () => {
    const messages = Array.from({ length: 3_000 }, (_, i) => ({
      channel: jsonChannel(`/topic/${i}`, 'x.Y'),
      data: json({}),
    }));
    const busy = jsonChannel('/busy', 'x.Y');
    for (let i = 0; i < 50; i += 1) messages.push({ channel: busy, data: json({}) });
    const summary = await summarise(buildMcap(messages));
    expect(summary.topics[0]).toMatchObject({ name: '/busy', message_count: 50 });
    expect(summary.topics.length + summary.omitted.topics).toBe(3_001);
    expect(summary.message_count).toBe(3_050);
    expect(Buffer.byteLength(JSON.stringify(summary))).toBeLessThanOrEqual(maxSummaryBytes);
  });

  test('of letters in one topic name are cut', async () => {
    const long = jsonChannel(`/${'a'.repeat(1 << 20)}`, 'x.Y');
    const { topics } = await summarise(buildMcap([{ channel: long, data: json({}) }]));
    expect(topics[0]?.name).toHaveLength(200);
  });
});

describe('malicious definitions', () => {
  test('that contain themselves become a code', async () => {
    const recursive = {
      topic: '/a',
      encoding: 'cdr',
      schema: 'rcl_interfaces/msg/Log',
      schemaEncoding: 'ros2msg',
      schemaData: 'pkg/Loop loop\n===\nMSG: pkg/Loop\npkg/Loop loop\nuint8 level',
    };
    const { verdict, codes } = await summarise(buildMcap([{ channel: recursive, data: Buffer.alloc(64) }]));
    expect(verdict.code).toBe('ok');
    expect(codes[0]?.source).toBe('decoder');
  });

  test.each([
    [
      'ros1',
      'ros1msg',
      'pkg/Empty[] list\nuint8 level\n===\nMSG: pkg/Empty\npkg/Inner inner\n===\nMSG: pkg/Inner\nuint8 X=1',
    ],
    ['cdr', 'ros2msg', 'pkg/Empty[] list\nuint8 level\n===\nMSG: pkg/Empty\n'],
    ['cdr', 'ros2msg', 'string[] list\nuint8 level'],
    ['cdr', 'ros2msg', 'float64[] list\nuint8 level'],
    [
      'cdr',
      'omgidl',
      'module rcl_interfaces { module msg { struct E {}; struct Log { sequence<E> list; octet level; }; }; };',
    ],
  ])(
    'that claim four billion elements are rejected (%s, %s, %s)',
    async (encoding, schemaEncoding, schemaData) => {
      const greedy = { topic: '/a', encoding, schema: 'rcl_interfaces/msg/Log', schemaEncoding, schemaData };
      const data = Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
      if (encoding === 'cdr') data.set([0, 1, 0, 0]);
      const { codes, message_count } = await summarise(buildMcap([{ channel: greedy, data }]));
      expect(message_count).toBe(1);
      expect(codes[0]?.source).toBe('decoder');
    },
  );

  test('that nest a ULog message without end, or make it enormous, are rejected', async () => {
    const writer = new UlogWriter(0);
    writer.format('a:uint64_t timestamp;b inner;');
    writer.format('b:a inner;');
    writer.format('c:uint64_t timestamp;float[999999999] x;');
    writer.subscribe(0, 0, 'a');
    writer.subscribe(1, 0, 'c');
    for (let i = 0; i < 10; i += 1) {
      writer.data(0, i, [1]);
      writer.data(1, i, [1]);
    }
    const { message_count, verdict } = await summarise(writer.bytes());
    expect({ message_count, code: verdict.code }).toEqual({ message_count: 18, code: 'corrupt' });
  });
});

describe('absurd times in an MCAP', () => {
  test('never distort the time span, gaps or curves', async () => {
    const at = (timeNs: bigint) => ({ channel, data: json({ cpu_usage: 50 }), timeNs });
    const good = Array.from({ length: 100 }, (_, i) => at(startNs + BigInt(i) * 1_000_000_000n));
    const absurd = [at(0n), at(1n), at((1n << 64n) - 1n), at(startNs + 10n ** 18n)];
    const summary = await summarise(buildMcap([...absurd, ...good, ...absurd]));
    expect(summary.span).toEqual({
      start_ns: String(startNs),
      end_ns: String(startNs + 99_000_000_000n),
      clock: 'unix',
    });
    expect(summary.topics[0]).toMatchObject({ message_count: 108, max_gap_ns: 1e9 });
    const charted = summary.metrics[0]?.series.cells.reduce((sum, [, count]) => sum + count, 0);
    expect({ charted, exponent: summary.metrics[0]?.series.exponent }).toEqual({
      charted: 100,
      exponent: 10,
    });
    expect(summary.metrics[0]?.count).toBe(108);
    expect(summary.codes.map(({ code, source }) => ({ code, source }))).toEqual([
      { code: 'clock jump', source: 'clock' },
    ]);
  });

  test('give no time span if none is believable', async () => {
    const { span } = await summarise(buildMcap([{ channel, data: json({}), timeNs: 1n << 63n }]));
    expect(span).toBeNull();
  });
});

describe('the sample writer', () => {
  test('writes what this test assumes', () => {
    const writer = new McapFileWriter({ profile: '', library: '' });
    expect(() => writer.message(3, 0n, new Uint8Array())).toThrow(/not added/);
  });
});
