import { describe, expect, test } from 'vitest';
import { EventDefinitions } from '../../../../../src/recordings/meaning/interpret/px4/event-definitions.ts';
import {
  type EventNames,
  fieldReader,
} from '../../../../../src/recordings/meaning/interpret/px4/interpreter.ts';
import { px4Interpreter } from '../../../../../src/recordings/meaning/interpret/px4/px4-interpreter.ts';
import { reportKnownFault } from '../../../../../src/recordings/meaning/interpret/px4/sensor-failures.ts';
import type { Place } from '../../../../../src/recordings/summary/occurrence.ts';

type Message = Record<string, number | number[]>;

const fieldsOf = (message: Message) =>
  fieldReader((name, index = 0) => {
    const value = Object.hasOwn(message, name) ? message[name] : undefined;
    return [value].flat()[index];
  });

/** Findings of a topic's interpreter in its messages. */
function interpretAll(
  topic: string,
  messages: Message[],
  events: EventNames = () => undefined,
  armed?: boolean,
) {
  const codes: string[] = [];
  const metrics: string[] = [];
  const logs: string[] = [];
  const findings = {
    code: ({ code, severity, source }: { code: string; severity: string; source: string }) =>
      codes.push(`${severity} ${source} ${code}`),
    metric: (name: string, source: string, value: number, _place: Place, unit = '') =>
      metrics.push(`${name} ${source} ${Number(value.toFixed(3))}${unit}`),
    log: ({ severity, text }: { severity: string; text: string }) => logs.push(`${severity} ${text}`),
    omit: () => undefined,
  };
  const interpret = px4Interpreter(topic, { named: events, armed });
  for (const message of messages) {
    interpret?.(fieldsOf(message), { timeNs: 0n, topic }, findings);
  }
  return { codes, metrics, logs };
}

