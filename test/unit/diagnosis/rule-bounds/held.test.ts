import { describe, expect, test } from 'vitest';
import type { Held } from '../../../../src/diagnosis/gather/held.ts';
import type { MetricAggregate } from '../../../../src/diagnosis/gather/metrics.ts';
import type { MetricName } from '../../../../src/recordings/summary/file-summary.ts';
import { findings, judged, sighting, source } from '../../../support/diagnosis/aggregates.ts';
import { driveStart, ns } from '../../../support/diagnosis/summaries.ts';

type Level = { high?: number; low?: number; highAt?: Held['high_at']; lowAt?: Held['low_at'] };

/** A source with these values that kept to these levels for so many seconds, whatever its values say. */
function keeping(
  name: MetricName,
  values: number[],
  held: Record<number, Level>,
  sourceName?: string,
): MetricAggregate {
  return {
    ...source(name, values, sourceName),
    held: Object.entries(held).map(([seconds, { high = 0, low = 0, highAt, lowAt }]) => ({
      seconds: Number(seconds),
      high_milli: high * 1000,
      high_at: highAt ?? sighting(),
      low_milli: low * 1000,
      low_at: lowAt ?? sighting(),
    })),
  };
}
const of = (id: string, ...args: Parameters<typeof keeping>) =>
  judged(id, { metric_sources: [keeping(...args)] });

describe('a level counts that was kept to, not a single value', () => {
  test('of the attitude: 2 s for a warning, 5 s for an error', () => {
    const at = (two: number, five: number) =>
      of('attitude-tracking', 'attitude_error_degrees', [1, 90], { 2: { high: two }, 5: { high: five } });
    expect([at(9.999, 1), at(10, 1), at(30, 19.999), at(30, 20)]).toEqual([
      [],
      ['warning'],
      ['warning'],
      ['error'],
    ]);
    expect(of('attitude-tracking', 'attitude_error_degrees', [90, 90], {})).toEqual([]);
    const [finding] = findings('attitude-tracking', {
      metric_sources: [keeping('attitude_error_degrees', [1, 90], { 2: { high: 12 }, 5: { high: 3 } })],
    });
    expect(finding?.title).toBe('Attitude off by 12 °');
  });

  test.each([
    ['gps_speed_accuracy_ms', 1.5],
    ['gps_vertical_accuracy_m', 5],
    ['gps_dop', 2.5],
  ] as const)('of the quality of GPS, %s', (name, limit) => {
    const at = (high: number) => of('gps-quality', name, [99], { 10: { high } });
    expect([at(limit - 0.001), at(limit), of('gps-quality', name, [99], {})]).toEqual([[], ['warning'], []]);
  });

  test.each([
    ['rail-voltage', 'rail_voltage', 2, 4.8, 4.5],
    ['cell-voltage', 'cell_voltage', 10, 3.3, 3],
  ] as const)('of a low voltage, %s', (id, name, seconds, warning, error) => {
    const at = (low: number) => of(id, name, [0.5, 9], { [seconds]: { low } });
    expect([at(warning), at(warning - 0.001), at(error), at(error - 0.001)]).toEqual([
      [],
      ['warning'],
      ['warning'],
      ['error'],
    ]);
    // What is not connected shows nothing.
    expect(of(id, name, [0, 9], { [seconds]: { low: 1 } })).toEqual([]);
    // A short recording is low if all of it is.
    expect(of(id, name, [1, error - 0.001], {})).toEqual(['error']);
    expect(of(id, name, [1, warning], {})).toEqual([]);
  });

  test('of the coolant, by the 95th percentile only where it is too short', () => {
    const hot = Array<number>(20).fill(130);
    expect(
      of('coolant-over-temperature', 'temperature_celsius', hot, { 10: { high: 100 } }, 'coolant'),
    ).toEqual([]);
    expect(of('coolant-over-temperature', 'temperature_celsius', hot, {}, 'coolant')).toEqual(['critical']);
  });

  test('of vibration beside its average', () => {
    const at = (high: number, from?: string) => of('vibration', 'vibration', [1, 1], { 5: { high } }, from);
    expect([at(9.809), at(9.81), at(19.619), at(19.62)]).toEqual([[], ['warning'], ['warning'], ['error']]);
    expect(at(99, 'VIBE[0]')).toEqual([]);
  });

  test('of ratios of the estimator, from 1 on, else by their 95th percentile; of a moment a warning at most', () => {
    const at = (two: number, five: number, value = 0.1) =>
      of('estimator-fault', 'estimator_ratio', [value, value], { 2: { high: two }, 5: { high: five } });
    expect([at(0.999, 0.9), at(1, 0.9), at(2, 0.999), at(2, 1)]).toEqual([
      [],
      ['warning'],
      ['warning'],
      ['error'],
    ]);
    const short = (held: Parameters<typeof of>[3]) => of('estimator-fault', 'estimator_ratio', [2, 2], held);
    expect([at(0.1, 0.1, 2), short({ 2: { high: 0.1 } }), short({})]).toEqual([
      ['warning'],
      ['error'],
      ['warning'],
    ]);
  });

  test('of a supply that is low for ten seconds, in a drive of hours', () => {
    const long = Array<number>(500).fill(12);
    const at = (low: number) => of('under-voltage', 'battery_voltage', long, { 10: { low } });
    expect([at(10.5), at(10.499), at(9), at(8.999)]).toEqual([[], ['warning'], ['warning'], ['error']]);
  });

  test('of a battery that is low for ten seconds', () => {
    const long = Array<number>(500).fill(80);
    const at = (low: number) => of('low-battery', 'battery_percent', long, { 10: { low } });
    expect([at(15.001), at(15), at(7), at(5)]).toEqual([[], ['warning'], ['error'], ['critical']]);
  });
});

