import { describe, expect, test } from 'vitest';
import { pairBy, trendOf } from '../../../../src/report/compare/changes.ts';
import { trendOfRates } from '../../../../src/report/compare/compare-codes.ts';
import { compareFiles } from '../../../../src/report/compare/compare-files.ts';
import { compareReports } from '../../../../src/report/compare/compare-reports.ts';
import { compareStatistics } from '../../../../src/report/compare/compare-statistics.ts';
import { compareTopics } from '../../../../src/report/compare/compare-topics.ts';
import type { Report, ReportFile, Statistic } from '../../../../src/report/report-schema.ts';
import { file, topic } from '../../../support/diagnosis/summaries.ts';
import { reportOf } from '../../../support/report/report-of.ts';
import { reportWith } from '../../../support/report/report-with.ts';

const at = { file_id: 'a', file_name: 'a' };

describe('a metric changes by a tenth, and by a step of its unit', () => {
  const statistic = (metric: Statistic['metric'], unit: string, value: number, more = {}): Statistic => ({
    metric,
    unit,
    count: 9,
    avg: value,
    p50: value,
    p95: value,
    p99: value,
    max: value,
    min: value,
    max_at: at,
    min_at: at,
    ...more,
  });
  const compared = (before: Statistic[], after: Statistic[], most = 9) =>
    compareStatistics({ ...reportWith(), statistics: before }, { ...reportWith(), statistics: after }, most);
  const kind = (metric: Statistic['metric'], unit: string, from: number, to: number) => {
    const { worse, better, different, unchanged } = compared(
      [statistic(metric, unit, from)],
      [statistic(metric, unit, to)],
    );
    return [worse.length, better.length, different.length, unchanged].join('');
  };

  test.each([
    ['cpu_percent', '%', 40, 45, 'same'],
    ['cpu_percent', '%', 40, 45.1, 'worse'],
    ['cpu_percent', '%', 80, 88, 'same'],
    ['cpu_percent', '%', 80, 88.1, 'worse'],
    ['cpu_percent', '%', 80, 71, 'better'],
    ['battery_voltage', 'V', 4, 3.4, 'worse'],
    ['battery_voltage', 'V', 4, 3.5, 'same'],
    ['battery_voltage', 'V', 12, 14, 'better'],
    ['temperature_celsius', '°C', -20, -14, 'worse'],
    ['vibration', 'm/s²', 1, 1.2, 'worse'],
    ['vehicle_speed_kmh', 'km/h', 50, 60, 'different'],
    ['vehicle_speed_kmh', 'km/h', 50, 54, 'same'],
  ] as const)('%s %s from %d to %d: %s', (metric, unit, from, to, expected) => {
    const kinds = { worse: '1000', better: '0100', different: '0010', same: '0001' };
    expect(kind(metric, unit, from, to)).toBe(kinds[expected]);
  });

  test('of one system, and lists are cut', () => {
    const car = statistic('cpu_percent', '%', 40, { system: 'car' });
    const truck = statistic('cpu_percent', '%', 90, { system: 'truck' });
    expect(compared([car], [truck])).toMatchObject({ new: [{ system: 'truck' }], gone: [{ system: 'car' }] });
    expect(compared([], [statistic('cpu_percent', '%', 1)]).new[0]).not.toHaveProperty('system');
    const driven = (value: number) => [
      statistic('vehicle_speed_kmh', 'km/h', value),
      statistic('engine_speed_rpm', 'rpm', value),
    ];
    expect(compared(driven(10), driven(90), 1)).toMatchObject({
      different: [{ metric: 'vehicle_speed_kmh' }],
      omitted: 1,
      unchanged: 0,
    });
  });
});

