import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trendOfRates } from '../../../../src/report/compare/compare-codes.ts';
import { compareReports } from '../../../../src/report/compare/compare-reports.ts';
import { comparisonSchema } from '../../../../src/report/compare/comparison-schema.ts';
import { recordedHours } from '../../../../src/report/compare/recorded-hours.ts';
import type { Finding, Report } from '../../../../src/report/report-schema.ts';
import { code, file, metric, topic } from '../../../support/diagnosis/summaries.ts';
import { reportOf } from '../../../support/report/report-of.ts';

const finding = (rule: string, title: string, severity: Finding['severity'] = 'warning'): Finding => ({
  rule,
  title,
  severity,
  description: `${title}, in numbers.`,
  likely_cause: '',
  advice: '',
  evidence: [],
});

function withFindings(...findings: Finding[]): Report {
  return { ...reportOf(file('a.mcap')), findings };
}

/** One hour of recording with the codes of `summary`. */
const hourOf = (...codes: ReturnType<typeof code>[]) =>
  reportOf(file('a.mcap', { to: 3600, summary: { codes } }));

describe('findings', () => {
  test('are new, gone, worse and better', () => {
    const before = withFindings(
      finding('cpu', 'CPU at 97 %'),
      finding('disk', 'Disk full', 'error'),
      finding('gps', 'GPS lost'),
      finding('lamp', 'Lamp on'),
    );
    const after = withFindings(
      finding('cpu', 'CPU at 99.5 %', 'error'),
      finding('disk', 'Disk nearly full'),
      finding('lamp', 'Lamp on'),
      finding('leak', 'Memory grows'),
    );
    const { findings } = compareReports(before, after);
    expect(findings.new.map(({ rule }) => rule)).toEqual(['leak']);
    expect(findings.gone.map(({ rule }) => rule)).toEqual(['gps']);
    expect(findings.worse.map(({ rule, before: was, after: is }) => [rule, was.title, is.title])).toEqual([
      ['cpu', 'CPU at 97 %', 'CPU at 99.5 %'],
    ]);
    expect(findings.better.map(({ rule }) => rule)).toEqual(['disk']);
    expect(findings.unchanged).toBe(1);
  });

  test('of one rule are distinguished by names, not by numbers', () => {
    const before = withFindings(finding('dtc', 'P0301 seen 3 times'), finding('dtc', 'P0420 seen 9 times'));
    const after = withFindings(
      finding('dtc', 'P0420 seen 12 times'),
      finding('dtc', 'P0171 seen 1 times'),
      finding('dtc', 'P0172 seen 1 times'),
    );
    const { findings } = compareReports(before, after);
    expect(findings.unchanged).toBe(1);
    expect(findings.new.map(({ title }) => title)).toEqual(['P0171 seen 1 times', 'P0172 seen 1 times']);
    expect(findings.gone.map(({ title }) => title)).toEqual(['P0301 seen 3 times']);
  });
});

