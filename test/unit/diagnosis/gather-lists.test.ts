import { describe, expect, test } from 'vitest';
import { createBoundedMap } from '../../../src/diagnosis/gather/bounded-map.ts';
import { createClockOffsets } from '../../../src/diagnosis/gather/clock-offsets.ts';
import { compareNs, compareSightings, hasBelievableSpan } from '../../../src/diagnosis/gather/sighting.ts';
import { createTopList } from '../../../src/diagnosis/gather/top-list.ts';
import type { SummarisedFile } from '../../../src/diagnosis/summarised-file.ts';
import { sighting } from '../../support/diagnosis/aggregates.ts';
import {
  aggregateOf,
  at,
  code,
  driveStart,
  file,
  metric,
  ns,
  topic,
} from '../../support/diagnosis/summaries.ts';

describe('a bounded map', () => {
  const numbers = (limit: number, ...keys: string[]) => {
    const map = createBoundedMap<number>(limit);
    for (const key of keys)
      map.put(
        key,
        () => 1,
        () => undefined,
      );
    return map;
  };

  test('keeps the smallest keys in their order, and counts every call for the others', () => {
    const map = numbers(2, 'e', 'd', 'c', 'b', 'b', 'a', 'e', 'd');
    expect(map.values()).toHaveLength(2);
    expect(map.dropped()).toBe(5);
    expect(numbers(2, 'a', 'b', 'b').dropped()).toBe(0);
    expect(numbers(2, 'c', 'a', 'b').dropped()).toBe(1);
  });

  test('creates nothing for a key that was too large before', () => {
    const map = createBoundedMap<number>(1);
    const created: string[] = [];
    for (const key of ['c', 'b', 'a', 'c', 'a'])
      map.put(
        key,
        () => created.push(key),
        () => undefined,
      );
    expect(created).toEqual(['c', 'b', 'a']);
    expect(map.values()).toEqual([3]);
  });
});

test('a list keeps the first of its order, whenever they are added', () => {
  const list = createTopList<number>(2, (a, b) => a - b);
  for (const item of [5, 3, 9, 1, 7]) list.add(item);
  expect([list.items(), list.dropped()]).toEqual([[1, 3], 3]);
  const short = createTopList<number>(2, (a, b) => a - b);
  short.add(2);
  expect([short.items(), short.dropped()]).toEqual([[2], 0]);
});

describe('sightings are in one order', () => {
  const boot = (more: Parameters<typeof sighting>[0]) => sighting({ clock: 'boot', ...more });
  test.each([
    [
      'by time',
      sighting({ time_ns: ns(driveStart), file_name: 'z' }),
      sighting({ time_ns: ns(driveStart + 1), file_name: 'a' }),
    ],
    ['then by file', sighting({ file_name: 'a', file_id: 'z' }), sighting({ file_name: 'b', file_id: 'a' })],
    ['then by its id', sighting({ file_id: 'a', topic: 'z' }), sighting({ file_id: 'b', topic: 'a' })],
    ['then by topic', sighting({ topic: 'a', offset: 9 }), sighting({ topic: 'b', offset: 1 })],
    ['then by byte', sighting({ offset: 1 }), sighting({ offset: 9 })],
    ['without a byte first', sighting(), sighting({ offset: 0 })],
    ['own clocks last', sighting({ file_name: 'z' }), boot({ time_ns: '1', file_name: 'a' })],
    [
      'own clocks by file before time',
      boot({ time_ns: '9', file_name: 'a' }),
      boot({ time_ns: '1', file_name: 'b' }),
    ],
    ['own clocks by time in a file', boot({ time_ns: '1' }), boot({ time_ns: '9' })],
    [
      'times that cannot be right last',
      sighting({ file_name: 'z' }),
      sighting({ time_ns: '5', file_name: 'a' }),
    ],
  ])('%s', (_, first, second) => {
    expect(Math.sign(compareSightings(first, second))).toBe(-1);
    expect(Math.sign(compareSightings(second, first))).toBe(1);
    expect(compareSightings(first, { ...first })).toBe(0);
  });

  test.each([
    ['9', '10'],
    ['10', '11'],
    ['-10', '-9'],
    ['-1', '1'],
    ['-1', '0'],
  ])('%s ns before %s ns', (a, b) => {
    expect(compareNs(a, b)).toBeLessThan(0);
    expect(compareNs(b, a)).toBeGreaterThan(0);
    expect(compareNs(a, a)).toBe(0);
  });
});

describe('a span is believable from its bounds on', () => {
  const from2010 = BigInt(Date.UTC(2010, 0, 1)) * 1_000_000n;
  const to2100 = BigInt(Date.UTC(2100, 0, 1)) * 1_000_000n;
  const week = 7n * 86_400n * 1_000_000_000n;
  test.each([
    [from2010, from2010, true],
    [from2010 - 1n, from2010, false],
    [to2100, to2100, true],
    [to2100, to2100 + 1n, false],
    [from2010, from2010 + week, true],
    [from2010, from2010 + week + 1n, false],
    [from2010 + 1n, from2010, false],
  ])('%i to %i: %s', (start, end, believable) => {
    const { summary } = file('a', {
      summary: { span: { start_ns: `${start}`, end_ns: `${end}`, clock: 'unix' } },
    });
    expect(hasBelievableSpan(summary)).toBe(believable);
    expect(hasBelievableSpan({ ...summary, span: null })).toBe(false);
  });
});

