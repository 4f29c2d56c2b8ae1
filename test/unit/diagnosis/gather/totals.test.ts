import { describe, expect, test } from 'vitest';
import type { SummarisedFile } from '../../../../src/diagnosis/summarised-file.ts';
import { aggregateOf, at, code, driveStart, file, metric, ns } from '../../../support/diagnosis/summaries.ts';

describe('coverage', () => {
  const stretchesOf = (...spans: [from: number, to: number][]) =>
    aggregateOf(...spans.map(([from, to], i) => file(`f${i}`, { from, to })));

  test('joins files up to a second apart, and no further', () => {
    expect(stretchesOf([0, 10], [11, 20])).toMatchObject({
      coverage: [{ files: 2 }],
      holes: [],
      joins: 1,
      recorded_s: 20,
    });
    expect(stretchesOf([0, 10], [11.001, 20])).toMatchObject({ joins: 0, recorded_s: 18.999 });
    expect(stretchesOf([0, 30], [5, 10], [40, 50])).toMatchObject({
      recorded_s: 40,
      holes: [{ before: { file_name: 'f0' }, after: { file_name: 'f2' } }],
      span: { start_ns: ns(driveStart), end_ns: ns(driveStart + 50) },
    });
  });

  test('ends with the first of the files that end together', () => {
    expect(stretchesOf([0, 30], [5, 30], [40, 50]).holes[0]?.before.file_name).toBe('f0');
    expect(stretchesOf([0, 30], [5, 31], [40, 50]).holes[0]?.before.file_name).toBe('f1');
  });

  test('keeps the longest holes, in order of time', () => {
    const spans = Array.from({ length: 103 }, (_, i): [number, number] => [i * 100, i * 100 + 50 + (i % 10)]);
    const { holes, coverage } = stretchesOf(...spans);
    expect([holes.length, coverage.length]).toEqual([100, 103]);
    const starts = holes.map(({ start_ns }) => Number(BigInt(start_ns) / 1_000_000_000n) - driveStart);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    // The two shortest left out are the last of those with the same length.
    expect(starts).not.toContain(9959);
    expect(starts).not.toContain(9859);
    expect(starts).toContain(59 + 900);
    const many = stretchesOf(
      ...Array.from({ length: 501 }, (_, i): [number, number] => [i * 100, i * 100 + 50]),
    );
    expect(many.coverage).toHaveLength(500);
    expect(many.coverage.at(-1)?.start_ns).toBe(ns(driveStart + 49_900));
  });

  test('orders files of one span by their names', () => {
    const names = (...files: string[]) =>
      aggregateOf(...files.map((name) => file(name)), file('later', { from: 500, to: 560 })).holes[0]?.before
        .file_name;
    expect([names('a', 'b'), names('b', 'a')]).toEqual(['a', 'a']);
  });

  test('orders files of one span and one name by their ids', () => {
    const twins = ['2', '1', '3'].map((file_id) => ({ ...file('a'), file_id }));
    const { holes } = aggregateOf(...twins, file('later', { from: 500, to: 560 }));
    expect(holes.map(({ before }) => before.file_id)).toEqual(['1']);
  });
});

describe('counts', () => {
  test('add up what the summaries leave out', () => {
    const omitted = { ...file('a').summary.omitted, topics: 1, codes: 2, log_lines: 3, metrics: 4 };
    const one = file('a', { summary: { omitted } });
    expect(aggregateOf(one, { ...one, file_id: 'b' }).omitted).toMatchObject({
      topics: 2,
      codes: 4,
      logs: 6,
      metrics: 8,
    });
  });

  test('add up the time of files with clocks of their own', () => {
    const span = { start_ns: '1000000000', end_ns: '3500000000', clock: 'boot' as const };
    const { own_clock_s, clocks } = aggregateOf(
      file('a', { summary: { span } }),
      file('b', { summary: { span } }),
      file('c', { summary: { span: null } }),
      file('d'),
    );
    expect([own_clock_s, clocks]).toEqual([5, { believable: 1, suspicious: 0, own: 2, none: 1 }]);
  });

  test('name verdicts, formats and versions of the parser in order', () => {
    const of = (parser_version: string, format: 'ulog' | 'mcap') =>
      file(parser_version, { summary: { parser_version, format } });
    const { parser_versions, formats } = aggregateOf(of('6+dbc', 'ulog'), of('5', 'mcap'), of('6', 'ulog'));
    expect(parser_versions).toEqual(['5', '6']);
    expect(Object.entries(formats)).toEqual([
      ['mcap', 1],
      ['ulog', 2],
    ]);
  });

  test('name the databases that gave signals their names, once', () => {
    const database = (name: string, identifiers: number) => ({ name, sha256: 'ab', identifiers });
    const one = file('a', {
      summary: { databases: [database('b', 3), database('a', 1), database('unused', 0)] },
    });
    expect(aggregateOf(one, { ...one, file_id: 'b' }).databases).toEqual([
      { name: 'a', sha256: 'ab' },
      { name: 'b', sha256: 'ab' },
    ]);
  });
});

