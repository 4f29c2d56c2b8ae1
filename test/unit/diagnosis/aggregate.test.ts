import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregateVersion, currentAggregate } from '../../../src/diagnosis/aggregate.ts';
import { createAggregator } from '../../../src/diagnosis/aggregator.ts';
import { figuresOf } from '../../../src/diagnosis/measure.ts';
import type { SummarisedFile } from '../../../src/diagnosis/summarised-file.ts';
import {
  aggregateOf,
  at,
  code,
  driveStart,
  file,
  metric,
  ns,
  richDrive,
  topic,
} from '../../support/diagnosis/summaries.ts';

/** Files that differ in everything that is merged: clocks, damage, metrics, codes of one name, times. */
const anyFile = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    id: fc.uuid(),
    from: fc.integer({ min: 0, max: 5000 }),
    length: fc.integer({ min: 0, max: 300 }),
    clock: fc.constantFrom('unix', 'unix', 'boot', 'unknown', 'wrong'),
    state: fc.constantFrom('parsed', 'parsed', 'parsed', 'failed'),
    damaged: fc.boolean(),
    cpu: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }),
    sources: fc.integer({ min: 0, max: 3 }),
    severity: fc.constantFrom('warning', 'error', 'critical'),
    code: fc.constantFrom('x', 'y', 'z'),
    count: fc.integer({ min: 1, max: 50 }),
    outOfOrder: fc.integer({ min: 0, max: 3 }),
  })
  .map((p): SummarisedFile => {
    const made = file(p.name, {
      from: p.from,
      to: p.from + p.length,
      state: p.state as 'parsed' | 'failed',
      verdict: p.damaged
        ? { code: 'corrupt', message: 'Damaged.', salvaged_messages: 1 }
        : { code: 'ok', message: 'Complete.' },
      summary: {
        codes: [
          code(p.code, {
            severity: p.severity,
            count: p.count,
            message: `${p.code} ${p.id}`,
            first: at(p.from),
            last: at(p.from + 1),
          }),
        ],
        metrics: Array.from({ length: p.sources }, (_, i) =>
          metric('cpu_percent', p.cpu, `host ${i}`, p.from),
        ),
        topics: [topic('/t', { from: p.from, to: p.from + 60, out_of_order: p.outOfOrder })],
        logs: [
          {
            time_ns: ns(driveStart + p.from),
            severity: p.severity,
            source: 's',
            text: p.code,
            topic: '/rosout',
          },
        ],
        versions: [{ component: 'px4', version: p.code }],
      },
    });
    const { span } = made.summary;
    if (span && p.clock === 'wrong') made.summary.span = { ...span, start_ns: '0' };
    else if (span && p.clock !== 'unix')
      made.summary.span = { ...span, clock: p.clock as 'boot' | 'unknown' };
    return { ...made, file_id: p.id, size: 10 };
  });

