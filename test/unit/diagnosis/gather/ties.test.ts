import { describe, expect, test } from 'vitest';
import type { Aggregate } from '../../../../src/diagnosis/aggregate.ts';
import type { SummarisedFile } from '../../../../src/diagnosis/summarised-file.ts';
import {
  aggregateOf,
  at,
  code,
  driveStart,
  file,
  metric,
  ns,
  topic,
} from '../../../support/diagnosis/summaries.ts';

function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, i) => ordersOf(items.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}

/** The aggregate of these files, which is the same in whatever order they come. */
function gathered(...files: SummarisedFile[]): Aggregate {
  const all = ordersOf(files).map((order) => aggregateOf(...order));
  const [first] = all;
  if (!first) throw new Error('there is an order');
  for (const other of all) expect(JSON.stringify(other)).toBe(JSON.stringify(first));
  return first;
}

const log = (more: object = {}) => ({
  time_ns: ns(driveStart + 7),
  severity: 'error' as const,
  source: 's',
  text: 't',
  topic: '/rosout',
  ...more,
});

describe('of files that have all in common but their id, the first is named', () => {
  const twin = (id: string): SummarisedFile => ({
    ...file('same', {
      summary: {
        topics: [
          topic('/uneven', { jitter_sum_ns: 3e10, gaps: 3 }),
          topic('/disordered', { out_of_order: 3 }),
          topic('/silent', { gap: 20, gapAt: 30 }),
        ],
        codes: [code('x')],
        metrics: [metric('cpu_percent', [5, 9, 5])],
        logs: [log()],
        versions: [{ component: 'c', version: '1' }],
      },
    }),
    file_id: id,
  });
  const all = () => gathered(twin('b'), twin('c'), twin('a'));
  type Place = { file_id: string } | null | undefined;

  test.each<[string, (from: Aggregate) => Place]>([
    ['the fastest', ({ topics }) => topics[2]?.fastest?.at],
    ['the slowest', ({ topics }) => topics[2]?.slowest?.at],
    ['the most uneven', ({ topics }) => topics[2]?.most_uneven?.at],
    ['the one with most gaps', ({ topics }) => topics[2]?.most_gaps?.at],
    ['the most disordered', ({ topics }) => topics[0]?.out_of_order_at],
    ['the longest gap', ({ topics }) => topics[1]?.max_gap_at],
    ['the longest silence', ({ topics }) => topics[1]?.silence?.at],
    ['the first sighting of a code', ({ codes }) => codes[0]?.first],
    ['the highest value', ({ metric_sources }) => metric_sources[0]?.max_at],
    ['the lowest value', ({ metric_sources }) => metric_sources[0]?.min_at],
    ['a version', ({ versions }) => versions[0]?.at],
  ])('%s', (_, placeIn) => {
    expect(placeIn(all())?.file_id).toBe('a');
  });

  test('and the last of them has the last sighting; lists are in their order', () => {
    const { topics, codes, logs, files, duplicates } = all();
    expect(topics.map(({ name }) => name)).toEqual(['/disordered', '/silent', '/uneven']);
    expect(codes[0]?.last.file_id).toBe('c');
    const ids = [logs.map((one) => one.at.file_id), files.map((one) => one.file_id)];
    expect(ids).toEqual(Array(2).fill(['a', 'b', 'c']));
    expect(duplicates[0]?.files.map((one) => one.file_id)).toEqual(['a', 'b', 'c']);
  });
});

