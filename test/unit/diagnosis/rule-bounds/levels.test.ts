import { describe, expect, test } from 'vitest';
import type { MetricName } from '../../../../src/recordings/summary/file-summary.ts';
import { judged, limitOf, source } from '../../../support/diagnosis/aggregates.ts';

/** Levels from the least severe, each reached at its limit; tested with one step of the figures' precision. */
describe('a level is reached at its limit, and not just below', () => {
  const levels: [id: string, metric: MetricName, source: string, thresholds: string[]][] = [
    ['cpu-saturation', 'cpu_percent', 'host', ['warning', 'error']],
    ['memory-pressure', 'ram_percent', 'host', ['warning', 'error']],
    ['disk-nearly-full', 'disk_percent', '/', ['warning', 'error', 'critical']],
    ['over-temperature', 'temperature_celsius', 'CPU', ['warning', 'error', 'critical']],
    ['over-temperature', 'temperature_celsius', 'battery', ['battery_warning', 'battery_error']],
    ['coolant-over-temperature', 'temperature_celsius', 'coolant', ['warning', 'error', 'critical']],
    ['engine-overspeed', 'engine_speed_rpm', 'engine', ['warning', 'error']],
    ['bus-load', 'bus_load_percent', 'CAN 1', ['warning', 'error']],
    ['vibration', 'vibration', 'imu', ['warning', 'error']],
    ['ardupilot-vibration', 'vibration', 'VIBE[0]', ['warning', 'error']],
    ['gps-jamming', 'gps_jamming', 'gps', ['warning', 'error']],
    ['gps-accuracy', 'gps_accuracy_m', 'gps', ['warning', 'error']],
    ['estimator-fault', 'estimator_ratio', 'ekf', ['warning', 'error']],
    ['cell-imbalance', 'cell_spread_voltage', 'pack', ['warning', 'error']],
  ];
  const steps = levels.flatMap(([id, name, from, thresholds]) =>
    thresholds.map((threshold, i) => {
      const below = thresholds[i - 1]?.replace('battery_', '');
      return { id, name, from, threshold, reached: threshold.replace('battery_', ''), below };
    }),
  );

  test.each(steps)('$id: $threshold of $from', ({ id, name, from, threshold, reached, below }) => {
    const at = (value: number) => judged(id, { metric_sources: [source(name, [value, value, value], from)] });
    const limit = limitOf(id, threshold);
    expect(at(limit)).toEqual([reached]);
    expect(at(limit - 0.001)).toEqual(below === undefined ? [] : [below]);
  });

  test('battery level, which is judged by the lowest hundredth of its values', () => {
    const at = (value: number) =>
      judged('low-battery', { metric_sources: [source('battery_percent', [value, value])] });
    for (const [threshold, severity, above] of [
      ['warning', ['warning'], []],
      ['error', ['error'], ['warning']],
      ['critical', ['critical'], ['error']],
    ] as const) {
      const limit = limitOf('low-battery', threshold);
      expect(at(limit * 0.98)).toEqual(severity);
      expect(at(limit * 1.02)).toEqual(above);
    }
  });

  test('supply voltage of 12 V and 24 V nets, and no others', () => {
    const at = (usual: number, low: number) =>
      judged('under-voltage', {
        metric_sources: [source('battery_voltage', [...Array(50).fill(usual), low, low])],
      });
    expect([at(12, 10.7), at(12, 10.3), at(12, 9.2), at(12, 8.8)]).toEqual([
      [],
      ['warning'],
      ['warning'],
      ['error'],
    ]);
    expect([at(24, 18.3), at(24, 17.7), at(24, 16.3), at(24, 15.7)]).toEqual([
      [],
      ['warning'],
      ['warning'],
      ['error'],
    ]);
    expect([11.2, 15.5, 21.3, 31].map((usual) => at(usual, 5))).toEqual(Array(4).fill(['error']));
    expect([10.8, 15.7, 20.7, 31.4].map((usual) => at(usual, 5))).toEqual(Array(4).fill([]));
  });

  test('fuel, below its limit for a share of the time', () => {
    const at = (value: number, times: number) =>
      judged('low-fuel', {
        metric_sources: [
          source('fuel_percent', [...Array(100 - times).fill(50), ...Array(times).fill(value)]),
        ],
      });
    expect([at(9, 4), at(9, 5), at(2, 4), at(2, 5), at(11, 50)]).toEqual([[], ['info'], [], ['warning'], []]);
  });

  test('satellites, fewer than needed for a share of the time', () => {
    const of = (receiver: string) => (few: number, times: number, usual: number) =>
      judged('gps-loss', {
        metric_sources: [
          source('gps_satellites', [...Array(100 - times).fill(usual), ...Array(times).fill(few)], receiver),
        ],
      });
    const told = [[], ['warning'], [], ['info'], ['warning']];
    const ground = of('roof');
    const grounded = [
      ground(3, 9, 12),
      ground(3, 10, 12),
      ground(4, 50, 12),
      ground(2, 99, 3),
      ground(3, 50, 4),
    ];
    expect(grounded).toEqual(told);
    const flight = of('vehicle_gps_position');
    const flown = [
      flight(5, 9, 12),
      flight(5, 10, 12),
      flight(6, 50, 12),
      flight(3, 99, 5),
      flight(3, 50, 6),
    ];
    expect(flown).toEqual(told);
  });
});
