import { describe, expect, test } from 'vitest';
import type { MetricName } from '../../../../src/recordings/summary/file-summary.ts';
import { found, judged, trendAggregate } from '../../../support/diagnosis/aggregates.ts';

describe('trends', () => {
  const rising = (id: string, name: MetricName, more: Parameters<typeof trendAggregate>[1]) =>
    judged(id, { trends: [trendAggregate(name, more)] });

  test.each([
    ['memory-leak', 'ram_percent', 3, [8, 1]],
    ['disk-filling', 'disk_percent', 1, [1, 0.25]],
  ] as const)('%s: long, well explained, steep and steady enough', (id, name, rise, [warning, error]) => {
    const steep = {
      last: 90,
      slope_per_hour: 100,
      late_slope_per_hour: 100,
      change: rise,
      seconds: 120,
      fit: 0.8,
    };
    const at = (more: object) => rising(id, name, { ...steep, ...more });
    expect(at({})).toEqual(['error']);
    expect([at({ seconds: 119.9 }), at({ fit: 0.799 }), at({ change: rise - 0.01 })]).toEqual([[], [], []]);
    expect([at({ late_slope_per_hour: 50 }), at({ late_slope_per_hour: 49 })]).toEqual([['error'], []]);
    const in_ = (hours: number) => {
      const slope = 10 / hours;
      return at({ slope_per_hour: slope, late_slope_per_hour: slope });
    };
    expect([in_(error * 0.99), in_(error), in_(warning * 0.99), in_(warning)]).toEqual([
      ['error'],
      ['warning'],
      ['warning'],
      [],
    ]);
    expect(at({ last: 130, slope_per_hour: 1, late_slope_per_hour: 1 })).toEqual(['error']);
    expect(rising(id, 'cpu_percent', steep)).toEqual([]);
  });

  test('temperature: warm, not yet too hot, and soon so', () => {
    const at = (more: object, from = 'CPU') =>
      rising('temperature-rising', 'temperature_celsius', {
        source: from,
        last: 60,
        slope_per_hour: 30,
        late_slope_per_hour: 30,
        change: 10,
        seconds: 120,
        fit: 0.9,
        ...more,
      });
    expect(at({})).toEqual(['warning']);
    expect([at({ seconds: 119 }), at({ fit: 0.89 }), at({ change: 9.9 }), at({ last: 59.9 })]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect([at({ last: 84.9 }), at({ last: 85 }), at({}, 'engine oil')]).toEqual([['warning'], [], []]);
    expect([at({ slope_per_hour: 25 }), at({ slope_per_hour: 25.1, late_slope_per_hour: 25.1 })]).toEqual([
      [],
      ['warning'],
    ]);
  });

  test('supply voltage: of a 12 V or 24 V net, by a share of what it was', () => {
    const at = (before: number, share: number, more: object = {}) =>
      rising('voltage-sag', 'battery_voltage', {
        change: -before * share,
        last: before * (1 - share),
        slope_per_hour: -1,
        late_slope_per_hour: -1,
        seconds: 300,
        fit: 0.8,
        ...more,
      });
    expect([at(12, 0.0501), at(12, 0.049)]).toEqual([['warning'], []]);
    expect([at(12, 0.1, { seconds: 299 }), at(12, 0.1, { fit: 0.79 })]).toEqual([[], []]);
    expect([11.01, 15.49, 21.01, 30.99].map((volts) => at(volts, 0.1))).toEqual(Array(4).fill(['warning']));
    // These before and after have no rounding between them.
    const fell = (before: number, change: number) => at(0, 0, { last: before + change, change });
    expect([11, 15.5, 21, 31].map((volts) => fell(volts, -2))).toEqual(Array(4).fill(['warning']));
    expect([fell(25, -1.25), fell(25, -1.125)]).toEqual([['warning'], []]);
    expect([10.9, 15.6, 20.9, 31.1].map((volts) => at(volts, 0.1))).toEqual(Array(4).fill([]));
  });

  test('are given per minute if they are steep, and the first to be full gives the title', () => {
    const trend = (slope: number, name: string) =>
      trendAggregate('ram_percent', { slope_per_hour: slope, late_slope_per_hour: slope, source: name });
    expect(found('memory-leak', { trends: [trend(60, 'a')] })).toEqual([
      'error: Memory grows by 60 % an hour',
    ]);
    expect(found('memory-leak', { trends: [trend(60, 'a'), trend(90, 'b')] })).toEqual([
      'error: Memory grows by 1.5 % a minute',
    ]);
  });
});
