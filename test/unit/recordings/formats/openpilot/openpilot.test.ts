import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { PointerContent } from '../../../../../samples/openpilot/event-writer.ts';
import {
  logText,
  sampleEvents,
  sampleOpenpilot,
  writeEvent,
} from '../../../../../samples/openpilot/sample-openpilot.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const bootNs = 5_000_000_000n;

/** Events 10 ms apart. */
function log(
  events: readonly (readonly [kind: number, content: PointerContent])[],
  split = false,
): Uint8Array {
  return Buffer.concat(
    events.map(([kind, content], index) =>
      writeEvent(bootNs + BigInt(index) * 10_000_000n, kind, content, split),
    ),
  );
}

const frame = (address: number, source: number, data: readonly number[]) => ({
  u32: { 0: address, 4: source << 16 },
  pointers: { 0: { bytes: Uint8Array.from(data) } },
});

describe('a log of openpilot', () => {
  test('is read as pycapnp 2.2.4 reads it with the schema of openpilot-logging 0.1.5', async () => {
    const bytes = sampleOpenpilot({ seconds: 20 });
    const summary = await summarise(bytes);
    expect(summary).toMatchObject({ format: 'openpilot', verdict: { code: 'ok' }, message_count: 6_523 });
    expect(countsByTopic(summary)).toEqual({
      can: 2_000,
      carParams: 1,
      carState: 2_000,
      deviceState: 40,
      gpsLocationExternal: 200,
      initData: 1,
      logMessage: 1,
      managerState: 20,
      onroadEvents: 20,
      pandaStates: 200,
      peripheralState: 40,
      selfdriveState: 2_000,
    });
    expect(summary.span).toEqual({
      start_ns: '1773475200000000000',
      end_ns: '1773475220000000000',
      clock: 'unix',
    });
    const range = Object.fromEntries(
      summary.metrics.map(({ name, source, min_milli, max_milli }) => [
        `${name} ${source}`,
        [min_milli, max_milli],
      ]),
    );
    expect(range).toMatchObject({
      'vehicle_speed_kmh carState': [46_157, 63_876],
      'engine_speed_rpm carState': [1_953_915, 2_396_899],
      'cpu_percent deviceState': [34_000, 50_000],
      'ram_percent deviceState': [46_000, 48_000],
      'disk_percent deviceState': [61_001, 61_196],
      'temperature_celsius deviceState: cpu': [57_841, 60_524],
      'battery_voltage car supply': [13_757, 14_057],
      'gps_satellites gpsLocationExternal': [14_000, 14_000],
    });
    expect(summary.versions).toContainEqual({ component: 'openpilot', version: '0.10.1' });
    expect(await summariseInPieces(bytes, 333)).toEqual(summary);
  });

  test('is recognised by its first event, packed or not, however large that is', async () => {
    const params = { struct: { pointers: { 3: { text: '0.10.1' }, 14: { bytes: new Uint8Array(50_000) } } } };
    for (const split of [false, true]) {
      const bytes = log(
        [
          [0, params],
          [21, { struct: { f32: { 0: 10 } } }],
        ],
        split,
      );
      expect(detectFormat(bytes.subarray(0, 4_096)).reader?.format).toBe('openpilot');
      const { packed_with, message_count } = await summarise(zstdCompressSync(bytes));
      expect({ packed_with, message_count }).toEqual({ packed_with: ['zstd'], message_count: 2 });
    }
    expect(detectFormat(Buffer.alloc(4_096)).reader).toBeUndefined();
  });

  test('is the same when its objects are in a second segment', async () => {
    const events: [number, PointerContent][] = [
      [
        128,
        { struct: { u16: { 4: 2 }, pointers: { 0: { text: 'Stop' }, 2: { text: 'overheat/permanent' } } } },
      ],
      [4, { structs: [frame(0x7e8, 1, [4, 0x41, 0x0c, 0x1a, 0xf8, 0, 0, 0])] }],
      [17, { text: logText('ERROR', 40, 'no camera') }],
    ];
    const [plain, split] = await Promise.all([summarise(log(events)), summarise(log(events, true))]);
    const content = ({ codes, metrics, logs }: typeof plain) => [
      codes.map(({ code }) => code),
      metrics.map(({ source, sum_milli }) => [source, sum_milli]),
      logs.map(({ text }) => text),
    ];
    expect(content(split)).toEqual(content(plain));
    expect(plain.codes.map(({ code }) => code).toSorted()).toEqual([
      'controlsd: no camera',
      'openpilot: overheat',
    ]);
    expect(plain.metrics).toMatchObject([{ name: 'engine_speed_rpm', sum_milli: 1_726_000 }]);
  });

  test('has times since the start of the device where nothing says when that was', async () => {
    const { span } = await summarise(log([[21, { struct: { f32: { 0: 10 } } }]]));
    expect(span).toEqual({ start_ns: '5000000000', end_ns: '5000000000', clock: 'boot' });
  });
});