describe('a topic is worse', () => {
  type Topic = Report['topics'][number];
  type Figures = Partial<Topic>;
  const compared = (before: Figures, after: Figures) => {
    const report = reportOf(file('a', { summary: { topics: [topic('/t')] } }));
    const of = (more: Figures): Report => ({
      ...report,
      topics: report.topics.map((one): Topic => ({ ...one, ...more })),
    });
    const { worse, better, unchanged } = compareTopics(of(before), of(after), 9);
    return ['worse', 'better', 'same'][[worse.length, better.length, unchanged].indexOf(1)];
  };

  test.each<[Figures, Figures, string]>([
    [{ rate_hz: 10 }, { rate_hz: 9 }, 'same'],
    [{ rate_hz: 10 }, { rate_hz: 8.99 }, 'worse'],
    [{ rate_hz: 8.99 }, { rate_hz: 10 }, 'better'],
    [{ rate_hz: null }, { rate_hz: 1 }, 'same'],
    [{ rate_hz: 1 }, { rate_hz: null }, 'same'],
    [{ max_gap_s: 2 }, { max_gap_s: 4 }, 'same'],
    [{ max_gap_s: 2 }, { max_gap_s: 4.01 }, 'worse'],
    [{ max_gap_s: 0.25 }, { max_gap_s: 1.25 }, 'same'],
    [{ max_gap_s: 0.25 }, { max_gap_s: 1.26 }, 'worse'],
    [{ out_of_order: 0 }, { out_of_order: 1 }, 'worse'],
    [{ out_of_order: 1 }, { out_of_order: 9 }, 'same'],
    [{ out_of_order: 0 }, { out_of_order: 0 }, 'same'],
    // Whatever else is better.
    [{ rate_hz: 10, max_gap_s: 9 }, { rate_hz: 5, max_gap_s: 1 }, 'worse'],
  ])('from %o to %o: %s', (before, after, expected) => {
    expect(compared(before, after)).toBe(expected);
  });
});

describe('files of two runs', () => {
  const verdict = { code: 'corrupt' as const, message: 'Hurt.' };
  const as = (file_id: string, more: Partial<ReportFile> = {}): ReportFile => ({
    file_id,
    name: file_id,
    size: 10,
    sha256: 'ab',
    format: 'mcap',
    state: 'parsed',
    verdict: { code: 'ok', message: 'Complete.' },
    message_count: 9,
    start: null,
    end: null,
    ...more,
  });
  const of = (files: Report['files'], left = 0): Report => ({
    ...reportWith(),
    files,
    omitted: { files: left, topics: 0, error_codes: 0, logs: 0 },
  });
  const names = (before: Report, after: Report) => {
    const { worse, better, gone, new: added, unknown } = compareFiles(before, after, 9) ?? {};
    const list = (items: { name: string }[] = []) => items.map(({ name }) => name).join();
    return [list(worse), list(better), list(gone), list(added), unknown];
  };

  test('are worse from whole to damaged to failed', () => {
    const [damaged, failed] = [{ verdict }, { verdict, state: 'failed' as const }];
    expect(names(of([as('a'), as('b', damaged)]), of([as('a', damaged), as('b', failed)]))).toEqual([
      'a,b',
      '',
      '',
      '',
      0,
    ]);
    expect(names(of([as('a', damaged)]), of([as('a')]))).toEqual(['', 'a', '', '', 0]);
    expect(names(of([as('a')]), of([as('b')]))).toEqual(['', '', 'a', 'b', 0]);
  });

  test('that a list leaves out are whole if it ends with a whole one', () => {
    const hurt = as('a', { verdict });
    expect(names(of([hurt]), of([as('b')], 1))).toEqual(['', 'a', '', 'b', 0]);
    expect(names(of([as('b')], 1), of([hurt]))).toEqual(['a', '', 'b', '', 0]);
    expect(names(of([hurt]), of([as('b', { verdict })], 1))).toEqual(['', '', '', 'b', 1]);
    expect(names(of([hurt]), of([], 1))).toEqual(['', '', '', '', 1]);
  });

  test('of other batches are not compared', () => {
    expect(compareFiles({ ...of([]), batch_id: 'other' }, of([]), 9)).toBeNull();
  });
});

