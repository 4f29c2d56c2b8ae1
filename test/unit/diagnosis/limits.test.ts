import { describe, expect, test } from 'vitest';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import { severityRank } from '../../../src/domain/severity.ts';
import type { MetricName } from '../../../src/recordings/summary/file-summary.ts';
import { listed } from '../../../src/report/build-report.ts';
import { aggregateOf, code, file, metric, richDrive, topic } from '../../support/diagnosis/summaries.ts';
import { reportOf } from '../../support/report/report-of.ts';
import { ruleCases } from './cases/rule-cases.ts';

const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

const ordinary: Partial<Record<MetricName, number>> = {
  cpu_percent: 30,
  ram_percent: 30,
  disk_percent: 30,
  temperature_celsius: 30,
  battery_percent: 80,
  battery_voltage: 13.5,
  gps_satellites: 12,
  gps_accuracy_m: 0.5,
  estimator_ratio: 0.1,
  vibration: 1,
  engine_speed_rpm: 2000,
  bus_load_percent: 20,
  signal: 5,
};

/** One file that fills every list of an aggregate beyond its limit. */
const flood = file('flood', {
  to: 900,
  summary: {
    codes: many(300, (i) => code(`part ${i}`, { source: 'other', severity: 'critical', count: 500 })),
    metrics: Object.entries(ordinary).flatMap(([name, value]) =>
      many(25, (i) => metric(name as MetricName, [value, value, value], `other ${i}`)),
    ),
    topics: many(310, (i) => topic(`/flood/${i}`, { hz: 50, to: 900 })),
  },
});

/** These concern all files together, so that one more intact file may answer them. */
const aboutAll = new Set([
  'nothing-to-judge',
  'missing-recordings',
  'undecoded-messages',
  'clock-offset',
  'damaged-recordings',
]);

describe('adding a file loses no finding of the others', () => {
  const cases = ruleCases
    .filter(({ rule }) => !aboutAll.has(rule))
    .flatMap(({ rule, hit }) =>
      Object.values(hit)
        .slice(0, 1)
        .map((one) => [rule, one] as const),
    );

  test.each(cases)('%s', (id, { files, previous, severity }) => {
    const rule = rules.find((one) => one.id === id);
    const found = rule?.evaluate(aggregateOf(...files, flood), {}, { previous }) ?? [];
    const worst = Math.max(...found.map((finding) => severityRank(finding.severity)));
    expect(worst).toBeGreaterThanOrEqual(severityRank(severity));
  });
});

test('a report lists part of what the rules judge, and counts the rest', () => {
  const files = [flood, file('b', { summary: { codes: many(100, (i) => code(`fault ${i}`)) } })];
  const { codes, topics } = aggregateOf(...files);
  const report = reportOf(...files);
  expect([codes.length, topics.length]).toEqual([300, 310]);
  expect(report.error_codes).toHaveLength(listed.codes);
  expect(report.omitted.error_codes).toBe(200);
  expect(report.error_codes.at(-1)?.severity).toBe('critical');
});

test('a topic with problems is judged, however few its messages, and listed by its messages', () => {
  const silent = topic('/silent', { hz: 1, to: 40, gap: 10, gapAt: 20 });
  const drive = file('a', {
    summary: { topics: [silent, ...many(400, (i) => topic(`/t/${i}`, { hz: 50 }))] },
  });
  expect(aggregateOf(drive).topics.some(({ name }) => name === '/silent')).toBe(true);
  const report = reportOf(drive);
  expect(report.topics).toHaveLength(listed.topics);
  expect(report.topics.some(({ name }) => name === '/silent')).toBe(false);
  expect(report.omitted.topics).toBe(101);
});

test('a topic counts as examined if a figure of it is in the batch, listed or not', () => {
  const sources = many(300, (i) => metric('battery_percent', [50], `pack ${i}`));
  const metrics = sources.map((one, i) => ({
    ...one,
    max_at: { ...one.max_at, topic: `/pack/${i}` },
    min_at: { ...one.min_at, topic: `/pack/${i}` },
  }));
  const topics = many(300, (i) => topic(`/pack/${i}`));
  const { not_examined } = reportOf(file('a', { summary: { metrics, topics } }), ...richDrive());
  const quiet = not_examined?.find(({ what }) => what.startsWith('topic'));
  expect(quiet?.names.filter((name) => name.startsWith('/pack'))).toEqual([]);
});

describe('log lines that differ in a figure only', () => {
  const line = (severity: 'warning' | 'error' | 'critical', source = 'log') =>
    code('planner: attempt #', { source, severity, count: 1 });

  test('are one code for each level', () => {
    const { codes } = aggregateOf(
      file('a', { summary: { codes: [line('critical'), line('warning')] } }),
      file('b', { summary: { codes: [line('error'), line('warning')] } }),
    );
    expect(codes.map(({ severity, count }) => [severity, count])).toEqual([
      ['critical', 1],
      ['error', 1],
      ['warning', 2],
    ]);
  });

  test('are separate in ULog, too; a component that gets worse is one code', () => {
    const levels = (source: string) =>
      aggregateOf(
        file('a', { summary: { codes: [line('warning', source)] } }),
        file('b', { summary: { codes: [line('error', source)] } }),
      ).codes.map(({ severity }) => severity);
    expect(levels('ulog')).toEqual(['error', 'warning']);
    expect(levels('diagnostics')).toEqual(['error']);
  });
});
