import { describe, expect, test } from 'vitest';
import type { Aggregate } from '../../../src/diagnosis/aggregate.ts';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import type { MetricName } from '../../../src/recordings/summary/file-summary.ts';
import {
  codeAggregate,
  found,
  judged,
  pace,
  sighting,
  source,
  topicAggregate,
  trendAggregate,
} from '../../support/diagnosis/aggregates.ts';
import { driveStart, ns } from '../../support/diagnosis/summaries.ts';

const limitOf = (id: string, threshold: string): number =>
  rules.find((rule) => rule.id === id)?.thresholds[threshold]?.value ?? Number.NaN;

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
    const at = (few: number, times: number, usual = 12) =>
      judged('gps-loss', {
        metric_sources: [
          source('gps_satellites', [...Array(100 - times).fill(usual), ...Array(times).fill(few)]),
        ],
      });
    expect([at(5, 9), at(5, 10), at(6, 50), at(3, 100), at(3, 50, 6)]).toEqual([
      [],
      ['warning'],
      [],
      ['info'],
      ['warning'],
    ]);
  });
});

describe('a count is reached at its limit, and not just below', () => {
  const counts: [
    id: string,
    source: string,
    code: string,
    threshold: string,
    at: string[],
    below: string[],
  ][] = [
    ['repeated-log-errors', 'log', 'x', 'repeated', ['warning'], []],
    ['repeated-log-errors', 'ulog', 'x', 'flood', ['error'], ['warning']],
    ['occasional-log-errors', 'log', 'x', 'repeated', [], ['info']],
    ['clock-jump', 'clock', 'x', 'warning', ['warning'], ['info']],
    ['bus-errors', 'can', 'CAN 1: error frame', 'warning', ['warning'], ['info']],
    ['bus-errors', 'can', 'CAN 1: error frame', 'error', ['error'], ['warning']],
    ['control-unit-changes', 'uds', 'ECU reset', 'repeated', ['warning'], ['info']],
  ];
  test.each(counts)('%s: %s %s, %s', (id, from, code, threshold, at, below) => {
    const limit = limitOf(id, threshold);
    const with_ = (count: number) => judged(id, { codes: [codeAggregate(code, { source: from, count })] });
    expect(with_(limit)).toEqual(at);
    expect(with_(limit - 1)).toEqual(below);
  });

  test('warnings of a flight controller', () => {
    const at = (count: number) =>
      judged('px4-events', {
        codes: [codeAggregate('x', { source: 'px4-event', severity: 'warning', count })],
      });
    expect([at(9), at(10)]).toEqual([[], ['warning']]);
  });

  test('dropouts of a flight controller, of which a single long one counts', () => {
    const at = (count: number, severity: 'warning' | 'error' = 'warning') =>
      judged('px4-dropouts', { codes: [codeAggregate('x', { source: 'dropout', severity, count })] });
    const limit = limitOf('px4-dropouts', 'warning');
    expect([at(limit - 1), at(limit), at(1, 'error')]).toEqual([['info'], ['warning'], ['warning']]);
  });

  test('components that became stale', () => {
    const at = (count: number) =>
      judged('stale-diagnostics', { codes: [codeAggregate('arm: stale', { severity: 'warning', count })] });
    const limit = limitOf('stale-diagnostics', 'error');
    expect([at(limit - 1), at(limit)]).toEqual([['warning'], ['error']]);
  });

  test.each([
    ['error-diagnostics', 'diagnostics', 'x'],
    ['px4-events', 'px4-event', 'x'],
    ['repeated-log-errors', 'log', 'x'],
    ['obd-dtc', 'obd', 'P030'],
    ['uds-dtc', 'uds', 'P030'],
  ])('no more than `codes` findings of %s', (id, from, code) => {
    const codes = Array.from({ length: 20 }, (_, i) =>
      codeAggregate(`${code}${(i % 16).toString(16).toUpperCase()}${i > 15 ? '-11' : ''}`, {
        source: from,
        count: 20 + i,
      }),
    );
    expect(found(id, { codes })).toHaveLength(limitOf(id, 'codes'));
  });
});