describe('the sentence', () => {
  const verdict = (severity: Report['verdict']['severity']) => ({ verdict: { severity, sentence: 's' } });
  const sentence = (
    before: Parameters<typeof reportWith>[0],
    after: Parameters<typeof reportWith>[0],
    most?: number,
  ) => compareReports(reportWith(before), reportWith(after), most).sentence;

  test.each([
    [verdict('ok'), verdict('ok'), 'Same verdict as run 2 (ok); nothing else changed.'],
    [verdict('ok'), verdict('error'), 'Worse than run 2 (ok then, error now); nothing else changed.'],
    [
      verdict('critical'),
      verdict('info'),
      'Better than run 2 (critical then, info now); nothing else changed.',
    ],
    [
      { ...verdict('ok'), batch_id: 'other' },
      verdict('ok'),
      'Same verdict as the drive before (ok); nothing else changed.',
    ],
  ])('says which way the verdict went', (before, after, expected) => {
    expect(sentence(before, after)).toBe(expected);
  });

  test('counts what changed, also beyond the lists', () => {
    const codes = ['a', 'b', 'c'].map((code) => ({ code }));
    expect(sentence({ findings: [], ...verdict('ok') }, { codes, findings: [], ...verdict('ok') }, 2)).toBe(
      'Same verdict as run 2 (ok). Error codes: 2 new, 1 more.',
    );
  });

  test('each side has its totals, verdict and hours', () => {
    const { before } = compareReports(reportWith(verdict('ok')), reportWith());
    expect(before).toMatchObject({
      ...verdict('ok'),
      batch_id: 'batch-1',
      run: 2,
      recorded_hours: 1,
      totals: { files: 1 },
    });
  });
});

describe('a rate of codes changes', () => {
  const unknown = { before: null, after: null };
  test.each([
    [100, 150, unknown, 'worse'],
    [100, 149, unknown, 'same'],
    [150, 100, unknown, 'better'],
    [149, 100, unknown, 'same'],
    // Beyond chance, but by less than half.
    [1_000_000, 1_400_000, unknown, 'same'],
    [2, 6, unknown, 'same'],
    [100, 100, { before: 1, after: 3 }, 'better'],
    [100, 300, { before: 1, after: 3 }, 'same'],
    [100, 100, { before: 3, after: 1 }, 'worse'],
    [100, 100, { before: null, after: 3 }, 'same'],
    [100, 100, { before: 3, after: null }, 'same'],
  ] as const)('from %d to %d in %o: %s', (before, after, hours, trend) => {
    expect(trendOfRates(before, after, hours)).toBe(trend);
  });

  test('and what was expected is known where the hours of both are', () => {
    const fresh = { codes: [{ code: 'fresh', count: 4 }] };
    const timeless = reportOf(file('a')).files.map((one) => ({ ...one, start: null, end: null }));
    const noHours = { coverage: [], files: timeless, span: null };
    const expected = (before: object, after: object) =>
      compareReports(reportWith(before), reportWith({ ...fresh, ...after })).error_codes.new.map(
        ({ per_hour, expected: other }) => [per_hour, other],
      );
    expect(expected({}, {})).toEqual([[4, 4]]);
    expect(expected(noHours, {})).toEqual([[4, null]]);
    expect(expected({}, noHours)).toEqual([[null, null]]);
  });

  test.each(['error_codes', 'topics'] as const)('not where a report left some out: %s', (list) => {
    const cut = { omitted: { files: 0, topics: 0, error_codes: 0, logs: 0, [list]: 1 } };
    const one = {
      codes: [{ code: 'x' }],
      topics: reportOf(file('a', { summary: { topics: [topic('/t')] } })).topics,
    };
    const none = { topics: [] };
    const counts = (before: object, after: object) => {
      const { new: added, gone, unknown: left } = compareReports(reportWith(before), reportWith(after))[list];
      return [added.length, gone.length, left];
    };
    expect([counts(none, one), counts(one, none)]).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect([counts({ ...none, ...cut }, one), counts(one, { ...none, ...cut })]).toEqual([
      [0, 0, 1],
      [0, 0, 1],
    ]);
  });
});

test('of several items with one key, the first of each side counts', () => {
  const items = (...texts: string[]) => texts.map((text) => ({ key: text[0] ?? '', text }));
  const { before, after, both } = pairBy(
    items('a1', 'a2', 'b1'),
    items('a3', 'a4', 'c1', 'c2'),
    ({ key }) => key,
  );
  expect([before, after]).toEqual([items('b1'), items('c1')]);
  expect(both).toEqual([{ before: items('a1')[0], after: items('a3')[0] }]);
});

test('more is worse, less is better', () => {
  expect([trendOf(1, 2), trendOf(2, 1), trendOf(1, 1)]).toEqual(['worse', 'better', 'same']);
});