describe('duplicates', () => {
  const copy = (name: string, sha256: string, more = {}) => ({ ...file(name), sha256, ...more });

  test('are those with the most files first, and of each the first by name', () => {
    const files = [...'gfedcba'].map((name) => copy(name, 'bb'));
    const pairs = ['cc', 'aa'].flatMap((sha) => [copy(`1${sha}`, sha), copy(`2${sha}`, sha)]);
    const { duplicates } = aggregateOf(...pairs, ...files, copy('alone', 'dd'));
    expect(duplicates.map(({ sha256, count }) => [sha256, count])).toEqual([
      ['bb', 7],
      ['aa', 2],
      ['cc', 2],
    ]);
    expect(duplicates[0]?.files.map(({ file_name }) => file_name)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(duplicates[0]?.files[0]).toEqual({ file_id: 'id-a', file_name: 'a' });
  });

  test('do not include files without messages', () => {
    const empty = file('e', { summary: { message_count: 0 } });
    const failed = { ...file('f', { state: 'failed' }), summary: file('f').summary };
    expect(
      aggregateOf(empty, { ...empty, file_id: '2' }, failed, { ...failed, file_id: '3' }).duplicates,
    ).toEqual([]);
  });
});

describe('codes', () => {
  test('are sorted by severity, count, source and code', () => {
    const { codes } = aggregateOf(
      file('a', {
        summary: {
          codes: [
            code('d', { severity: 'warning', count: 90 }),
            code('c', { count: 5 }),
            code('b', { count: 5 }),
            code('b', { count: 5, source: 'can' }),
            code('e', { count: 7 }),
          ],
        },
      }),
    );
    expect(codes.map((one) => [one.code, one.source])).toEqual([
      ['e', 'diagnostics'],
      ['b', 'can'],
      ['b', 'diagnostics'],
      ['c', 'diagnostics'],
      ['d', 'diagnostics'],
    ]);
  });

  test('have the text of their first sighting, or of the worst level', () => {
    const of = (name: string, seconds: number, message: string, severity: 'warning' | 'error' = 'error') =>
      file(name, {
        summary: { codes: [code('x', { message, severity, first: at(seconds), last: at(seconds) })] },
      });
    const message = (...files: SummarisedFile[]) => aggregateOf(...files).codes[0]?.message;
    expect(message(of('a', 9, 'later'), of('b', 3, 'first'))).toBe('first');
    expect(message(of('b', 3, 'first'), of('a', 9, 'later'))).toBe('first');
    expect(message(of('b', 3, 'mild', 'warning'), of('a', 9, 'bad'))).toBe('bad');
  });

  test('are seen within the span of their file', () => {
    const seen = (first: number, last: number, more: Parameters<typeof file>[1] = {}) =>
      aggregateOf(
        file('a', {
          ...more,
          summary: { codes: [code('x', { first: at(first), last: at(last) })], ...more.summary },
        }),
      ).codes[0]?.seen.runs.map(([from, to]) => to - from);
    expect([seen(0, 60), seen(-5, 90), seen(10, 20)]).toEqual([
      seen(0, 60),
      seen(0, 60),
      [expect.any(Number)],
    ]);
    expect(seen(10, 20)?.[0]).toBeLessThan(seen(0, 60)?.[0] ?? 0);
    expect(seen(0, 60, { summary: { span: { start_ns: '0', end_ns: '9', clock: 'boot' } } })).toEqual([]);
  });

  test('and sources beyond the limits are counted', () => {
    const codes = Array.from({ length: 205 }, (_, i) => code(`c${i}`));
    const signals = Array.from({ length: 50 }, (_, i) => metric('signal', [i], `s${i}`));
    const {
      omitted,
      metric_sources,
      codes: kept,
    } = aggregateOf(
      file('a', {
        summary: { codes: [...codes, code('x', { source: 'obd', severity: 'info' })], metrics: signals },
      }),
    );
    expect([kept.length, omitted.codes, metric_sources.length, omitted.metrics]).toEqual([201, 5, 48, 2]);
  });
});