describe('what the device reports', () => {
  test('is a code when it begins: faults by event and alert, processes, heat, position, trouble codes', async () => {
    const { codes, logs } = await summarise(
      sampleOpenpilot({
        seconds: 20,
        faults: ['can-error', 'process-ended', 'too-hot', 'position-lost', 'misfire'],
      }),
    );
    const errors = codes.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect(errors.toSorted()).toEqual([
      'MIL on',
      'P0301',
      'P0420',
      'U0100',
      'carState: CAN messages of the car are missing',
      'deviceState: thermal status danger',
      'gpsLocationExternal: GPS fix lost',
      'openpilot: canError',
      'openpilot: process camerad ended',
    ]);
    expect(logs).toContainEqual(
      expect.objectContaining({ severity: 'error', text: 'TAKE CONTROL IMMEDIATELY: CAN Error' }),
    );
  });

  test('in logs before 2025 has other numbers and places', async () => {
    const alert = {
      struct: {
        u16: { 118: 1 },
        pointers: { 1: { text: 'Radar Error' }, 3: { text: 'radarFault/permanent' } },
      },
    };
    const { codes } = await summarise(
      log([
        [66, { structs: [{ u16: { 0: 19 }, flags: [17] }] }],
        [66, { structs: [{ u16: { 0: 19 }, flags: [17] }] }],
        [6, alert],
      ]),
    );
    expect(codes.map(({ code, severity, count }) => [code, severity, count])).toEqual([
      ['openpilot: overheat', 'warning', 1],
      ['openpilot: radarFault', 'warning', 1],
    ]);
  });

  test('of pandas is a code: faults, and the state of their buses', async () => {
    const panda = (faults: number[], busOff: boolean, overflows: number) => ({
      structs: [
        {
          u32: { 0: 12_400, 12: overflows },
          pointers: { 0: { u16s: faults }, 2: { struct: { u32: { 4: 0 }, flags: busOff ? [0] : [] } } },
        },
      ],
    });
    const { codes, metrics } = await summarise(
      log([
        [79, panda([], false, 4)],
        [79, panda([0, 99], true, 4)],
        [79, panda([0, 99], true, 6)],
      ]),
    );
    expect(codes.map(({ code }) => code).toSorted()).toEqual([
      'CAN 0: overrun',
      'CAN 1: bus off',
      'pandaStates [0]: fault 99',
      'pandaStates [0]: relayMalfunction',
    ]);
    expect(metrics).toMatchObject([{ name: 'battery_voltage', source: 'car supply', count: 3 }]);
  });

  test('in texts has levels; an error that is logged twice counts once', async () => {
    const error = { text: logText('ERROR', 40, 'camera 1 failed') };
    const { codes, logs } = await summarise(
      log([
        [17, { text: logText('DEBUG', 10, 'nothing') }],
        [17, { text: logText('WARNING', 30, 'slow loop') }],
        [17, error],
        [83, error],
        [83, { text: JSON.stringify({ msg: { event: 'exit', code: 3 }, levelnum: 50, ctx: {} }) }],
        [17, { text: 'no JSON' }],
      ]),
    );
    expect(logs.map(({ severity, source, text }) => `${severity} ${source}: ${text}`)).toEqual([
      'critical : exit {"code":3}',
      'error controlsd: camera 1 failed',
      'warning controlsd: slow loop',
      'info : no JSON',
    ]);
    expect(codes.find(({ code }) => code === 'controlsd: camera # failed')?.count).toBe(1);
  });
});

