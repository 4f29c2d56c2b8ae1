import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { narratorOff } from '../../../src/diagnosis/narrator.ts';
import { parserVersion } from '../../../src/recordings/summary/file-summary.ts';
import { reportSchema } from '../../../src/report/report-schema.ts';
import {
  aggregateOf,
  driveStart,
  file,
  metric,
  ns,
  richDrive,
  topic,
} from '../../support/diagnosis/summaries.ts';
import { hostile, reportOf } from '../../support/report/report-of.ts';

describe('buildReport', () => {
  test('conforms to the schema, also after a trip through JSON', () => {
    const report = reportOf(
      ...richDrive(),
      file('z', { state: 'failed', verdict: { code: 'empty', message: 'Empty.' } }),
    );
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(report).toMatchObject({
      schema_version: 1,
      run: 2,
      version: 2,
      span: { start: '2026-03-01T08:00:00Z', end: '2026-03-01T08:02:59.9Z', duration_s: 179.9 },
      totals: { files: 4, parsed: 3, failed: 1, salvaged: 1 },
      cpu: { metric: 'cpu_percent', unit: '%', count: 180 },
      llm: { status: 'off' },
      provenance: { parser_version: parserVersion, statistics_error_percent: 1 },
    });
    expect(report.files.map(({ name }) => name)).toEqual([
      'z',
      'drive_2.mcap',
      'drive_0.mcap',
      'drive_1.mcap',
    ]);
    expect(report.error_codes[0]).toMatchObject({
      code: 'battery_monitor: cell voltage low',
      count: 108,
      files: 3,
    });
  });

  test('gives quantiles within 1 %, and exact averages and extremes', () => {
    const values = Array.from({ length: 1000 }, (_, i) => 0.05 + i / 10);
    const { cpu } = reportOf(file('a', { summary: { metrics: [metric('cpu_percent', values)] } }));
    expect(cpu?.avg).toBeCloseTo(50, 9);
    expect(cpu?.max).toBe(99.95);
    expect(cpu?.min).toBe(0.05);
    expect(Math.abs((cpu?.p95 ?? 0) / 94.95 - 1)).toBeLessThan(0.01);
    expect(Math.abs((cpu?.p99 ?? 0) / 98.95 - 1)).toBeLessThan(0.01);
    expect(cpu?.max_at).toMatchObject({
      file_name: 'a',
      topic: '/cpu_percent',
      time: '2026-03-01T08:16:39Z',
    });
  });

  test('gives a rate over the time a topic was seen, and none for a single message', () => {
    const { topics } = reportOf(
      file('a', {
        summary: { topics: [topic('/imu', { hz: 100 }), topic('/once', { message_count: 1, to: 0 })] },
      }),
      file('b', {
        from: 600,
        to: 660,
        summary: { topics: [topic('/imu', { hz: 100, from: 600, to: 660 })] },
      }),
    );
    expect(topics.map(({ name, rate_hz, files }) => [name, rate_hz, files])).toEqual([
      ['/imu', 100, 2],
      ['/once', null, 1],
    ]);
  });

  test('writes times of a recorder with its own clock as seconds since it was switched on', () => {
    const span = { start_ns: '1500000000', end_ns: '61250000001', clock: 'boot' as const };
    const report = reportOf(file('a.ulg', { summary: { span } }));
    expect(report.span).toEqual({ start: '+1.5s', end: '+61.250000001s', duration_s: 59.750000001 });
    expect(report.files[0]).toMatchObject({ start: '+1.5s' });
    expect(
      reportOf(file('a.ulg', { summary: { span } }), file('b.ulg', { summary: { span } })).span,
    ).toBeNull();
  });

  test('keeps hostile text, valid for JSON and jsonb', () => {
    const report = reportOf(
      file(hostile, {
        summary: {
          topics: [topic(hostile)],
          logs: [
            { time_ns: ns(driveStart), severity: 'error', source: hostile, text: hostile, topic: hostile },
          ],
        },
      }),
    );
    expect(reportSchema.safeParse(report).success).toBe(true);
    expect(JSON.stringify(report)).not.toMatch(/\\u0000|\\ud800/);
    expect(report.logs[0]?.text).toContain('<script>');
  });

  test('lists signals by their source, in their own unit', () => {
    const { signals, statistics } = reportOf(
      file('a', {
        summary: {
          metrics: [
            { ...metric('signal', [1, 3], 'Oil'), unit: 'bar' },
            metric('signal', [5], 'Gear'),
            metric('cpu_percent', [5]),
          ],
        },
      }),
    );
    expect(signals?.map(({ source, unit, avg, count }) => [source, unit, avg, count])).toEqual([
      ['Gear', '', 5, 1],
      ['Oil', 'bar', 2, 2],
    ]);
    expect(statistics.map((one) => one.metric)).toEqual(['cpu_percent']);
  });

  test('lists the sixty trends that are explained best, in their order', () => {
    const rising = Array.from({ length: 600 }, (_, i) => 20 + i / 10);
    const noisy = rising.map((value, i) => value + (i % 7));
    const metrics = Array.from({ length: 61 }, (_, i) =>
      metric('ram_percent', i === 3 ? noisy : rising, `s${String(i).padStart(2, '0')}`),
    );
    const sources = reportOf(file('a', { to: 600, summary: { metrics } })).trends?.map(
      ({ source }) => source,
    );
    expect(sources).toHaveLength(60);
    expect(sources).not.toContain('s03');
    expect(sources).toEqual(sources?.toSorted());
  });

  test('names the system that reached the highest load', () => {
    const of = (name: string, vin: string, load: number) =>
      file(name, {
        summary: {
          metrics: [metric('cpu_percent', [load])],
          versions: [{ component: 'vin', version: vin }],
        },
      });
    const { cpu, statistics } = reportOf(of('a', 'A', 40), of('b', 'B', 90), of('c', 'C', 60));
    expect([cpu?.max, cpu?.system, statistics.length]).toEqual([90, 'B', 3]);
  });

  test('gives a report for an empty aggregate', () => {
    expect(reportSchema.parse(reportOf())).toMatchObject({
      verdict: { severity: 'ok' },
      span: null,
      cpu: null,
    });
  });
});

test('spends no tokens without a language model', async () => {
  const aggregate = aggregateOf();
  expect(
    await narratorOff({
      batchId: 'b',
      run: 1,
      aggregate,
      diagnosis: diagnose(aggregate),
      signal: AbortSignal.abort(),
    }),
  ).toEqual({
    status: 'off',
    token_usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, estimated_cost: 0 },
  });
});