describe('in lists, what ties is in order of what differs', () => {
  const one = (name: string, summary: Parameters<typeof file>[1] & object) => file(name, summary);

  test('log lines by severity, time, source and text', () => {
    const lines = [
      log({ severity: 'warning' }),
      log({ text: 'u' }),
      log({ source: 'r', text: 'z' }),
      log({ time_ns: ns(driveStart + 6), source: 'z' }),
    ];
    const { logs } = gathered(one('a', { summary: { logs: lines } }));
    expect(logs.map(({ severity, source, text }) => `${severity} ${source} ${text}`)).toEqual([
      'error z t',
      'error r z',
      'error s u',
      'warning s t',
    ]);
    expect(gathered(one('a', { summary: { logs: lines.toReversed() } })).logs).toEqual(logs);
  });

  test('topics by name and type', () => {
    const names = [
      ['/b', 'A'],
      ['/a', 'B'],
      ['/a', 'A'],
    ] as const;
    const files = names.map(([name, type]) =>
      one(`f${name}${type}`, { summary: { topics: [topic(name, { type })] } }),
    );
    expect(gathered(...files).topics.map(({ name, type }) => [name, type])).toEqual([
      ['/a', 'A'],
      ['/a', 'B'],
      ['/b', 'A'],
    ]);
  });

  test('metrics by name, source and system', () => {
    const metrics = [
      metric('ram_percent', [1], 'a'),
      metric('cpu_percent', [1], 'b'),
      metric('cpu_percent', [1], 'a'),
    ];
    const files = metrics.map((each, i) => one(`f${i}`, { summary: { metrics: [each] } }));
    expect(gathered(...files).metric_sources.map(({ name, source }) => `${name} ${source}`)).toEqual([
      'cpu_percent a',
      'cpu_percent b',
      'ram_percent a',
    ]);
  });

  test('codes by severity, count, source and code', () => {
    const codes = [
      code('b'),
      code('a'),
      code('z', { source: 'can' }),
      code('often', { count: 9 }),
      code('grave', { severity: 'critical', count: 1 }),
    ];
    const { codes: found } = gathered(one('a', { summary: { codes } }));
    expect(found.map((each) => each.code)).toEqual(['grave', 'often', 'z', 'a', 'b']);
  });

  test('files by their state, their damage and their name', () => {
    const damaged = { code: 'corrupt', message: '' } as const;
    const found = gathered(
      one('e', {}),
      one('d', {}),
      one('c', { verdict: { code: 'unsupported', message: '' } }),
      one('b', { verdict: damaged }),
      one('a', { verdict: damaged }),
      one('z', { state: 'failed', verdict: { code: 'empty', message: '' } }),
    ).files;
    expect(found.map(({ name }) => name)).toEqual(['z', 'a', 'b', 'c', 'd', 'e']);
  });

  test('pauses by length, then by time; clocks that were set back by time', () => {
    const paused = (name: string, from: number, gap: number) =>
      one(name, {
        from,
        to: from + 60,
        summary: {
          topics: ['/x', '/y', '/z'].map((each) =>
            topic(each, { from, to: from + 60, gap, gapAt: from + 20 }),
          ),
        },
      });
    const { pauses } = gathered(paused('c', 0, 5), paused('a', 60, 5), paused('b', 120, 9));
    expect(pauses.map((each) => each.at.file_name)).toEqual(['b', 'c', 'a']);
    const setBack = (name: string, from: number) =>
      one(name, {
        from,
        to: from + 60,
        summary: {
          topics: ['/x', '/y', '/z'].map((each) => topic(each, { from, to: from + 60, out_of_order: 2 })),
        },
      });
    const { set_backs } = gathered(setBack('b', 0), setBack('a', 60));
    expect(set_backs.map((each) => each.at.file_name)).toEqual(['b', 'a']);
  });

  test('a topic with one message has no gap, beside one that has', () => {
    const alone = topic('/t', { message_count: 1, to: 0, max_gap_ns: 0 });
    const { topics } = gathered(
      one('a', { summary: { topics: [alone] } }),
      one('b', {
        from: 60,
        to: 120,
        summary: { topics: [topic('/t', { from: 60, to: 120, gap: 2, gapAt: 70 })] },
      }),
    );
    expect(topics[0]).toMatchObject({ max_gap_ns: 2e9, max_gap_at: { file_name: 'b' }, message_count: 583 });
    expect(gathered(one('a', { summary: { topics: [alone] } })).topics[0]).toMatchObject({
      max_gap_ns: 0,
      max_gap_at: null,
      intervals: 0,
      active_us: 0,
    });
  });

  test('the end of a file counts as seen at its first and last time', () => {
    const { codes } = gathered(
      one('a', { to: 60, summary: { codes: [code('x', { first: at(0), last: at(60), count: 2 })] } }),
    );
    expect(codes[0]?.seen.runs).toHaveLength(1);
  });
});

test('a signal has its unit, also in its trend, and other metrics have none', () => {
  const rising = Array.from({ length: 120 }, (_, i) => 10 + i);
  const signal = { ...metric('signal', rising, 'Oil'), unit: 'bar' };
  const { metric_sources, metrics, trends } = gathered(
    file('a', { to: 120, summary: { metrics: [signal, metric('cpu_percent', rising)] } }),
  );
  expect(metric_sources.map(({ name, unit }) => [name, unit])).toEqual([
    ['cpu_percent', undefined],
    ['signal', 'bar'],
  ]);
  expect(metric_sources[0]).not.toHaveProperty('unit');
  expect(metrics.map(({ name }) => name)).toEqual(['cpu_percent']);
  for (const trend of trends) expect('unit' in trend).toBe(trend.name === 'signal');
});