describe('CAN frames in events', () => {
  test('are decoded with a database, by the number of their bus; rejected ones are named', async () => {
    const database = openDatabase(
      'car.dbc',
      Buffer.from('VERSION ""\nBO_ 291 Motor: 8 X\n SG_ Power : 0|16@1+ (1,0) [0|0] "kW" X\n'),
    );
    const bytes = log([
      [
        4,
        {
          structs: [frame(0x123, 2, [10, 0, 0, 0, 0, 0, 0, 0]), frame(0x123, 130, [30, 0, 0, 0, 0, 0, 0, 0])],
        },
      ],
      [4, { structs: [frame(0x123, 194, [99, 0, 0, 0, 0, 0, 0, 0])] }],
    ]);
    const { metrics, databases, logs, message_count } = await summariseFile(bufferSource(bytes), {
      databases: [database],
    });
    expect(metrics).toMatchObject([
      { source: 'CAN 2 Motor.Power', count: 2, min_milli: 10_000, max_milli: 30_000 },
    ]);
    expect(databases).toMatchObject([{ name: 'car.dbc', identifiers: 1 }]);
    expect(message_count).toBe(2);
    expect(logs.map(({ text }) => text)).toEqual([
      'Counted but not read: frames that the panda did not let through (1).',
    ]);
  });
});

describe('what is damaged or not known', () => {
  test('costs the events that it touches', async () => {
    const events = sampleEvents({ seconds: 2 });
    const bytes = Buffer.concat(events);
    const start = Buffer.concat(events.slice(0, 100)).byteLength;
    const missing = Buffer.concat([bytes.subarray(0, start + 3), bytes.subarray(start + 9)]);
    const { verdict, message_count } = await summarise(missing);
    expect(message_count).toBe(events.length - 1);
    expect(verdict).toMatchObject({ code: 'corrupt', offset: start });
    const cut = await summarise(bytes.subarray(0, bytes.byteLength - 5));
    expect(cut).toMatchObject({ message_count: events.length - 1, verdict: { code: 'truncated' } });
  });

  test('is no damage where a later version has other events, fields or faults', async () => {
    const { verdict, logs, message_count } = await summarise(
      log([
        [400, { text: 'new' }],
        [5, { struct: { u16: { 26: 9 }, u64: { 400: 1n }, pointers: { 30: { text: 'new' } } } }],
        [132, { structs: [{ u16: { 0: 900 }, flags: [40] }] }],
      ]),
    );
    expect({ code: verdict.code, message_count }).toEqual({ code: 'ok', message_count: 3 });
    expect(logs.map(({ text }) => text)).toEqual([
      'Counted but not read: events of the kind 400, which a later version or a fork added (1).',
    ]);
  });

  test('is named where a pointer leads out of its event', async () => {
    const good = writeEvent(bootNs, 17, { text: logText('ERROR', 40, 'x') });
    const bad = Buffer.from(good);
    // The pointer to the text, behind the table, the root's pointer and its data.
    bad.writeUInt32LE(0x7ffffff1, 8 + 24);
    const { verdict, message_count, codes } = await summarise(Buffer.concat([good, bad, good]));
    expect(message_count).toBe(3);
    expect(verdict).toMatchObject({
      code: 'corrupt',
      damaged: [{ start: good.length, end: 2 * good.length }],
    });
    expect(verdict.message).toMatch(/an event \(logMessage\) contradicts itself/);
    expect(codes).toMatchObject([{ code: 'controlsd: x', count: 2 }]);
  });
});
