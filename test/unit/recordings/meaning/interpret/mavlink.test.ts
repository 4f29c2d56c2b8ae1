import { describe, expect, test } from 'vitest';
import {
  autopilots,
  type MavlinkSource,
} from '../../../../../src/recordings/meaning/interpret/mavlink/interpreter.ts';
import { mavlinkInterpreter } from '../../../../../src/recordings/meaning/interpret/mavlink/mavlink-interpreter.ts';
import { SummaryBuilder } from '../../../../../src/recordings/summary/summary-builder.ts';

type Message = Record<string, number | string>;

const copter: MavlinkSource = {
  system: 1,
  component: 1,
  autopilot: autopilots.ardupilot,
  kind: 'copter',
  hasStatus: false,
  armed: true,
  mode: 5,
};

/** Codes and the sources of metrics of messages at ten a second. */
function interpretAll(name: string, messages: Message[], source: Partial<MavlinkSource> = {}) {
  const builder = new SummaryBuilder();
  const codes: string[] = [];
  const metrics: string[] = [];
  const logs: string[] = [];
  builder.code = ({ code, severity }) => codes.push(`${severity} ${code}`);
  builder.metric = (metric, of, value) => metrics.push(`${metric} ${of} ${value}`);
  builder.log = ({ severity, text }) => logs.push(`${severity} ${text}`);
  const interpret = mavlinkInterpreter(name, { ...copter, ...source });
  messages.forEach((message, index) => {
    const value = (field: string) => (typeof message[field] === 'number' ? message[field] : undefined);
    const fields = {
      value,
      number: (field: string) => value(field) ?? Number.NaN,
      text: (field: string) => (typeof message[field] === 'string' ? message[field] : ''),
    };
    interpret?.(fields, { timeNs: BigInt(index) * 100_000_000n, topic: `${name} 1/1` }, builder);
  });
  return { codes, metrics, logs };
}

describe('texts', () => {
  const text = (severity: number, said: string) => ({ id: 0, chunk_seq: 0, severity, text: said });

  test('of firmware before MAV_SEVERITY are read in its own scale once it shows', () => {
    const { logs } = interpretAll('STATUSTEXT', [
      text(1, 'APM:Copter V3.3 (d6053245)'),
      text(1, 'flight plan received'),
      text(3, 'ARMING MOTORS'),
      text(4, 'Low Battery!'),
    ]);
    expect(logs).toEqual([
      'info APM:Copter V3.3 (d6053245)',
      'info flight plan received',
      'warning ARMING MOTORS',
      'error Low Battery!',
    ]);
  });

  test('of newer firmware are as severe as they say', () => {
    const { logs } = interpretAll('STATUSTEXT', [
      text(6, 'ArduCopter V4.5.1 (a1)'),
      text(1, 'Parachute: Released'),
    ]);
    expect(logs).toEqual(['info ArduCopter V4.5.1 (a1)', 'critical Parachute: Released']);
  });

  test.each([
    'PreArm: Hardware safety switch',
    'Arm: Gyros inconsistent',
    'Preflight Fail: Yaw estimate error',
  ])('that refuse to arm are warnings: %s', (said) => {
    expect(interpretAll('STATUSTEXT', [text(2, said)]).logs).toEqual([`warning ${said}`]);
  });
});

describe('the state of parts and batteries', () => {
  const barometer = 8;
  const status = { present: barometer, enabled: barometer, battery_remaining: -1 };

  test('counts in flight even if a part never worked, on the ground only if it did', () => {
    const [broken, works] = [
      { ...status, health: 0 },
      { ...status, health: barometer },
    ];
    const unhealthy = ['error SYS_STATUS 1/1: barometer unhealthy'];
    expect(interpretAll('SYS_STATUS', [broken]).codes).toEqual(unhealthy);
    expect(interpretAll('SYS_STATUS', [broken], { armed: false }).codes).toEqual([]);
    expect(interpretAll('SYS_STATUS', [works, broken], { armed: false }).codes).toEqual(unhealthy);
  });

  test('knows a charge from the first that is not 0', () => {
    const charge = (battery_remaining: number) => ({ ...status, health: barometer, battery_remaining });
    expect(interpretAll('SYS_STATUS', [charge(0), charge(80), charge(0)]).metrics).toEqual([
      'battery_percent SYS_STATUS 1/1 80',
      'battery_percent SYS_STATUS 1/1 0',
    ]);
  });
});

describe('attitude and position', () => {
  const leaning = Array.from({ length: 5 }, () => ({ roll: 0, pitch: 1.3 }));

  test('tell of a copter that tips over, unless it is acrobatic or on the ground', () => {
    expect(interpretAll('ATTITUDE', leaning).codes).toEqual(['error ATTITUDE 1/1: tipped over']);
    expect(interpretAll('ATTITUDE', leaning, { mode: 1 }).codes).toEqual([]);
    expect(interpretAll('ATTITUDE', leaning, { armed: false }).codes).toEqual([]);
    expect(interpretAll('ATTITUDE', leaning, { kind: 'plane' }).codes).toEqual([]);
  });

  test('give satellites from the first fix on, or in flight', () => {
    const searching = { fix_type: 1, satellites_visible: 2 };
    const fixed = { fix_type: 3, satellites_visible: 12 };
    const ground = { armed: false };
    expect(interpretAll('GPS_RAW_INT', [searching, fixed], ground).metrics).toEqual([
      'gps_satellites GPS_RAW_INT 1/1 12',
    ]);
    expect(interpretAll('GPS_RAW_INT', [searching]).metrics).toEqual(['gps_satellites GPS_RAW_INT 1/1 2']);
    expect(interpretAll('GPS_RAW_INT', [fixed, searching], ground).codes).toEqual([]);
  });
});
