import { parse } from '@foxglove/rosmsg';
import { MessageWriter as Ros1Writer } from '@foxglove/rosmsg-serialization';
import { McapIndexedReader } from '@mcap/core';
import protobuf from 'protobufjs';
import 'protobufjs/ext/descriptor.js';
import { describe, expect, test } from 'vitest';
import { sampleJsonMcap } from '../../../../../samples/mcap/sample-json-mcap.ts';
import { cdrWriter, sampleMcap } from '../../../../../samples/mcap/sample-mcap.ts';
import { schemas } from '../../../../../samples/mcap/schemas.ts';
import { plural } from '../../../../../src/domain/plural.ts';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { buildMcap, json, jsonChannel, type TestChannel } from '../../../../support/recordings/build-mcap.ts';
import { compressLz4 } from '../../../../support/recordings/lz4-compress.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const metric = (summary: FileSummary, name: string) => summary.metrics.filter((each) => each.name === name);

async function oracleCounts(bytes: Uint8Array): Promise<Record<string, number>> {
  const readable = {
    size: async () => BigInt(bytes.byteLength),
    read: async (offset: bigint, length: bigint) =>
      new Uint8Array(bytes.subarray(Number(offset), Number(offset + length))),
  };
  const reader = await McapIndexedReader.Initialize({ readable });
  const counts: Record<string, number> = {};
  for await (const { channelId } of reader.readMessages()) {
    const topic = reader.channelsById.get(channelId)?.topic ?? '';
    counts[topic] = (counts[topic] ?? 0) + 1;
  }
  return counts;
}