describe('times', () => {
  const hole = (seconds: number) => ({
    start_ns: ns(driveStart),
    end_ns: ns(driveStart + seconds),
    before: { file_id: 'a', file_name: 'a' },
    after: { file_id: 'b', file_name: 'b' },
  });

  test('holes from their least length up to that of another drive', () => {
    const at = (seconds: number, joins = 9) => judged('coverage-holes', { holes: [hole(seconds)], joins });
    expect([at(4.999), at(5), at(599.999), at(600)]).toEqual([[], ['warning'], ['warning'], []]);
    expect([at(5, 1), at(5, 0)]).toEqual([['warning'], ['info']]);
    expect(found('coverage-holes', { holes: [hole(5), hole(7), hole(6)], joins: 3 })[0]).toMatch(
      /longest of 7 s$/,
    );
  });

  test('recordings that lie further apart than a month', () => {
    const at = (seconds: number) => judged('suspicious-clock', { holes: [hole(seconds)] });
    const days = limitOf('suspicious-clock', 'apart') * 86_400;
    expect([at(days), at(days + 1)]).toEqual([[], ['warning']]);
  });

  test('pauses', () => {
    const at = (seconds: number) =>
      judged('recording-pause', {
        pauses: [{ at: sighting(), length_ns: seconds * 1e9, topics: 4, on_bus: false }],
      });
    expect([at(0.999), at(1), at(59.999), at(60)]).toEqual([[], ['warning'], ['warning'], ['error']]);
  });

  test('clocks that differ, minus the uncertainty of the landmarks', () => {
    const offset = (offset_s: number, error_s = 0, clock: 'unix' | 'boot' = 'unix') => ({
      reference: { file_id: 'a', file_name: 'a' },
      other: { file_id: 'b', file_name: 'b', clock },
      offset_s,
      error_s,
      landmarks: 4,
    });
    const at = (...offsets: ReturnType<typeof offset>[]) => found('clock-offset', { clock_offsets: offsets });
    expect(at(offset(0.099))).toEqual([]);
    expect(at(offset(-0.1))).toEqual(['warning: Clocks of two recorders differ by 0.1 s']);
    expect([at(offset(0.59, 0.5)), at(offset(0.61, 0.5)).length]).toEqual([[], 1]);
    expect(at(offset(0.999))[0]).toMatch(/^warning/);
    expect(at(offset(1))[0]).toMatch(/^error/);
    expect(at(offset(9, 0, 'boot'))).toEqual([]);
    expect(at(offset(1), offset(-3), offset(2))).toEqual(['error: Clocks of two recorders differ by 3 s']);
  });

  test('overlaps by the share of the shorter file', () => {
    const at = (share: number) =>
      judged('overlapping-recordings', {
        overlaps: [
          {
            start_ns: ns(driveStart),
            end_ns: ns(driveStart + 9),
            share,
            first: { file_id: 'a', file_name: 'a' },
            second: { file_id: 'b', file_name: 'b' },
          },
        ],
      });
    expect([at(0.499), at(0.5)]).toEqual([['info'], ['warning']]);
  });
});

describe('shares of files', () => {
  const totals = (files: number, salvaged: number): Pick<Aggregate, 'totals'> => ({
    totals: { files, parsed: files, failed: 0, salvaged, bytes: 0, messages: 0 },
  });

  test('damaged', () => {
    const at = (files: number, salvaged: number) => judged('damaged-recordings', totals(files, salvaged));
    expect([at(4, 0), at(3, 1), at(4, 2), at(1, 1)]).toEqual([[], ['warning'], ['error'], ['warning']]);
  });

  test('missing by number', () => {
    const at = (...missing: number[]) =>
      judged('missing-recordings', {
        numbering_holes: missing.map((missing_count) => ({
          pattern: 'd_*',
          files: 8,
          missing: ['3'],
          missing_count,
          before: { file_id: 'a', file_name: 'd_2' },
        })),
      });
    expect([at(), at(2), at(3), at(3, 2)]).toEqual([[], ['warning'], ['info'], ['warning']]);
  });
});