describe('error codes', () => {
  test('of log lines are the same as the template that the other drive has for them', () => {
    const logged = (text: string, count: number) => code(text, { source: 'log', count });
    const one = hourOf(
      logged('net: peer a lost', 30),
      logged('net: peer b lost', 40),
      logged('net: peer a up', 1),
    );
    const other = hourOf(logged('net: peer <*> lost', 70));
    for (const [before, after] of [
      [one, other],
      [other, one],
    ] as const) {
      const { error_codes } = compareReports(before, after);
      expect(error_codes).toMatchObject({ worse: [], better: [], unchanged: 1 });
      expect([...error_codes.new, ...error_codes.gone].map((each) => each.code)).toEqual(['net: peer a up']);
    }
  });

  test('whose source the other drive did not record are neither new nor gone', () => {
    const at = (name: string) => ({
      first: { time_ns: '1', topic: name },
      last: { time_ns: '2', topic: name },
    });
    const drive = (names: string[], codes: ReturnType<typeof code>[], to = 3600) =>
      reportOf(file('a.mcap', { to, summary: { topics: names.map((name) => topic(name, { to })), codes } }));
    const both = drive(
      ['/lidar', '/motor'],
      [
        code('lidar: dirty', { count: 40, ...at('/lidar') }),
        code('motor: warm', { count: 40, ...at('/motor') }),
      ],
    );
    const part = drive(['/motor'], []);
    const { error_codes } = compareReports(both, part);
    expect(error_codes.gone.map((one) => one.code)).toEqual(['motor: warm']);
    expect(error_codes.unknown).toBe(1);
    expect(compareReports(part, both).error_codes.new.map((one) => one.code)).toEqual(['motor: warm']);
  });

  test('count per hour in which their source was recorded', () => {
    const at = { first: { time_ns: '1', topic: '/motor' }, last: { time_ns: '2', topic: '/motor' } };
    const drive = (to: number, count: number) =>
      reportOf(
        file('a.mcap', {
          to: 3600,
          summary: {
            topics: [topic('/lidar', { to: 3600 }), topic('/motor', { to })],
            codes: [code('motor: warm', { count, ...at })],
          },
        }),
      );
    // A quarter of the time and a quarter of the codes: nothing is better.
    const { error_codes } = compareReports(drive(3600, 80), drive(900, 20));
    expect([error_codes.better, error_codes.worse, error_codes.unchanged]).toEqual([[], [], 1]);
  });

  test('carry their rates, and how often the other drive would have had them', () => {
    const { error_codes } = compareReports(
      hourOf(code('old', { count: 4 }), code('kept', { count: 10 })),
      reportOf(
        file('a.mcap', {
          to: 1800,
          summary: { codes: [code('kept', { count: 5 }), code('fresh', { count: 2 })] },
        }),
      ),
    );
    expect(error_codes.new).toMatchObject([{ code: 'fresh', count: 2, per_hour: 4, expected: 4 }]);
    expect(error_codes.gone).toMatchObject([{ code: 'old', count: 4, per_hour: 4, expected: 2 }]);
    expect(error_codes.unchanged).toBe(1);
  });

  test('are worse with their severity, or with their rate when it is beyond chance', () => {
    const { error_codes } = compareReports(
      hourOf(
        code('more', { count: 10 }),
        code('alike', { count: 10 }),
        code('graver', { severity: 'warning' }),
      ),
      hourOf(
        code('more', { count: 60 }),
        code('alike', { count: 16 }),
        code('graver', { severity: 'error' }),
      ),
    );
    expect(error_codes.worse.map((one) => one.code).sort()).toEqual(['graver', 'more']);
    expect(error_codes.better).toEqual([]);
    expect(error_codes.unchanged).toBe(1);
  });

  test('that one report may have left out count as neither new nor gone', () => {
    const cut = { ...hourOf(code('a')), omitted: { files: 0, topics: 0, error_codes: 7, logs: 0 } };
    const { error_codes } = compareReports(cut, hourOf(code('a'), code('b')));
    expect(error_codes.new).toEqual([]);
    expect(error_codes.unknown).toBe(1);
  });

  test('get worse one way and better the other way', () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 });
    const hours = fc.option(fc.double({ min: 0.001, max: 10_000, noNaN: true }));
    const mirrored = { worse: 'better', better: 'worse', same: 'same' } as const;
    fc.assert(
      fc.property(amount, amount, hours, hours, (a, b, x, y) => {
        const there = trendOfRates(a, b, { before: x, after: y });
        expect(trendOfRates(b, a, { before: y, after: x })).toBe(mirrored[there]);
      }),
    );
  });
});

test('metrics are judged by which direction is bad, apart from how the vehicle was driven', () => {
  const drive = (cpu: number, volts: number, speed: number) =>
    reportOf(
      file('a.mcap', {
        summary: {
          metrics: [
            metric('cpu_percent', [cpu, cpu]),
            metric('battery_voltage', [volts, volts]),
            metric('vehicle_speed_kmh', [speed, speed]),
          ],
        },
      }),
    );
  const { statistics } = compareReports(drive(40, 12, 30), drive(90, 13.5, 120));
  expect(statistics.worse).toMatchObject([{ metric: 'cpu_percent', unit: '%' }]);
  expect(statistics.better).toMatchObject([{ metric: 'battery_voltage' }]);
  expect(statistics.different).toMatchObject([{ metric: 'vehicle_speed_kmh' }]);
  expect(statistics.unchanged).toBe(0);
});

test('topics are worse when they are slower, gap longer or come out of order', () => {
  const drive = (hz: number, gap: number) =>
    reportOf(file('a.mcap', { summary: { topics: [topic('/a', { hz }), topic('/b', { gap, gapAt: 3 })] } }));
  const { topics } = compareReports(drive(10, 0.1), drive(5, 9));
  expect(topics.worse.map(({ name }) => name).sort()).toEqual(['/a', '/b']);
  expect(compareReports(drive(5, 9), drive(10, 0.1)).topics.better).toHaveLength(2);
});