describe('an intact MCAP', () => {
  test('is counted as @mcap/core counts it', async () => {
    const bytes = sampleMcap({ seconds: 10, compression: 'none' });
    const summary = await summarise(bytes);
    expect(countsByTopic(summary)).toEqual(await oracleCounts(bytes));
    expect(summary.verdict).toEqual({
      code: 'ok',
      message: `All ${plural(summary.message_count, 'message')} were read.`,
    });
  });

  const packed = { name: 'lz4', compress: compressLz4 };
  test.each([
    ['zstd', { compression: 'zstd' }],
    ['lz4', { compression: packed }],
    ['without chunks', { chunkSize: 0 }],
    ['in tiny chunks', { chunkSize: 200 }],
  ] as const)('gives the same whether %s or not', async (_, options) => {
    const plain = await summarise(sampleMcap({ seconds: 10, compression: 'none' }));
    const other = await summarise(sampleMcap({ seconds: 10, ...options }));
    const comparable = ({ topics, span, message_count, verdict }: FileSummary) => ({
      topics,
      span,
      message_count,
      verdict,
    });
    expect(comparable(other)).toEqual(comparable(plain));
    expect(other.metrics.map(({ histogram }) => histogram)).toEqual(
      plain.metrics.map(({ histogram }) => histogram),
    );
  });

  test('gives the same however the bytes are chunked', async () => {
    const bytes = sampleMcap({ seconds: 5, chunkSize: 4096 });
    const whole = await summarise(bytes);
    for (const size of [1, 7, 1000]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });

  test('reports rates, gaps and the span in nanoseconds', async () => {
    const channel = jsonChannel('/a', 'x.Y');
    const at = (ns: bigint) => ({ channel, data: json({}), timeNs: 1_773_475_200_000_000_001n + ns });
    const summary = await summarise(buildMcap([at(0n), at(10n), at(5_000_000_017n), at(400n)]));
    expect(summary.span).toEqual({
      start_ns: '1773475200000000001',
      end_ns: '1773475205000000018',
      clock: 'unix',
    });
    expect(summary.topics[0]).toMatchObject({
      message_count: 4,
      max_gap_ns: 5_000_000_007,
      max_gap_at_ns: '1773475200000000011',
      out_of_order: 1,
      out_of_order_at: { time_ns: '1773475200000000401', offset: expect.any(Number) },
    });
  });
});

describe('what the messages mean', () => {
  test('comes from ROS 2 topics of a drive with faults', async () => {
    const faults = ['cpu-saturation', 'log-errors', 'error-diagnostics', 'stale-diagnostics'] as const;
    const summary = await summarise(sampleMcap({ seconds: 30, faults }));
    const codes = summary.codes.map(({ code, source, severity }) => ({ code, source, severity }));
    expect(codes).toEqual(
      expect.arrayContaining([
        {
          code: 'brake_system: hydraulic pressure: pressure below minimum (# bar)',
          source: 'diagnostics',
          severity: 'error',
        },
        { code: 'gnss_receiver: fix: stale, no update received', source: 'diagnostics', severity: 'error' },
        { code: 'cpu_monitor: CPU Usage: very high load', source: 'diagnostics', severity: 'warning' },
        {
          code: 'perception.camera_driver: Frame # dropped: buffer overrun',
          source: 'log',
          severity: 'error',
        },
      ]),
    );
    expect(metric(summary, 'cpu_percent')[0]?.source).toBe('cpu_monitor: CPU Usage: CPU all: usage');
    expect(metric(summary, 'cpu_percent')[0]?.max_milli).toBeGreaterThan(95_000);
    expect(metric(summary, 'ram_percent')[0]?.count).toBe(30);
    expect(metric(summary, 'disk_percent')[0]?.min_milli).toBeGreaterThanOrEqual(61_000);
    expect(metric(summary, 'battery_voltage')[0]?.source).toBe('/battery_state');
    expect(metric(summary, 'battery_percent')[0]?.max_milli).toBeLessThanOrEqual(82_500);
    expect(metric(summary, 'temperature_celsius').map(({ source }) => source)).toContain(
      '/compute/temperature soc',
    );
    expect(summary.versions).toEqual([
      { component: 'recorder', version: 'argus samples' },
      { component: 'profile', version: 'ros2' },
      { component: 'ros_distro', version: 'jazzy' },
    ]);
  });

  test('can be traced back: time, topic and the offset of the chunk', async () => {
    const bytes = sampleMcap({ seconds: 10, faults: ['log-errors'], chunkSize: 4096 });
    const { logs } = await summarise(bytes);
    expect(logs[0]).toMatchObject({
      severity: 'error',
      source: 'perception.camera_driver',
      topic: '/rosout',
    });
    expect(bytes[logs[0]?.offset ?? 0]).toBe(0x06);
  });

  test('comes from JSON fields by their names', async () => {
    const summary = await summarise(sampleJsonMcap({ seconds: 20, faults: ['log-errors'] }));
    expect(summary.metrics.map(({ name, source }) => `${name} ${source}`).sort()).toEqual([
      'battery_percent /telematics/status battery.level',
      'battery_voltage /telematics/status battery.voltage',
      'cpu_percent /telematics/status cpu_usage',
      'disk_percent /telematics/status disk_usage',
      'ram_percent /telematics/status memory_usage',
    ]);
    expect(summary.codes[0]).toMatchObject({
      code: 'uplink: Upload of part # failed: connection reset',
      source: 'log',
      severity: 'error',
    });
  });

  test('comes from protobuf', async () => {
    const { root } = protobuf.parse(
      `syntax = "proto3"; package foxglove;
       message Log { enum Level { UNKNOWN = 0; DEBUG = 1; INFO = 2; WARNING = 3; ERROR = 4; FATAL = 5; }
         Level level = 2; string message = 3; string name = 4; }`,
      { keepCase: true },
    );
    root.resolveAll();
    const Log = root.lookupType('foxglove.Log');
    const set = root.toDescriptor('proto3');
    const schemaData = set.$type.encode(set).finish();
    const channel: TestChannel = {
      topic: '/log',
      encoding: 'protobuf',
      schema: 'foxglove.Log',
      schemaEncoding: 'protobuf',
      schemaData,
    };
    const data = Log.encode({ level: 5, message: 'Steering lost', name: 'chassis' }).finish();
    const summary = await summarise(buildMcap([{ channel, data }]));
    expect(summary.codes[0]).toMatchObject({
      code: 'chassis: Steering lost',
      source: 'log',
      severity: 'critical',
    });
  });

  test('comes from ROS 1', async () => {
    const text = 'byte DEBUG=1\nbyte level\nstring name\nstring msg\n';
    const writer = new Ros1Writer(parse(text, { ros2: false }));
    const channel: TestChannel = {
      topic: '/rosout_agg',
      encoding: 'ros1',
      schema: 'rosgraph_msgs/Log',
      schemaEncoding: 'ros1msg',
      schemaData: text,
    };
    const data = writer.writeMessage({ level: 16, name: '/move_base', msg: 'No map' });
    const summary = await summarise(buildMcap([{ channel, data }]));
    expect(summary.codes[0]).toMatchObject({ code: '/move_base: No map', severity: 'critical' });
  });

  test('comes from a single field by the name of its topic', async () => {
    const scalar = (topic: string): TestChannel => ({
      topic,
      encoding: 'cdr',
      schema: 'std_msgs/msg/Float32',
      schemaEncoding: 'ros2msg',
      schemaData: 'float32 data\n',
    });
    const data = Buffer.from([0, 1, 0, 0, 0, 0, 0, 0]);
    data.writeFloatLE(48.5, 4);
    const summary = await summarise(
      buildMcap([
        { channel: scalar('/drive/battery_voltage'), data },
        { channel: scalar('/drive/torque'), data },
      ]),
    );
    expect(summary.metrics).toMatchObject([
      { name: 'battery_voltage', source: '/drive/battery_voltage', min_milli: 48_500, count: 1 },
    ]);
  });

  test('comes from well-known messages whose definition the recorder did not find', async () => {
    const schema = 'diagnostic_msgs/msg/DiagnosticArray';
    const channel: TestChannel = {
      topic: '/diagnostics',
      encoding: 'cdr',
      schema,
      schemaEncoding: '',
      schemaData: '',
    };
    const header = { stamp: { sec: 0, nanosec: 0 }, frame_id: '' };
    const status = [{ level: 2, name: 'motor', message: 'broken', hardware_id: '', values: [] }];
    const data = cdrWriter(schema).writeMessage({ header, status });
    expect((await summarise(buildMcap([{ channel, data }]))).codes).toMatchObject([
      { code: 'motor: broken' },
    ]);
  });

  test('is not guessed: a message that cannot be decoded is a code, the file stays intact', async () => {
    const channel: TestChannel = {
      topic: '/rosout',
      encoding: 'cdr',
      schema: 'rcl_interfaces/msg/Log',
      schemaEncoding: 'ros2msg',
      schemaData: schemas['rcl_interfaces/msg/Log'],
    };
    const summary = await summarise(buildMcap([{ channel, data: Uint8Array.of(0, 1, 0, 0, 9) }]));
    expect(summary.verdict.code).toBe('ok');
    expect(summary.codes[0]).toMatchObject({
      code: '/rosout: message cannot be decoded',
      source: 'decoder',
      message:
        'A message of 5 bytes on /rosout does not fit the definition of rcl_interfaces/msg/Log in the recording (cdr): its fields would end behind the message; it was cut off, or written with another definition.',
    });
  });
});