describe('topics', () => {
  const named = (count: number, more: Parameters<typeof topicAggregate>[1]) =>
    Array.from({ length: count }, (_, i) => topicAggregate(`/t${i}`, more));

  test('silent for as many intervals and as long as it takes', () => {
    const silence = (length_s: number, usual_s: number) => ({
      silence: { kind: 'gap' as const, length_ns: length_s * 1e9, usual_ns: usual_s * 1e9, at: sighting() },
    });
    const at = (length: number, usual: number) =>
      judged('silent-topic', { topics: named(1, silence(length, usual)) });
    expect([at(0.999, 0.01), at(1, 0.01), at(3.999, 0.2), at(4, 0.2)]).toEqual([
      [],
      ['warning'],
      [],
      ['warning'],
    ]);
    expect([at(29.999, 0.1), at(30, 0.1)]).toEqual([['warning'], ['error']]);
    const onBus = topicAggregate('CAN 1 0x0C9', silence(40, 0.1));
    expect(judged('silent-topic', { topics: [onBus] })).toEqual(['warning']);
    expect(judged('silent-topic', { topics: [onBus, ...named(1, silence(40, 0.1))] })).toEqual(['error']);
    expect(
      found('silent-topic', {
        topics: [topicAggregate('/short', silence(2, 0.1)), topicAggregate('/long', silence(3, 0.1))],
      }),
    ).toEqual(['warning: 2 topics fell silent, /long for 3 s']);
  });

  test('uneven by the share of their interval', () => {
    const at = (jitter_ns: number, count = 1) =>
      found('topic-jitter', { topics: named(count, { most_uneven: pace({ jitter_ns }) }) });
    expect(at(49)).toEqual([]);
    expect(at(50)).toEqual(['info: Topic /t0 comes unevenly']);
    expect(at(50, 2)).toEqual(['info: 2 topics come unevenly, most of all /t0']);
    expect(at(50, 3)).toEqual(['warning: 3 topics come unevenly, most of all /t0']);
    const [a, b] = [60, 70].map((jitter_ns) => ({ most_uneven: pace({ jitter_ns }) }));
    expect(found('topic-jitter', { topics: [topicAggregate('/a', a), topicAggregate('/b', b)] })[0]).toMatch(
      /\/b$/,
    );
  });

  test('with gaps, by their number and by their share of the time', () => {
    const at = (gaps: number, gap_ns: number, count = 1) =>
      found('topic-gaps', { topics: named(count, { most_gaps: pace({ gaps, gap_ns }) }) });
    expect([at(9, 500), at(10, 49)]).toEqual([[], []]);
    expect(at(10, 50)).toEqual(['info: Topic /t0 has 10 gaps']);
    expect(at(10, 50, 2)).toEqual(['info: 2 topics lose messages, most of all /t0']);
    expect(at(10, 50, 3)).toEqual(['warning: 3 topics lose messages, most of all /t0']);
    const [a, b] = [60, 70].map((gap_ns) => ({ most_gaps: pace({ gaps: 10, gap_ns }) }));
    expect(found('topic-gaps', { topics: [topicAggregate('/a', a), topicAggregate('/b', b)] })[0]).toMatch(
      /\/b$/,
    );
  });

  test('out of order', () => {
    const disorder = (count: number, messages = 1000) => ({
      out_of_order: count,
      out_of_order_at: { ...sighting(), count, messages },
    });
    const at = (topics: number, count: number, messages?: number) =>
      found('out-of-order', { topics: named(topics, disorder(count, messages)) });
    expect(at(1, 9)).toEqual([]);
    expect(at(1, 10)).toEqual(['info: Messages out of order on /t0']);
    expect(at(2, 10)).toEqual(['info: Messages out of order on 2 topics']);
    expect(at(3, 10)).toEqual(['warning: Messages out of order on 3 topics']);
    expect(at(3, 10, 1001)).toEqual(['info: Messages out of order on 3 topics']);
  });

  test('that became slower, in mean and median, and later', () => {
    const later = sighting({ time_ns: ns(driveStart + 60), file_name: 'b' });
    const at = (slower: Partial<Parameters<typeof pace>[0]>, before = {}) =>
      found('falling-rate', {
        topics: [topicAggregate('/t', { fastest: pace(before), slowest: pace({ at: later, ...slower }) })],
      });
    expect(at({ interval_ns: 149, median_ns: 150 })).toEqual([]);
    expect(at({ interval_ns: 150, median_ns: 122 })).toEqual([]);
    expect(at({ interval_ns: 150, median_ns: 123 })).toEqual([
      'warning: Topic /t fell from 10000000 Hz to 6666667 Hz',
    ]);
    const slow = { interval_ns: 200, median_ns: 200 };
    expect(at({ ...slow, regular: false })).toEqual([]);
    expect(at(slow, { regular: false })).toEqual([]);
    expect(at({ ...slow, at: sighting({ time_ns: ns(driveStart - 60) }) })).toEqual([]);
    expect(at({ ...slow, at: { ...later, clock: 'boot' } })).toEqual([]);
    expect(at(slow, { at: sighting({ clock: 'boot' }) })).toEqual([]);
  });
});

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