describe('files', () => {
  const failed = file('b.mcap', {
    state: 'failed',
    verdict: { code: 'object_missing', message: 'It is not in the store.' },
  });

  test('of two runs of a batch are compared one by one', () => {
    const { files } = compareReports(reportOf(file('a.mcap'), failed), {
      ...reportOf(file('a.mcap'), file('b.mcap')),
      run: 3,
    });
    expect(files).toMatchObject({ new: [], gone: [], worse: [], unchanged: 1 });
    expect(files?.better).toMatchObject([
      { name: 'b.mcap', before: { verdict_code: 'object_missing' }, after: { verdict_code: 'ok' } },
    ]);
  });

  test('that a list of whole ones leaves out are whole', () => {
    const before = reportOf(failed, file('a.mcap'));
    const after = { ...reportOf(file('a.mcap')), omitted: { ...before.omitted, files: 1 } };
    expect(compareReports(before, after).files?.better).toMatchObject([{ name: 'b.mcap' }]);
  });

  test('of different batches are not', () => {
    const other = { ...reportOf(file('a.mcap')), batch_id: 'another' };
    const comparison = compareReports(other, reportOf(file('a.mcap')));
    expect([comparison.compared_with, comparison.files]).toEqual(['previous', null]);
  });
});

test('software is new, gone or of another version', () => {
  const versions = (...list: [string, string][]): Report => ({
    ...reportOf(file('a.mcap')),
    versions: list.map(([component, version]) => ({ component, version })),
  });
  const compared = compareReports(
    versions(['planner', '1'], ['planner', '2'], ['old', '1'], ['kept', '4']),
    versions(['planner', '2'], ['kept', '4'], ['fresh', '1']),
  );
  expect(compared.versions).toEqual({
    new: [{ component: 'fresh', versions: ['1'] }],
    gone: [{ component: 'old', versions: ['1'] }],
    changed: [{ component: 'planner', before: ['1', '2'], after: ['2'] }],
    unchanged: 1,
    omitted: 0,
  });
});

test('lists of software are cut, and the rest is counted', () => {
  const drive = (...list: [string, string][]): Report => ({
    ...reportOf(file('a.mcap')),
    versions: list.map(([component, version]) => ({ component, version })),
  });
  const { versions } = compareReports(
    drive(['a', '1'], ['b', '1'], ['c', '1'], ['gone', '1'], ['left', '1']),
    drive(['a', '2'], ['b', '2'], ['c', '2'], ['new', '1'], ['more', '1']),
    1,
  );
  expect([versions.changed, versions.new, versions.gone].map((list) => list.length)).toEqual([1, 1, 1]);
  expect(versions.omitted).toBe(2 + 1 + 1);
});

test('hours of recording are those of the coverage, and of files with clocks of their own', () => {
  const report = reportOf(file('a.mcap', { to: 1800 }), file('b.mcap', { from: 3600, to: 5400 }));
  expect(recordedHours(report)).toBeCloseTo(1);
  const [first] = report.files;
  if (!first) throw new Error('the report has files');
  const ownClock = { ...first, start: '+10.5s', end: '+3610.5s' };
  expect(recordedHours({ ...report, files: [ownClock] })).toBeCloseTo(2);
  expect(recordedHours({ ...report, coverage: [], files: [], span: null })).toBeNull();
  // Of files that are not listed it is unknown whether they have a clock of their own.
  const cut = { omitted: { ...report.omitted, files: 1 } };
  expect(recordedHours({ ...report, ...cut, files: [ownClock] })).toBeNull();
  expect(recordedHours({ ...report, ...cut })).toBeCloseTo(1);
  const alone = { ...report, coverage: [], span: null };
  expect(
    recordedHours({ ...alone, files: [ownClock, { ...ownClock, start: '+9s', end: '+8s' }] }),
  ).toBeCloseTo(1);
  expect(recordedHours({ ...alone, files: [{ ...ownClock, end: null }] })).toBeNull();
  expect(recordedHours({ ...report, coverage: [], files: [] })).toBeCloseTo(1.5);
});

test('a report compared with itself has no changes', () => {
  const report = hourOf(code('a'), code('b'));
  const comparison = compareReports(report, report);
  expect(comparison.sentence).toMatch(/nothing else changed/);
  expect(comparisonSchema.parse(comparison)).toEqual(comparison);
});

test('lists are bounded, and report it', () => {
  const many = Array.from({ length: 30 }, (_, i) => code(`c${i}`));
  const comparison = compareReports(hourOf(), hourOf(...many), 5);
  expect(comparison.error_codes.new).toHaveLength(5);
  expect(comparison.error_codes.omitted).toBe(25);
  expect(comparison.sentence).toContain('5 new, 25 more');
});
