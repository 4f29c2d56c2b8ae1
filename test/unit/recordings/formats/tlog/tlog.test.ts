import { describe, expect, test } from 'vitest';
import { sampleTlog, statusText } from '../../../../../samples/tlog/sample-tlog.ts';
import {
  type FrameOptions,
  type MavlinkMessage,
  TlogWriter,
} from '../../../../../samples/tlog/tlog-writer.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const startUs = 1_700_000_000_000_000;

/** HEARTBEAT of a copter: its mode, whether it is armed, and its state. */
function heartbeat(mode: number, baseMode = 81, status = 4, autopilot = 3): MavlinkMessage {
  return { id: 0, crcExtra: 50, payload: Uint8Array.of(mode, 0, 0, 0, 2, autopilot, baseMode, status, 3) };
}

function log(messages: MavlinkMessage[], options: FrameOptions = {}): Uint8Array {
  const writer = new TlogWriter();
  for (const [index, message] of messages.entries()) writer.write(startUs + index * 1_000, message, options);
  return writer.bytes();
}

describe('an intact log', () => {
  test('is read frame by frame, each component separately', async () => {
    const bytes = sampleTlog({ seconds: 20 });
    const summary = await summarise(bytes);
    expect(summary).toMatchObject({ format: 'tlog', verdict: { code: 'ok' } });
    expect(countsByTopic(summary)).toEqual({
      'ATTITUDE 1/1': 200,
      'BATTERY_STATUS 1/1': 20,
      'EKF_STATUS_REPORT 1/1': 100,
      'GPS_RAW_INT 1/1': 100,
      'HEARTBEAT 1/1': 20,
      'HEARTBEAT 255/190': 10,
      'STATUSTEXT 1/1': 1,
      'SYS_STATUS 1/1': 40,
      'VFR_HUD 1/1': 100,
      'VIBRATION 1/1': 100,
    });
    expect(summary.span).toMatchObject({ start_ns: '1773475200000000000', clock: 'unix' });
    expect(await summariseInPieces(bytes, 333)).toEqual(summary);
  });

  test.each([
    ['MAVLink 1', { version: 1 as const }],
    ['signed', { isSigned: true }],
  ])('is the same in %s', async (_, options) => {
    const plain = await summarise(sampleTlog({ seconds: 10 }));
    const other = await summarise(sampleTlog({ seconds: 10, ...options }));
    expect(other.verdict).toEqual(plain.verdict);
    expect(countsByTopic(other)).toEqual(countsByTopic(plain));
    const levels = ({ metrics }: typeof plain) =>
      metrics.map(({ name, source, max_milli }) => `${name} ${source} ${max_milli}`).toSorted();
    expect(levels(other)).toEqual(levels(plain));
  });

  test('gives figures in their units, and none for what is not measured', async () => {
    const { metrics, versions } = await summarise(sampleTlog({ seconds: 20 }));
    const highest = Object.fromEntries(
      metrics.map((each) => [`${each.name} ${each.source}`, each.max_milli]),
    );
    expect(highest).toMatchObject({
      'estimator_ratio EKF_STATUS_REPORT 1/1: position': 50,
      'cell_spread_voltage BATTERY_STATUS 1/1 [0]': 7,
      'temperature_celsius BATTERY_STATUS 1/1 [0]': 31_000,
      'gps_satellites GPS_RAW_INT 1/1': 17_000,
    });
    // The first battery's level is that of SYS_STATUS.
    expect(Object.keys(highest).filter((name) => name.startsWith('battery_percent'))).toEqual([
      'battery_percent SYS_STATUS 1/1',
    ]);
    expect(versions).toEqual([{ component: 'software', version: 'ArduCopter V4.5.1 (a1b2c3d4)' }]);
  });
});

describe('reports of the vehicle', () => {
  test('of mode and arming are log lines, of a failsafe a code', async () => {
    const beats = [heartbeat(0), heartbeat(5), heartbeat(5, 209), heartbeat(6, 209, 5), heartbeat(6, 209, 5)];
    const { logs, codes } = await summarise(log(beats));
    expect(logs.map(({ text }) => text)).toEqual([
      'Mode changed from Stabilize to Loiter',
      'Armed',
      'Mode changed from Loiter to RTL',
    ]);
    expect(codes).toMatchObject([
      { code: 'system critical', source: 'failsafe', severity: 'error', count: 1 },
    ]);
  });

  test('of a state that passes while it starts is no failsafe', async () => {
    const criticalFor = async (beats: number) => {
      const critical = Array.from({ length: beats }, () => heartbeat(0, 81, 5));
      return (await summarise(log([heartbeat(0, 81, 1), ...critical, heartbeat(0, 81, 3)]))).codes.length;
    };
    expect([await criticalFor(1), await criticalFor(2)]).toEqual([0, 1]);
  });

  test('in texts has levels; texts in chunks are reassembled', async () => {
    const long = `${'A text that is longer than fifty characters, since '}it goes on in the next chunk`;
    const texts = [
      statusText(4, 'EKF variance'),
      statusText(2, long.slice(0, 50), 7, 0),
      statusText(2, long.slice(50), 7, 1),
      statusText(7, 'debug'),
    ];
    const { logs, codes } = await summarise(log(texts));
    expect(logs.map(({ severity, text }) => `${severity} ${text}`).toSorted()).toEqual([
      `critical ${long}`,
      'warning EKF variance',
    ]);
    expect(codes.map(({ code }) => code).toSorted()).toEqual([long, 'EKF variance'].toSorted());
  });

  test('of components count if they were healthy before', async () => {
    const status = (health: number): MavlinkMessage => {
      const payload = Buffer.alloc(31);
      payload.writeUInt32LE(0x27, 0);
      payload.writeUInt32LE(0x27, 4);
      payload.writeUInt32LE(health, 8);
      return { id: 1, crcExtra: 124, payload };
    };
    const { codes } = await summarise(log([status(0x03), status(0x07), status(0x03), status(0x03)]));
    expect(codes).toMatchObject([{ code: 'SYS_STATUS 1/1: magnetometer unhealthy', count: 1 }]);
  });
});

