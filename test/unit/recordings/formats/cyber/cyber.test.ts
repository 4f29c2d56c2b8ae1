import { describe, expect, test } from 'vitest';
import { apolloType } from '../../../../../samples/cyber/apollo-types.ts';
import { RecordWriter } from '../../../../../samples/cyber/record-writer.ts';
import { sampleCyber, writeSampleCyber } from '../../../../../samples/cyber/sample-cyber.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const startNs = 1_773_475_200_000_000_000n;
const chassis = apolloType('modules/canbus/proto/chassis.proto', 'apollo.canbus.Chassis');
const topic = '/apollo/canbus/chassis';

/** A record of one channel, messages 10 ms apart. */
function record(messages: readonly Record<string, unknown>[], protoDesc = chassis.protoDesc): Uint8Array {
  const writer = new RecordWriter();
  writer.channel(topic, chassis.name, protoDesc);
  for (const [index, fields] of messages.entries())
    writer.message(topic, startNs + BigInt(index) * 10_000_000n, chassis.encode(fields));
  return writer.bytes();
}

describe('a record of Apollo', () => {
  test('is read as cyber_record 0.1.13 reads it', async () => {
    const bytes = sampleCyber({ seconds: 20 });
    const summary = await summarise(bytes);
    expect(summary).toMatchObject({ format: 'cyber', verdict: { code: 'ok' }, message_count: 3_280 });
    expect(countsByTopic(summary)).toEqual({
      '/apollo/canbus/chassis': 2_000,
      '/apollo/localization/pose': 1_000,
      '/apollo/monitor': 20,
      '/apollo/monitor/system_status': 40,
      '/apollo/planning': 200,
      '/apollo/sensor/gnss/best_pose': 20,
    });
    expect(summary.span).toEqual({
      start_ns: '1773475200001428571',
      end_ns: '1773475219991428571',
      clock: 'unix',
    });
    const range = Object.fromEntries(
      summary.metrics.map(({ name, source, min_milli, max_milli }) => [
        `${name} ${source}`,
        [min_milli, max_milli],
      ]),
    );
    expect(range).toMatchObject({
      'vehicle_speed_kmh /apollo/canbus/chassis: speed_mps': [46_230, 63_802],
      'engine_speed_rpm /apollo/canbus/chassis: engine_rpm': [1_955_746, 2_395_052],
      'battery_percent /apollo/canbus/chassis: battery_soc_percentage': [75_000, 82_000],
      'signal /apollo/localization/pose: pose.position.y': [5_334_048_137, 5_334_048_141],
      'signal /apollo/planning: total_path_length': [102_595, 141_266],
      'gps_satellites /apollo/sensor/gnss/best_pose: num_sats_in_solution': [15_000, 15_000],
      'gps_accuracy_m /apollo/sensor/gnss/best_pose': [800, 800],
    });
    expect(summary.topics[0]).toMatchObject({ type: 'apollo.canbus.Chassis', encoding: 'protobuf' });
    expect(await summariseInPieces(bytes, 333)).toEqual(summary);
  });

  test('is recognised by its header, or by its first channel', () => {
    const bytes = Buffer.from(sampleCyber({ seconds: 1 }));
    expect(detectFormat(bytes.subarray(0, 4_096)).reader?.format).toBe('cyber');
    bytes.fill(0xff, 4, 40);
    expect(detectFormat(bytes.subarray(0, 4_096)).reader?.format).toBe('cyber');
    expect(detectFormat(Buffer.alloc(4_096)).reader).toBeUndefined();
  });
});

