import { describe, expect, it } from 'vitest';
import { px4Interpreter } from '../../src/recordings/interpret/px4/px4-interpreter.ts';
import type { Place } from '../../src/recordings/summary/occurrence.ts';

type Message = Record<string, number | number[]>;

/** What the interpreter of a topic tells of its messages. */
function tell(topic: string, messages: Message[]) {
  const codes: string[] = [];
  const metrics: string[] = [];
  const logs: string[] = [];
  const findings = {
    code: ({ code, severity, source }: { code: string; severity: string; source: string }) =>
      codes.push(`${severity} ${source} ${code}`),
    metric: (name: string, source: string, value: number, _place: Place, unit = '') =>
      metrics.push(`${name} ${source} ${Number(value.toFixed(3))}${unit}`),
    log: ({ severity, text }: { severity: string; text: string }) => logs.push(`${severity} ${text}`),
  };
  const interpret = px4Interpreter(topic);
  for (const message of messages) {
    const read = (name: string, index = 0) => {
      const value = Object.hasOwn(message, name) ? message[name] : Number.NaN;
      return (Array.isArray(value) ? value[index] : index === 0 ? value : undefined) ?? Number.NaN;
    };
    interpret?.(read, { timeNs: 0n, topic }, findings);
  }
  return { codes, metrics, logs };
}

describe('PX4 topics', () => {
  it('that tell nothing have no interpreter', () => {
    expect(px4Interpreter('sensor_combined')).toBeUndefined();
    expect(px4Interpreter('constructor')).toBeUndefined();
  });

  it('of an unknown version, without the fields looked for, tell nothing', () => {
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
      expect(tell(topic, [{}, {}])).toEqual({ codes: [], metrics: [], logs: [] });
    }
  });

  it('of GPS give satellites, accuracy and jamming, and say when the position is lost', () => {
    const good = { satellites_used: 17, eph: 0.8, jamming_indicator: 12, fix_type: 3, jamming_state: 1 };
    const before = { ...good, fix_type: 0, satellites_used: 2, eph: 4.29e6 };
    const { codes, metrics } = tell('sensor_gps', [
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
    expect(metrics.slice(0, 5)).toEqual([
      'gps_satellites sensor_gps 2',
      'gps_jamming sensor_gps 12',
      'gps_satellites sensor_gps 17',
      'gps_accuracy_m sensor_gps 0.8',
      'gps_jamming sensor_gps 12',
    ]);
  });

  it('of batteries give the spread of the cells', () => {
    const cells = { connected: 1, voltage_cell_v: [4.1, 4.05, 3.9, 0, 0, 0, 0, 0, 0, 0], warning: 0 };
    expect(tell('battery_status', [cells]).metrics).toEqual(['cell_spread_voltage battery_status 0.2']);
    expect(tell('battery_status', [{ connected: 1, max_cell_voltage_delta: 0.1 }]).metrics).toEqual([
      'cell_spread_voltage battery_status 0.1',
    ]);
    expect(tell('battery_status', [{ ...cells, connected: 0 }]).metrics).toEqual([]);
    expect(
      tell('battery_status', [
        { ...cells, warning: 2 },
        { ...cells, warning: 2 },
      ]).codes,
    ).toEqual(['error diagnostics battery_status: battery critical']);
  });

  it('of the estimator give ratios, and each check when it begins to fail', () => {
    const { codes, metrics } = tell('estimator_status', [
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

  it('of the inertial unit give vibration and clipping', () => {
    const at = (clipped: number) => ({ accel_vibration_metric: 0.5, accel_clipping: [clipped, 0, 1] });
    const { codes, metrics } = tell('vehicle_imu_status', [at(5), at(5), at(9)]);
    expect(codes).toEqual(['warning diagnostics vehicle_imu_status: accelerometer clipping']);
    expect(metrics[0]).toBe('vibration vehicle_imu_status 0.5');
  });

  it('of failsafes tell faults at once, and losses of what was there', () => {
    expect(
      tell('failsafe_flags', [
        { global_position_invalid: 1, fd_motor_failure: 0, battery_unhealthy: 0 },
        { global_position_invalid: 0, fd_motor_failure: 1, battery_unhealthy: 0 },
        { global_position_invalid: 1, fd_motor_failure: 1, battery_unhealthy: 0 },
      ]).codes,
    ).toEqual([
      'critical failsafe failsafe flag: fd_motor_failure',
      'warning failsafe failsafe flag: global_position_invalid',
    ]);
    expect(
      tell('vehicle_status', [{ failsafe: 1 }, { failsafe: 1 }, { failsafe: 0 }, { failsafe: 1 }]).codes,
    ).toEqual(['error failsafe failsafe', 'error failsafe failsafe']);
    expect(tell('failure_detector_status', [{ fd_motor: 1, fd_roll: 0 }]).codes).toEqual([
      'error failsafe failure detector: motor',
    ]);
  });

  it('of events are named by their number, with level and arguments', () => {
    const event = (log_levels: number) => ({ id: 19_865_031, log_levels, arguments: [0, 64, 0, 0, 20, 0] });
    const { codes, logs } = tell('event', [event(0x33), event(0x66), event(0x36), event(0x88)]);
    expect(codes).toEqual(['error px4-event px4 event 3087815', 'error px4-event px4 event 3087815']);
    expect(logs).toHaveLength(3);
    expect(logs[0]).toBe('error Event 3087815 of component 1, arguments 0040000014.');
  });
});