describe('unknown messages', () => {
  const unknown = (id: number, crcExtra: number): MavlinkMessage => ({
    id,
    crcExtra,
    payload: Uint8Array.of(1, 2, 3),
  });

  test('are counted by their number, and named in a line of the log', async () => {
    const summary = await summarise(
      log([heartbeat(0), unknown(54_321, 77), unknown(54_321, 77), heartbeat(0)]),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ 'HEARTBEAT 1/1': 2, '(message 54321) 1/1': 2 });
    expect(summary.logs[0]?.text).toMatch(/54321, of a dialect that is not known/);
  });

  test('may have the number of one that is, in another dialect', async () => {
    const summary = await summarise(log([heartbeat(0), unknown(193, 12), unknown(193, 12)]));
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toMatchObject({ '(message 193) 1/1': 2 });
    expect(summary.metrics).toEqual([]);
  });

  test('nor frames with flags of a later version', async () => {
    const summary = await summarise(log([heartbeat(0), heartbeat(3, 209)], { flags: 0x40 }));
    expect(summary.verdict.code).toBe('ok');
    expect(summary.message_count).toBe(2);
    expect(summary.logs.map(({ text }) => text)).toEqual([
      'Counted but not read: frame with incompatible flags 64 (2).',
    ]);
  });
});

describe('an incomplete log', () => {
  const beats = Array.from({ length: 10 }, () => heartbeat(0));
  const frame = 8 + 10 + 9 + 2;

  test('is truncated in the middle of a frame', async () => {
    const bytes = log(beats);
    for (const missing of [1, 10, 20, 25]) {
      const { verdict } = await summarise(bytes.subarray(0, bytes.length - missing));
      expect(verdict).toMatchObject({ code: 'truncated', offset: 9 * frame, salvaged_messages: 9 });
    }
  });

  test('continues after damage at the next frame with a right checksum', async () => {
    const bytes = Buffer.from(log(beats));
    bytes[4 * frame + 20] = 0x77;
    const { verdict } = await summarise(bytes);
    expect(verdict).toMatchObject({
      code: 'corrupt',
      salvaged_messages: 9,
      damaged: [{ start: 4 * frame, end: 5 * frame }],
    });
  });

  test('takes no stamp from a frame that lies within a damaged one, unless the clock was set', async () => {
    const between = async (days: number) => {
      const writer = new TlogWriter();
      for (let second = 0; second < 9; second += 1) writer.write(startUs + second * 1e6, heartbeat(0));
      const stray = new TlogWriter();
      stray.write(startUs + days * 86_400e6, heartbeat(0));
      const after = new TlogWriter();
      for (let second = 9; second < 20; second += 1) after.write(startUs + second * 1e6, heartbeat(0));
      const parts = [writer.bytes(), new Uint8Array(30).fill(7), stray.bytes(), after.bytes()];
      return (await summarise(Buffer.concat(parts))).topics.map(({ message_count }) => message_count);
    };
    expect(await between(400)).toEqual([20]);
    expect(await between(0)).toEqual([21]);
    const set = new TlogWriter();
    for (let second = 0; second < 20; second += 1)
      set.write(startUs + 400 * 86_400e6 + second * 1e6, heartbeat(0));
    const jump = Buffer.concat([log(beats), new Uint8Array(30).fill(7), set.bytes()]);
    expect((await summarise(jump)).message_count).toBe(beats.length + 20);
  });

  test('is recognised when its beginning is damaged, and other bytes are not', () => {
    const bytes = Buffer.from(log(beats)).fill(0, 0, 40);
    expect(detectFormat(bytes).reader?.format).toBe('tlog');
    expect(detectFormat(Buffer.alloc(4096, 0xfe)).reader).toBeUndefined();
    expect(detectFormat(log([heartbeat(0)]).subarray(0, frame - 1)).reader).toBeUndefined();
  });
});

describe('a vehicle that a ground station does not hear any more', () => {
  const recorded = async (baseMode: number, seconds: number) => {
    const writer = new TlogWriter();
    for (let second = 0; second < 20; second += 1)
      writer.write(startUs + second * 1_000_000, heartbeat(0, baseMode));
    for (let second = 0; second <= 19 + seconds; second += 1)
      writer.write(startUs + second * 1_000_000 + 1, heartbeat(0, 0, 4, 8), { system: 255, component: 190 });
    return (await summarise(writer.bytes())).codes.map(({ code, message }) => [code, message]);
  };

  test('is lost if it was armed, from ten seconds on', async () => {
    expect(await recorded(209, 60)).toEqual([
      [
        '1/1: link lost while armed',
        'The last heartbeat says that the motors are armed; the recording goes on for 60 s without one.',
      ],
    ]);
    expect(await recorded(209, 9)).toEqual([]);
  });

  test('was switched off if it was not', async () => {
    expect(await recorded(81, 600)).toEqual([]);
  });
});