describe('a position that was lost', () => {
  const when = (seconds: number, file_name = 'a') =>
    sighting({ time_ns: ns(driveStart + seconds), file_name });
  const at = (high: number, more: Level = {}) =>
    of('gps-accuracy', 'gps_accuracy_m', [1, 1, 1], {
      10: { low: 1, lowAt: when(5), high, highAt: when(50), ...more },
    });

  test('is one that had been good in the same recording before', () => {
    expect([at(4.999), at(5), at(9.999), at(10)]).toEqual([[], ['warning'], ['warning'], ['error']]);
    expect([at(6, { low: 3 }), at(6, { low: 3.001 })]).toEqual([['warning'], []]);
    expect([at(6, { highAt: when(4) }), at(6, { highAt: when(5) })]).toEqual([[], []]);
    expect(at(6, { highAt: when(50, 'b') })).toEqual([]);
  });

  test('is told with the time for which it was', () => {
    const told = (high: number) =>
      findings('gps-accuracy', {
        metric_sources: [
          keeping('gps_accuracy_m', [6, 6, 6], { 10: { low: 1, lowAt: when(5), high, highAt: when(50) } }),
        ],
      })[0];
    expect(told(7)?.title).toBe('Inexact GPS position: ± 7 m');
    expect(told(7)?.description).toContain('to no better than ± 7 m for 10 s after it had been good');
    const never = findings('gps-accuracy', { metric_sources: [keeping('gps_accuracy_m', [6, 6, 6], {})] })[0];
    expect(never?.title).toBe('Inexact GPS position: ± 6 m');
    expect(never?.description).not.toContain('good');
  });
});

test.each([
  ['magnetic-disturbance', 'magnetic_change_percent', 25, 'warning'],
  ['magnetic-disturbance', 'magnetic_change_percent', 35, 'error'],
  ['motor-saturation', 'motor_output_percent', 99, 'warning'],
] as const)('%s: %s from %d on', (id, name, limit, severity) => {
  const constant = (value: number) => judged(id, { metric_sources: [source(name, Array(30).fill(value))] });
  expect(constant(limit)).toEqual([severity]);
  expect(constant(limit - 0.001)).not.toEqual([severity]);
});

test('memory of a flight controller that never changes is a note', () => {
  const at = (low: number, high: number, from = 'cpuload') =>
    judged('memory-pressure', {
      metric_sources: [source('ram_percent', [low, ...Array(50).fill(high)], from)],
    });
  expect(at(90.001, 92)).toEqual(['info']);
  expect(at(90, 92)).toEqual(['warning']);
  expect(at(91, 92, 'host')).toEqual(['warning']);
  expect(at(89, 89.9)).toEqual([]);
  expect(at(95, 96)).toEqual(['info']);
});