describe('aggregate', () => {
  test('is the same bytes whatever the order of the files', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyFile, { maxLength: 12 })
          .chain((files) =>
            fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length })),
          ),
        ([files, shuffled]) => {
          expect(JSON.stringify(aggregateOf(...shuffled))).toBe(JSON.stringify(aggregateOf(...files)));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('does not change the summaries it is given', () => {
    const files = richDrive();
    const before = JSON.stringify(files);
    aggregateOf(...files, ...files.map((one) => ({ ...one, file_id: `${one.file_id}-again` })));
    expect(JSON.stringify(files)).toBe(before);
  });

  test('adds up figures exactly', () => {
    const aggregate = aggregateOf(
      file('a', { summary: { metrics: [metric('cpu_percent', [10, 20, 30])] } }),
      file('b', {
        from: 60,
        to: 120,
        summary: { metrics: [metric('cpu_percent', [40.5, 99.999], 'other', 60)] },
      }),
    );
    const [cpu] = aggregate.metrics;
    expect(cpu && figuresOf(cpu)).toMatchObject({
      count: 5,
      avg: (10 + 20 + 30 + 40.5 + 99.999) / 5,
      max: 99.999,
      min: 10,
    });
    expect(cpu?.max_at).toMatchObject({ file_id: 'id-b', time_ns: ns(driveStart + 61) });
    expect(aggregate.metric_sources.map(({ source, count }) => [source, count])).toEqual([
      ['host', 3],
      ['other', 2],
    ]);
  });

  test('merges codes by source and code, with files and with first and last place', () => {
    const aggregate = aggregateOf(
      file('b', {
        from: 60,
        to: 120,
        summary: {
          codes: [
            code('x', { count: 2, severity: 'warning', first: at(70), last: at(80), message: 'later' }),
          ],
        },
      }),
      file('a', {
        summary: {
          codes: [
            code('x', { count: 5, first: at(9), last: at(11), message: 'first' }),
            code('x', { source: 'log' }),
          ],
        },
      }),
    );
    expect(aggregate.codes).toMatchObject([
      {
        code: 'x',
        source: 'diagnostics',
        severity: 'error',
        count: 7,
        files: 2,
        message: 'first',
        first: { file_id: 'id-a', file_name: 'a', time_ns: ns(driveStart + 9) },
        last: { file_id: 'id-b', time_ns: ns(driveStart + 80) },
      },
      { code: 'x', source: 'log', count: 3, files: 1 },
    ]);
  });

  test('never mixes the times of a recorder’s own clock with those of others', () => {
    const boot = file('boot.ulg', { summary: { metrics: [metric('ram_percent', [50])] } });
    boot.summary.span = { start_ns: '0', end_ns: '60000000000', clock: 'boot' };
    const early = file('1970.mcap', { summary: { metrics: [metric('ram_percent', [50])] } });
    early.summary.span = { start_ns: '0', end_ns: '60000000000', clock: 'unix' };
    const aggregate = aggregateOf(boot, early, file('c', { from: 0, to: 60 }));
    expect(aggregate.clocks).toEqual({ believable: 1, suspicious: 1, own: 1, none: 0 });
    expect(aggregate.span).toEqual({ start_ns: ns(driveStart), end_ns: ns(driveStart + 60) });
    expect(aggregate.metrics[0]?.series.cells).toEqual([]);
    expect(aggregate.metrics[0]?.own_clock.map(({ file_name }) => file_name)).toEqual([
      '1970.mcap',
      'boot.ulg',
    ]);
  });

  test('joins files of one drive, and names the files on both sides of a hole', () => {
    const aggregate = aggregateOf(
      file('3', { from: 500, to: 560 }),
      file('1', { from: 0, to: 60 }),
      file('2', { from: 60.5, to: 120 }),
    );
    expect(aggregate.coverage.map(({ files }) => files)).toEqual([2, 1]);
    expect(aggregate.recorded_s).toBe(180);
    expect(aggregate.holes).toEqual([
      {
        start_ns: ns(driveStart + 120),
        end_ns: ns(driveStart + 500),
        before: { file_id: 'id-2', file_name: '2' },
        after: { file_id: 'id-3', file_name: '3' },
      },
    ]);
  });

  test('keeps failed files out of the figures and first in the list', () => {
    const aggregate = aggregateOf(
      file('a', { summary: { codes: [code('x')] } }),
      file('z', {
        state: 'failed',
        verdict: { code: 'corrupt', message: 'Broken.' },
        summary: { codes: [code('y')] },
      }),
      file('m', { verdict: { code: 'truncated', message: 'Short.', salvaged_messages: 1 } }),
    );
    expect(aggregate.totals).toMatchObject({ files: 3, parsed: 2, failed: 1, salvaged: 1 });
    expect(aggregate.codes.map((one) => one.code)).toEqual(['x']);
    expect(aggregate.files.map(({ name }) => name)).toEqual(['z', 'm', 'a']);
  });

  test('is valid for jsonb: neither NUL nor lone surrogates', () => {
    const aggregate = aggregateOf(
      file('a\0b', { summary: { codes: [code('x\ud800')], topics: [topic('/\0')] } }),
    );
    expect(JSON.stringify(aggregate)).not.toMatch(/\\u0000|\\ud8/);
  });

  test('stays bounded for files, codes and topics beyond its limits, and counts the rest', () => {
    const aggregator = createAggregator();
    for (let i = 0; i < 1_100; i += 1) {
      aggregator.add(
        file(`file ${i}`, {
          from: i * 60,
          to: i * 60 + 59.5,
          summary: {
            codes: Array.from({ length: 3 }, (_, j) => code(`code ${i} ${j}`, { severity: 'warning' })),
            topics: [topic(`/t${i}`), topic('/common', { from: i * 60, to: i * 60 + 59 })],
          },
        }),
      );
    }
    const aggregate = aggregator.finish();
    expect(aggregate.totals.files).toBe(1_100);
    expect(aggregate.coverage).toHaveLength(1);
    expect(aggregate.files).toHaveLength(1000);
    expect(aggregate.omitted).toMatchObject({ files: 100, codes: 3100, topics: 501 });
    expect(aggregate.topics.find(({ name }) => name === '/common')).toMatchObject({ files: 1_100 });
    expect(JSON.stringify(aggregate).length).toBeLessThan(2_000_000);
  });

  test('gives an empty aggregate for no files', () => {
    expect(aggregateOf()).toMatchObject({ totals: { files: 0 }, span: null, files: [], metrics: [] });
  });
});

test('a stored aggregate is present where its version is', () => {
  const stored = aggregateOf(file('a'));
  expect(currentAggregate(stored)).toBe(stored);
  expect(currentAggregate({ ...stored, aggregate_version: aggregateVersion - 1 })).toBeUndefined();
  const { aggregate_version: _, ...older } = stored;
  for (const none of [older, null, undefined]) expect(currentAggregate(none)).toBeUndefined();
});