describe('PX4 topics', () => {
  test('without information have no interpreter', () => {
    const vehicle = { named: () => undefined, armed: undefined };
    expect(px4Interpreter('sensor_combined', vehicle)).toBeUndefined();
    expect(px4Interpreter('constructor', vehicle)).toBeUndefined();
  });

  test('of an unknown version, without the expected fields, report nothing', () => {
    for (const topic of [
      'cpuload',
      'battery_status',
      'vehicle_status',
      'failsafe_flags',
      'failure_detector_status',
      'estimator_status',
      'vehicle_imu_status',
      'sensor_gps',
      'event',
    ]) {
      expect(interpretAll(topic, [{}, {}])).toEqual({ codes: [], metrics: [], logs: [] });
    }
  });

  test('of GPS give satellites, accuracy and jamming, and report when the position is lost', () => {
    const good = { satellites_used: 17, eph: 0.8, jamming_indicator: 12, fix_type: 3, jamming_state: 1 };
    const before = { ...good, fix_type: 0, satellites_used: 2, eph: 4.29e6 };
    const { codes, metrics } = interpretAll('sensor_gps', [
      before,
      good,
      { ...good, fix_type: 1, jamming_state: 3 },
      { ...good, fix_type: 1, jamming_state: 3, spoofing_state: 2 },
      good,
      { ...good, fix_type: 0 },
    ]);
    expect(codes).toEqual([
      'error diagnostics sensor_gps: GPS fix lost',
      'error diagnostics sensor_gps: GPS jamming',
      'error diagnostics sensor_gps: GPS spoofing indicated',
      'error diagnostics sensor_gps: GPS fix lost',
    ]);
    // Before its first fix it has few satellites, as every receiver that was just switched on.
    expect(metrics.slice(0, 4)).toEqual([
      'gps_jamming sensor_gps 12',
      'gps_satellites sensor_gps 17',
      'gps_accuracy_m sensor_gps 0.8',
      'gps_jamming sensor_gps 12',
    ]);
  });

  test('of batteries give the spread of the cells', () => {
    const cells = { connected: 1, voltage_cell_v: [4.1, 4.05, 3.9, 0, 0, 0, 0, 0, 0, 0], warning: 0 };
    expect(interpretAll('battery_status', [cells]).metrics).toEqual([
      'cell_voltage battery_status 3.9',
      'cell_spread_voltage battery_status 0.2',
    ]);
    expect(interpretAll('battery_status', [{ connected: 1, max_cell_voltage_delta: 0.1 }]).metrics).toEqual([
      'cell_spread_voltage battery_status 0.1',
    ]);
    expect(interpretAll('battery_status', [{ ...cells, connected: 0 }]).metrics).toEqual([]);
    expect(
      interpretAll('battery_status', [
        { ...cells, warning: 2 },
        { ...cells, warning: 2 },
      ]).codes,
    ).toEqual(['error diagnostics battery_status: battery critical']);
  });

  test('of batteries say when one is missing in flight', () => {
    const states = [{ connected: 0 }, { connected: 1, voltage_v: 15.2, cell_count: 4 }, { connected: 0 }];
    const none = () => undefined;
    expect(interpretAll('battery_status', states, none, true).codes).toEqual([
      'warning diagnostics battery_status: battery not measured in flight',
      'critical diagnostics battery_status: battery disconnected in flight',
    ]);
    expect(interpretAll('battery_status', states, none, true).metrics[0]).toBe(
      'cell_voltage battery_status 3.8',
    );
    expect(interpretAll('battery_status', states, none, false).codes).toEqual([]);
    expect(interpretAll('battery_status', states).codes).toEqual([]);
  });

  test('of power, radio and motors are judged in flight', () => {
    const none = () => undefined;
    expect(interpretAll('system_power', [{ voltage5v_v: 4.6 }, { voltage5v_v: 0 }]).metrics).toEqual([
      'rail_voltage system_power 4.6',
    ]);
    const lost = [{ rc_lost: 0 }, { rc_lost: 1 }, { rc_lost: 1 }];
    expect(interpretAll('input_rc', lost, none, true).codes).toEqual([
      'error failsafe radio control lost while armed',
    ]);
    expect(interpretAll('input_rc', lost, none, false).codes).toEqual([]);
    expect(
      interpretAll('vehicle_status', [
        { arming_state: 1, rc_signal_lost: 1 },
        { arming_state: 2, rc_signal_lost: 1 },
      ]).codes,
    ).toEqual(['error failsafe radio control lost while armed']);
    const links = [{ manual_control_signal_lost: 0 }, { manual_control_signal_lost: 1 }];
    expect(interpretAll('failsafe_flags', links, none, false).codes).toEqual([]);
    expect(interpretAll('failsafe_flags', links, none, true).codes).toHaveLength(1);
  });

  test('of motors and attitude give the highest output and the lean that was not wanted', () => {
    const vehicle = { named: () => undefined, armed: true, rotary: true };
    const metrics: string[] = [];
    const findings = {
      code: () => undefined,
      metric: (name: string, _: string, value: number) => metrics.push(`${name} ${value.toFixed(1)}`),
      log: () => undefined,
      omit: () => undefined,
    };
    const read = (topic: string, message: Record<string, number[]>, at = 0n) =>
      px4Interpreter(topic, vehicle)?.(fieldsOf(message), { timeNs: at, topic }, findings);
    read('actuator_motors', { control: [0.4, 0.97, Number.NaN] });
    read('vehicle_attitude', { q: [1, 0, 0, 0] });
    read('vehicle_attitude_setpoint', { q_d: [1, 0, 0, 0] });
    // A heading of 90° is no lean; a roll of 30° is.
    read('vehicle_attitude', { q: [Math.SQRT1_2, 0, 0, Math.SQRT1_2] });
    read('vehicle_attitude', { q: [Math.cos(Math.PI / 12), Math.sin(Math.PI / 12), 0, 0] });
    read('vehicle_attitude', { q: [1, 0, 0, 0] }, 1_000_000_000n);
    expect(metrics).toEqual([
      'motor_output_percent 97.0',
      'attitude_error_degrees 0.0',
      'attitude_error_degrees 30.0',
    ]);
  });

  test('of speed controllers give what each reports of itself', () => {
    const report = { 'esc[0].failures': 0, 'esc[0].esc_temperature': 60, 'esc[0].esc_rpm': 5_000 };
    const stuck = { 'esc[1].failures': 32, 'esc[1].esc_temperature': 330, 'esc[1].esc_rpm': 0 };
    const { codes, metrics } = interpretAll('esc_status', [{ esc_count: 2, ...report, ...stuck }]);
    expect(codes).toEqual(['critical diagnostics esc_status: ESC 2: motor stuck']);
    expect(metrics).toContain('temperature_celsius esc_status: ESC 2 56.85');
    expect(metrics).toContain('signal esc_status: ESC 1 speed 5000rpm');
  });

  test('of the estimator name its faults, timeouts and slips, and count in flight', () => {
    const message = {
      filter_fault_flags: 1024,
      timeout_flags: 2,
      health_flags: 1,
      time_slip: -0.2,
      innovation_check_flags: 8,
      mag_test_ratio: 1.5,
    };
    expect(interpretAll('estimator_status', [message]).codes).toEqual([
      'warning diagnostics estimator_status: magnetometer X rejected',
      'error diagnostics estimator_status: filter fault',
      'error diagnostics estimator_status: estimates that timed out',
      'error diagnostics estimator_status: sensors that are not healthy',
      'warning diagnostics estimator_status: time slip',
    ]);
    expect(interpretAll('estimator_status', [message], () => undefined, false).metrics).toEqual([]);
  });

  test('of the estimator give ratios, and each check when it begins to fail', () => {
    const { codes, metrics } = interpretAll('estimator_status', [
      { vel_test_ratio: 0.2, mag_test_ratio: 0, innovation_check_flags: 0, vibe: [0, 0, 0.01] },
      { vel_test_ratio: 1.4, innovation_check_flags: 3, filter_fault_flags: 1 },
      { vel_test_ratio: 1.4, innovation_check_flags: 1 },
      { vel_test_ratio: 1.4, innovation_check_flags: 3 },
    ]);
    expect(codes).toEqual([
      'warning diagnostics estimator_status: velocity rejected',
      'warning diagnostics estimator_status: horizontal position rejected',
      'error diagnostics estimator_status: filter fault',
      'warning diagnostics estimator_status: horizontal position rejected',
    ]);
    expect(metrics.slice(0, 2)).toEqual([
      'estimator_ratio estimator_status: velocity 0.2',
      'signal estimator_status: vibe[2] 0.01m/s',
    ]);
  });

  test('of the inertial unit give vibration and clipping', () => {
    const at = (clipped: number) => ({ accel_vibration_metric: 0.5, accel_clipping: [clipped, 0, 1] });
    const { codes, metrics } = interpretAll('vehicle_imu_status', [at(5), at(5), at(9)]);
    expect(codes).toEqual(['warning diagnostics vehicle_imu_status: accelerometer clipping']);
    expect(metrics[0]).toBe('vibration vehicle_imu_status 0.5');
  });

  test('of failsafes report faults at once, and lost conditions', () => {
    expect(
      interpretAll('failsafe_flags', [
        { global_position_invalid: 1, fd_motor_failure: 0, battery_unhealthy: 0 },
        { global_position_invalid: 0, fd_motor_failure: 1, battery_unhealthy: 0 },
        { global_position_invalid: 1, fd_motor_failure: 1, battery_unhealthy: 0 },
      ]).codes,
    ).toEqual([
      'critical failsafe failsafe flag: fd_motor_failure',
      'warning failsafe failsafe flag: global_position_invalid',
    ]);
    expect(
      interpretAll('vehicle_status', [{ failsafe: 1 }, { failsafe: 1 }, { failsafe: 0 }, { failsafe: 1 }])
        .codes,
    ).toEqual(['error failsafe failsafe', 'error failsafe failsafe']);
    expect(interpretAll('failure_detector_status', [{ fd_motor: 1, fd_roll: 0 }]).codes).toEqual([
      'error failsafe failure detector: motor',
    ]);
  });

  test('of events are named by their number, with level and arguments', () => {
    const event = (log_levels: number) => ({ id: 19_865_031, log_levels, arguments: [0, 64, 0, 0, 20, 0] });
    const { codes, logs } = interpretAll('event', [event(0x33), event(0x66), event(0x36), event(0x88)]);
    expect(codes).toEqual(['error px4-event px4 event 3087815', 'error px4-event px4 event 3087815']);
    expect(logs).toHaveLength(3);
    expect(logs[0]).toBe('error Event 3087815 of component 1, arguments 0040000014.');
  });

  test('of events that the log defines have their name and text; an event that only forbids a mode is not an error', () => {
    const event = (message: string, ...types: string[]) => ({
      name: 'the_name',
      message,
      arguments: types.map((type) => ({ type })),
    });
    const reasons = { 1: { description: 'no data' }, 2: { description: 'stale' }, 8: { name: 'errors' } };
    const definitions = EventDefinitions.parse(
      JSON.stringify({
        components: {
          0: {
            namespace: 'common',
            enums: { reason_t: { type: 'uint16_t', is_bitfield: true, entries: reasons } },
          },
          1: {
            namespace: 'px4',
            enums: { action_t: { type: 'uint8_t', entries: { 5: { name: 'hold', description: 'hold' } } } },
            event_groups: {
              default: {
                events: {
                  1: event('{1} \\< {2:.1m/s}, {3}', 'action_t', 'float', 'common::reason_t'),
                  2: event('{1} and {2}', 'unknown_t', 'uint8_t'),
                  3: event('<param>EKF2</param> {1}{2C}', 'int16_t', 'int8_t'),
                  x: event('', 'uint8_t'),
                },
              },
              arming_check: { events: { 4: event('No position') } },
            },
          },
        },
      }),
    );
    const names: EventNames = (id, bytes) => definitions?.named(id, bytes);
    const bytes = [5, ...new Uint8Array(Float32Array.of(2.25).buffer), 9, 0];
    const of = (number: number, args: number[]) => ({
      id: 2 ** 24 + number,
      log_levels: 0x33,
      arguments: args,
    });
    const { codes, logs } = interpretAll(
      'event',
      [of(1, bytes), of(2, [1, 2]), of(3, [0xfe, 0xff, 0xf6]), of(4, []), of(5, [])],
      names,
    );
    expect(codes).toEqual([
      ...Array(3).fill('error px4-event px4 event the_name'),
      'warning px4-event px4 event the_name',
      'error px4-event px4 event 5',
    ]);
    expect(logs).toEqual([
      'error hold < 2.3 m/s, no data, errors',
      'error {1} and {2}',
      'error EKF2 -2-10 °C',
      'warning Arming check: No position',
      'error Event 5 of component 1.',
    ]);
  });

  test.each([
    '',
    '[]',
    '{',
    '{"components": 5}',
    '{"components": {"1": null}}',
    '{"components": {"1": {"enums": 3, "event_groups": {"a": {"events": {"1": {"name": 1}}}}}}}',
  ])('are not named by invalid definitions: %s', (json) => {
    expect(EventDefinitions.parse(json)?.named(2 ** 24 + 1, new Uint8Array(25))).toBeUndefined();
  });

  test('of attitude tell of a vehicle that tips over, unless it is flown by rates', () => {
    // 75° of roll.
    const q = [Math.cos(0.6545), Math.sin(0.6545), 0, 0];
    const fly = (navState: number) => {
      const vehicle = { named: () => undefined, armed: undefined };
      const codes: string[] = [];
      const findings = {
        code: ({ code }: { code: string }) => codes.push(code),
        metric: () => undefined,
        log: () => undefined,
        omit: () => undefined,
      };
      const status = { arming_state: 2, vehicle_type: 1, nav_state: navState };
      px4Interpreter('vehicle_status', vehicle)?.(fieldsOf(status), { timeNs: 0n, topic: '' }, findings);
      const attitude = px4Interpreter('vehicle_attitude', vehicle);
      for (const timeNs of [0n, 200_000_000n, 400_000_000n])
        attitude?.(fieldsOf({ q }), { timeNs, topic: 'vehicle_attitude' }, findings);
      return codes;
    };
    expect(fly(2)).toEqual(['vehicle_attitude: tipped over']);
    expect(fly(10)).toEqual([]);
  });

  test('of events without names: what is reported between the two summaries is a check before arming', () => {
    const error = { log_levels: 0x33 };
    const of = (id: number) => ({ ...error, id: 2 ** 24 + id });
    const { codes, logs } = interpretAll('event', [
      of(7),
      { id: 2 ** 24 + 11_047_904, log_levels: 0x88 },
      of(8),
      { id: 2 ** 24 + 1_914_663, log_levels: 0x88 },
      of(9),
    ]);
    expect(codes).toEqual([
      'error px4-event px4 event 7',
      'warning px4-event px4 event 8',
      'error px4-event px4 event 9',
    ]);
    expect(logs[1]).toBe('warning Arming check: Event 8 of component 1.');
  });
});

describe('lines of the log', () => {
  const codesOf = (text: string) => {
    const codes: string[] = [];
    const findings = {
      code: ({ code, severity }: { code: string; severity: string }) => codes.push(`${severity} ${code}`),
      metric: () => undefined,
      log: () => undefined,
      omit: () => undefined,
    };
    reportKnownFault(text, { timeNs: 0n, topic: 'log' }, findings);
    return codes;
  };

  test.each([
    ['BARO #0 failed:  TIMEOUT!', 'error barometer 0 failed'],
    ['Accel #1 fail:  STALE!', 'error accelerometer 1 failed'],
    ['no barometer found on /dev/baro0 (2)', 'error barometer not found'],
    ['wq:nav_and_controllers low on stack! (0 bytes left)', 'error wq:nav_and_controllers out of stack'],
  ])('name a fault even once: %s', (text, code) => {
    expect(codesOf(text)).toEqual([code]);
  });

  test('that name none are left to the log', () => {
    expect(codesOf('wq:I2C1 low on stack! (236 bytes left)')).toEqual([]);
    expect(codesOf('Preflight Fail: barometer 0 missing')).toEqual([]);
  });
});