describe('what the modules report', () => {
  test('is a code when it begins; lines for people have levels', async () => {
    const { codes, logs } = await summarise(
      sampleCyber({
        seconds: 20,
        faults: ['chassis-error', 'planning-error', 'component-error', 'monitor-errors'],
      }),
    );
    expect(codes.map(({ code, source, severity, count }) => [code, source, severity, count])).toEqual([
      ['CONTROL: control command timeout #', 'log', 'error', 12],
      ['/apollo/canbus/chassis: CHASSIS_ERROR_ON_BRAKE', 'diagnostics', 'error', 1],
      ['/apollo/planning: PLANNING_ERROR', 'diagnostics', 'error', 1],
      ['GPS: ERROR', 'diagnostics', 'error', 1],
    ]);
    expect(logs).toContainEqual(
      expect.objectContaining({ severity: 'info', source: 'CANBUS', text: 'in auto mode' }),
    );
  });

  test('is no fault where the driver took over', async () => {
    const { codes, logs } = await summarise(
      record([{ driving_mode: 1 }, { driving_mode: 0, error_code: 3 }]),
    );
    expect(codes).toEqual([]);
    expect(logs.map(({ text }) => text)).toEqual([
      'Driving mode changed from COMPLETE_AUTO_DRIVE to COMPLETE_MANUAL by the driver',
    ]);
  });

  test('gives no figure for a field that is not there', async () => {
    const { metrics } = await summarise(record([{ speed_mps: 10 }, { engine_rpm: 900 }]));
    expect(metrics.map(({ name, count, min_milli }) => [name, count, min_milli])).toEqual([
      ['engine_speed_rpm', 1, 900_000],
      ['vehicle_speed_kmh', 1, 36_000],
    ]);
  });

  test('cannot be decoded without a definition, which is said', async () => {
    const without = await summarise(record([{ speed_mps: 10 }], new Uint8Array()));
    expect(without).toMatchObject({ verdict: { code: 'ok' }, message_count: 1, metrics: [], codes: [] });
    const broken = await summarise(
      record([{ speed_mps: 10 }, { speed_mps: 11 }], Uint8Array.of(0x0a, 2, 0x0a, 0)),
    );
    expect(broken.codes).toMatchObject([{ source: 'decoder', count: 1 }]);
    expect(broken.verdict.code).toBe('ok');
  });
});

describe('what is damaged', () => {
  test('costs the messages that it touches', async () => {
    const writer = writeSampleCyber({ seconds: 2 });
    const bytes = Buffer.from(writer.bytes());
    const { start, end } = writer.extents[100] ?? { start: 0, end: 0 };
    bytes.fill(0xff, start, start + 4);
    const { verdict, message_count } = await summarise(bytes);
    expect(message_count).toBe(writer.extents.length - 1);
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ start, end }] });
  });

  test('costs no message where it is the head of a chunk', async () => {
    const writer = writeSampleCyber({ seconds: 2 });
    const bytes = Buffer.from(writer.bytes());
    const { start } = writer.extents[0] ?? { start: 0 };
    bytes.fill(0xff, start - 16, start);
    const { verdict, message_count } = await summarise(bytes);
    expect({ code: verdict.code, message_count }).toEqual({
      code: 'corrupt',
      message_count: writer.extents.length,
    });
  });

  test('is the end of a record that was not closed, which has no index', async () => {
    const writer = writeSampleCyber({ seconds: 2 });
    const open = writer.bytes({ closed: false });
    const whole = await summarise(open);
    expect(whole).toMatchObject({ verdict: { code: 'truncated' }, message_count: writer.extents.length });
    expect(whole.verdict.message).toMatch(/the record was not closed: it has no index/);
    const cut = await summarise(open.subarray(0, open.byteLength - 10));
    expect(cut).toMatchObject({ verdict: { code: 'truncated' }, message_count: writer.extents.length - 1 });
  });

  test('is a channel, whose definition the index repeats', async () => {
    const bytes = Buffer.from(record([{ speed_mps: 10 }]));
    // The first section, behind the header's room.
    bytes.fill(0, 2_064 + 16, 2_064 + 40);
    const { verdict, metrics, topics } = await summarise(bytes);
    expect(verdict.code).toBe('corrupt');
    expect(metrics).toMatchObject([{ name: 'vehicle_speed_kmh', count: 1 }]);
    expect(topics).toMatchObject([{ type: 'apollo.canbus.Chassis' }]);
  });
});