describe('offsets of clocks', () => {
  const log = (text: string, seconds: number) => ({
    ...{
      time_ns: ns(driveStart + seconds),
      severity: 'warning' as const,
      source: 'n',
      text,
      topic: '/rosout',
    },
  });
  /** A file that has logged at these seconds of its drive, each line with a distinct text. */
  const logger = (name: string, times: number[], from = 0, more: Partial<SummarisedFile['summary']> = {}) =>
    file(name, {
      from,
      to: from + 60,
      summary: { logs: times.map((time, i) => log(`line ${i}`, time)), ...more },
    });
  const offsets = (...files: SummarisedFile[]) => {
    const gathered = createClockOffsets();
    for (const one of files) gathered.add(one);
    return gathered
      .finish()
      .map(({ reference, other, offset_s, error_s, landmarks }) => [
        ...[reference.file_name, other.file_name, offset_s, error_s, landmarks],
      ]);
  };

  test('need three events that both have seen', () => {
    expect(offsets(logger('a', [10, 20, 30]), logger('b', [12, 22, 32], 1))).toEqual([['a', 'b', 2, 0, 3]]);
    expect(offsets(logger('a', [10, 20]), logger('b', [12, 22], 1))).toEqual([]);
  });

  test('need three of five that agree within half a second', () => {
    const reference = logger('a', [10, 20, 30, 40, 50]);
    expect(offsets(reference, logger('b', [11, 21.5, 31.25, 47, 57], 1))).toEqual([
      ['a', 'b', 1.25, 0.25, 3],
    ]);
    expect(offsets(reference, logger('b', [11, 21.6, 31.25, 47, 54], 1))).toEqual([]);
    const six = logger('a', [10, 15, 20, 30, 40, 50]);
    expect(offsets(six, logger('b', [11, 16, 21, 36, 44, 57], 1))).toEqual([]);
  });

  test('take the largest group that agrees, wherever it is', () => {
    const reference = logger('a', [10, 20, 30, 40, 50]);
    expect(offsets(reference, logger('b', [13, 23, 33, 43, 51], 1))).toEqual([['a', 'b', 3, 0, 4]]);
    expect(offsets(reference, logger('b', [11, 23, 33, 43, 53], 1))).toEqual([['a', 'b', 3, 0, 4]]);
  });

  test('are computed between files that overlap, and from others to all on the common clock', () => {
    const times = [10, 20, 30];
    const later = logger(
      'late',
      times.map((time) => time + 60),
      60,
    );
    expect(offsets(logger('a', times), later)).toEqual([]);
    const boot = logger('boot', [], 0, {
      span: { start_ns: '0', end_ns: ns(60), clock: 'boot' },
      logs: times.map((time, i) => ({ ...log(`line ${i}`, 0), time_ns: ns(time) })),
    });
    expect(offsets(boot, logger('a', times), later).map(([a, b]) => [a, b])).toEqual([
      ['a', 'boot'],
      ['late', 'boot'],
    ]);
    const other = { ...boot, file_id: 'id-other', name: 'other' };
    expect(offsets(boot, other)).toEqual([]);
    expect(offsets(logger('a', times), { ...boot, summary: { ...boot.summary, span: null } })).toEqual([]);
    const wrong = { ...boot.summary, span: { start_ns: '0', end_ns: ns(60), clock: 'unix' as const } };
    expect(offsets(logger('a', times), { ...boot, summary: wrong })).toEqual([]);
  });

  test('compare gaps by their length', () => {
    const withGap = (name: string, from: number, lengths: number[]) =>
      file(name, {
        ...{ from, to: from + 60 },
        summary: {
          topics: lengths.map((gap, i) =>
            topic(`/t${i}`, { from, to: from + 60, gap, gapAt: from + 10 + 5 * i }),
          ),
        },
      });
    expect(offsets(withGap('a', 0, [5, 6, 7]), withGap('b', 2, [5.1, 6.1, 7.1]))).toEqual([
      ['a', 'b', 2, 0, 3],
    ]);
    expect(offsets(withGap('a', 0, [5, 6, 7]), withGap('b', 2, [5.2, 6.1, 7.1]))).toEqual([]);
    expect(offsets(withGap('a', 0, [5, 6, 7]), withGap('b', 2, [4.8, 6, 7]))).toEqual([]);
  });

  test('are in the order of their files', () => {
    const files = ['c', 'a', 'b'].map((name, i) => logger(name, [10 + i, 20 + i, 30 + i]));
    const expected = [
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ];
    expect(offsets(...files).map(([a, b]) => [a, b])).toEqual(expected);
    expect(offsets(...files.toReversed()).map(([a, b]) => [a, b])).toEqual(expected);
  });
});

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
      ...{ recorded_s: 40, holes: [{ before: { file_name: 'f0' }, after: { file_name: 'f2' } }] },
      span: { start_ns: ns(driveStart), end_ns: ns(driveStart + 50) },
    });
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
      ...[
        ['e', 'diagnostics'],
        ['b', 'can'],
        ['b', 'diagnostics'],
        ['c', 'diagnostics'],
        ['d', 'diagnostics'],
      ],
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
