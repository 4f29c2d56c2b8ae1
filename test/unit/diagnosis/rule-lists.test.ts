import { describe, expect, test } from 'vitest';
import type { Aggregate } from '../../../src/diagnosis/aggregate.ts';
import type { Finding } from '../../../src/diagnosis/finding-schema.ts';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import {
  codeAggregate,
  pace,
  sighting,
  source,
  topicAggregate,
  trendAggregate,
} from '../../support/diagnosis/aggregates.ts';
import { aggregateOf, driveStart, file, ns } from '../../support/diagnosis/summaries.ts';

function findings(id: string, parts: Partial<Aggregate>): Finding[] {
  return rules.find((rule) => rule.id === id)?.evaluate({ ...aggregateOf(), ...parts }) ?? [];
}
const details = (finding: Finding | undefined) => finding?.evidence.map(({ detail }) => detail);
const code = codeAggregate;

/** Several instances of what usually occurs once: which one gives the title, and what is reported about the others. */
describe('the most frequent code gives the title, wherever it is', () => {
  const few = (name: string, more = {}) => code(name, { count: 2, message: `${name} few`, ...more });
  const many = (name: string, more = {}) => code(name, { count: 8, message: `${name} many`, ...more });

  test.each([
    ['diagnostic-communication', ['a: NRC 0x31', 'b: NRC 0x22'], { source: 'uds', severity: 'warning' }],
    ['occasional-log-errors', ['a', 'b'], { source: 'log' }],
    ['undecoded-messages', ['a', 'b'], { source: 'decoder' }],
    ['stale-diagnostics', ['a: stale', 'b: stale'], { severity: 'warning' }],
  ] as const)('%s', (id, [a, b], more) => {
    const described = (...codes: ReturnType<typeof code>[]) => findings(id, { codes })[0]?.description;
    expect(described(few(a, more), many(b, more))).toContain(id === 'stale-diagnostics' ? b : `${b} many`);
    expect(described(many(a, more), few(b, more))).toContain(id === 'stale-diagnostics' ? a : `${a} many`);
  });

  test('stale components are all listed', () => {
    const [finding] = findings('stale-diagnostics', { codes: [few('a: stale'), many('b: stale')] });
    expect(finding?.title).toBe('2 components went stale');
    expect(finding?.evidence.map(({ count, detail }) => [count, detail])).toEqual([
      [2, 'a: stale'],
      [8, 'b: stale'],
    ]);
    expect(finding?.codes).toEqual(['a: stale', 'b: stale']);
    const [alone] = findings('stale-diagnostics', { codes: [few('a: stale')] });
    expect(alone?.title).toBe('Went stale: a: stale');
    expect(alone?.description).toMatch(/^It was stale/);
    expect(findings('stale-diagnostics', { codes: [few('a: stale', { source: 'log' })] })).toEqual([]);
  });

  test('messages that were not decoded are added up', () => {
    const of = (...codes: ReturnType<typeof code>[]) => findings('undecoded-messages', { codes })[0];
    const [a, b] = [few('a', { source: 'decoder' }), many('b', { source: 'decoder' })];
    expect([of(a, b)?.title, of(a, b)?.description]).toEqual([
      '10 messages could not be decoded',
      'Most often: b many',
    ]);
    expect(of(a)?.description).toBe('a few');
  });

  test('errors of buses are sorted by severity, then the most frequent', () => {
    const frame = (channel: number, more = {}) =>
      code(`CAN ${channel}: error frame`, { source: 'can', ...more });
    const titles = findings('bus-errors', {
      codes: [
        frame(1, { count: 3 }),
        frame(2, { count: 5 }),
        frame(3, { count: 4, severity: 'critical' }),
        code('CAN 4: error frame', { source: 'log' }),
        code('CAN 5: other', { source: 'can' }),
      ],
    }).map(({ title }) => title.slice(0, 5));
    expect(titles).toEqual(['CAN 3', 'CAN 2', 'CAN 1']);
  });

  test('links of two ends have separate advice', () => {
    const advice = (name: string) =>
      findings('bus-errors', { codes: [code(name, { source: 'can' })] })[0]?.advice;
    expect(advice('Ethernet 1: Ethernet error')).toMatch(/settings of both ends/);
    expect(advice('CAN 1: error frame')).not.toMatch(/settings of both ends/);
  });
});

describe('a receiver that lost its position', () => {
  const lost = (receiver: string, more = {}) =>
    code(`${receiver}: GPS fix lost`, { severity: 'warning', count: 2, ...more });
  const few = source('gps_satellites', [...Array(50).fill(12), ...Array(50).fill(4)], 'roof');

  test('is one finding with its satellites', () => {
    const found = findings('gps-loss', {
      codes: [lost('roof', { severity: 'error' })],
      metric_sources: [few],
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: 'error', codes: ['roof: GPS fix lost'] });
    expect(found[0]?.description).toMatch(
      /fewer than 6 for 50 % of the time; it lost its position 2 times\.$/,
    );
    expect(details(found[0])).toEqual(['first seen', 'last seen', 'fewest: 4', 'most: 12']);
  });

  test('is a finding of its own where its satellites are not known', () => {
    const found = findings('gps-loss', { codes: [lost('mast')], metric_sources: [few] });
    expect(found.map(({ title }) => title)).toEqual([
      'GPS with fewer than 6 satellites for 50 % of the time',
      'GPS position lost 2 times',
    ]);
    expect(found[0]).not.toHaveProperty('codes');
    expect(found[0]?.description).toMatch(/time\.$/);
    expect(found[1]).toMatchObject({ severity: 'warning', codes: ['mast: GPS fix lost'] });
    expect(found[1]?.description).toMatch(/^mast: /);
    expect(findings('gps-loss', { codes: [lost('mast', { source: 'log' })] })).toEqual([]);
  });
});

describe('files', () => {
  const damaged = (name: string, offset?: number) =>
    file(name, {
      verdict: {
        code: 'corrupt',
        message: 'Hurt.',
        salvaged_messages: 9,
        ...(offset !== undefined && { offset }),
      },
    });
  const failed = (name: string, verdict: 'corrupt' | 'empty', offset?: number) =>
    file(name, {
      state: 'failed',
      verdict: { code: verdict, message: 'Gone.', ...(offset !== undefined && { offset }) },
    });

  test('that are damaged are named, with the byte where it is known', () => {
    const [two] = findings(
      'damaged-recordings',
      aggregateOf(damaged('a', 7), damaged('b'), file('c'), failed('d', 'empty')),
    );
    expect(two?.description).toMatch(/^2 files of 4 are truncated or corrupt; 1,200 messages/);
    expect(two?.evidence.map(({ file_name, offset }) => [file_name, offset])).toEqual([
      ['a', 7],
      ['b', undefined],
    ]);
    expect(two?.evidence[1]).not.toHaveProperty('offset');
    const [one] = findings('damaged-recordings', aggregateOf(damaged('a'), file('c'), file('d')));
    expect(one?.description).toMatch(/^1 file of 3 is truncated/);
  });

  test('that could not be read are named, with the byte where it is known', () => {
    const [two] = findings(
      'failed-files',
      aggregateOf(failed('a', 'corrupt', 7), failed('b', 'empty'), file('c')),
    );
    expect(two).toMatchObject({ severity: 'error', title: '2 files could not be read' });
    expect(two?.description).toMatch(/2 files of 3 .* are not part/);
    expect(two?.evidence.map(({ offset, detail }) => [offset, detail])).toEqual([
      [7, 'corrupt: Gone.'],
      [undefined, 'empty: Gone.'],
    ]);
    expect(two?.evidence[1]).not.toHaveProperty('offset');
    const [one] = findings('failed-files', aggregateOf(failed('b', 'empty'), file('c')));
    expect(one?.severity).toBe('warning');
    expect(one?.description).toMatch(/1 file of 2 .* is not part/);
  });

  test('with times that are implausible are named, except those of failed files and of other clocks', () => {
    const span = { start_ns: '0', end_ns: '9', clock: 'unix' as const };
    const [finding] = findings(
      'suspicious-clock',
      aggregateOf(
        file('wrong', { summary: { span } }),
        file('boot', { summary: { span: { ...span, clock: 'boot' } } }),
        file('none', { summary: { span: null } }),
        file('right'),
        { ...failed('gone', 'corrupt'), summary: { ...failed('gone', 'corrupt').summary, span } },
      ),
    );
    expect(finding?.evidence.map(({ file_name }) => file_name)).toEqual(['wrong']);
    expect(details(finding)).toEqual([expect.stringMatching(/^from 1970-01-01T00:00:00Z to 1970/)]);
  });

  const hole = (start: number, length: number) => ({
    ...{ start_ns: ns(driveStart + start), end_ns: ns(driveStart + start + length) },
    ...{
      before: { file_id: 'a', file_name: `before ${length}` },
      after: { file_id: 'b', file_name: `after ${length}` },
    },
  });

  test('months apart are named on both sides, the longest first in words', () => {
    const month = 31 * 86_400;
    const [finding] = findings('suspicious-clock', { holes: [hole(0, month), hole(0, 3 * month)] });
    expect(finding?.description).toMatch(/lie 93 d/);
    expect(finding?.evidence).toMatchObject([
      {
        file_name: `before ${month}`,
        time: '2026-03-01T08:00:00Z',
        detail: `the next file is after ${month}`,
      },
      { file_name: `before ${3 * month}` },
    ]);
  });

  test('between which nothing was recorded are named on both sides, the longest hole first', () => {
    const [finding] = findings('coverage-holes', { holes: [hole(0, 6), hole(60, 9)], joins: 2 });
    expect(finding?.evidence).toEqual([
      {
        file_id: 'a',
        file_name: 'before 9',
        time: '2026-03-01T08:01:00Z',
        detail: 'ends here; the next is after 9, 9 s later',
      },
      {
        file_id: 'a',
        file_name: 'before 6',
        time: '2026-03-01T08:00:00Z',
        detail: 'ends here; the next is after 6, 6 s later',
      },
    ]);
  });

  test('that are missing are counted over all patterns, and some are named', () => {
    const numbering = (missing: string[], missing_count = missing.length) => ({
      ...{ pattern: 'd_*.mcap', files: 9, missing, missing_count },
      before: { file_id: 'a', file_name: 'd_2.mcap' },
    });
    const of = (...numbering_holes: ReturnType<typeof numbering>[]) =>
      findings('missing-recordings', { numbering_holes })[0];
    expect(of(numbering(['3', '4']), numbering(['7']))?.title).toBe('3 recordings missing by number');
    expect(of(numbering(['3']))?.description).toMatch(/1 number is missing between others: 3[^,…]*$/);
    expect(of(numbering(['3', '4']))?.description).toMatch(
      /2 numbers are missing between others: 3, 4(?! ?…)/,
    );
    const cut = of(numbering(['3', '4'], 20))?.description ?? '';
    expect(cut).not.toBe(of(numbering(['3', '4'], 2))?.description.replace('2 numbers', '20 numbers'));
    expect(of(numbering(['3']))?.evidence).toEqual([
      { file_id: 'a', file_name: 'd_2.mcap', detail: 'the next number, 3, is missing' },
    ]);
  });

  const overlap = (first: string, second: string, share: number) => ({
    ...{ start_ns: ns(driveStart), end_ns: ns(driveStart + 9), share },
    ...{ first: { file_id: first, file_name: first }, second: { file_id: second, file_name: second } },
  });
  const copies = [
    {
      sha256: 'ab'.repeat(32),
      count: 3,
      files: ['a', 'b'].map((name) => ({ file_id: name, file_name: name })),
    },
  ];

  test('that overlap are named, the largest share first, and copies not again', () => {
    const overlaps = [overlap('a', 'b', 1), overlap('a', 'c', 0.2), overlap('d', 'b', 0.4)];
    const [finding] = findings('overlapping-recordings', { overlaps, duplicates: copies });
    expect(finding?.title).toBe('2 pairs of recordings overlap');
    expect(finding?.evidence).toMatchObject([
      { file_id: 'b', time: '2026-03-01T08:00:00Z', detail: 'overlaps d for 9 s' },
      { file_id: 'c', detail: 'overlaps a for 9 s' },
    ]);
  });

  test('that were uploaded more than once are named with their digest', () => {
    const [finding] = findings('duplicate-recordings', { duplicates: copies });
    expect(finding?.title).toBe('2 files uploaded more than once');
    expect(finding?.description).toMatch(/a 3 times/);
    expect(finding?.evidence).toEqual(
      ['a', 'b'].map((name) => ({ file_id: name, file_name: name, detail: 'SHA-256 abababababababab…' })),
    );
  });
});

describe('times and topics', () => {
  test('clocks are ahead or behind, and the evidence says by how much', () => {
    const offset = (offset_s: number) => ({
      ...{
        reference: { file_id: 'a', file_name: 'a' },
        other: { file_id: 'b', file_name: 'b', clock: 'unix' as const },
      },
      ...{ offset_s, error_s: 0.5, landmarks: 4 },
    });
    const [finding] = findings('clock-offset', { clock_offsets: [offset(3), offset(-9)] });
    expect(finding?.description).toMatch(/^b is 9 s behind a/);
    expect(finding?.evidence).toEqual([
      { file_id: 'b', file_name: 'b', detail: '9 s behind a, ± 0.5 s, 4 events' },
      { file_id: 'b', file_name: 'b', detail: '3 s ahead of a, ± 0.5 s, 4 events' },
    ]);
  });

  test('pauses are counted where there are more', () => {
    const pause = { at: sighting(), length_ns: 5e9, topics: 4 };
    const of = (...pauses: (typeof pause)[]) => findings('recording-pause', { pauses })[0];
    expect(of(pause)?.description).toBe('4 topics fell silent together for 5 s.');
    expect(of(pause, pause)?.description).toBe(
      '4 topics fell silent together for 5 s; 2 files have such a pause.',
    );
    expect(details(of(pause))).toEqual(['4 topics silent for 5 s']);
  });

  test('silent topics say whether they came again', () => {
    const silence = (kind: 'gap' | 'end') => ({
      silence: { kind, length_ns: 5e9, usual_ns: 1e8, at: sighting() },
    });
    const of = (name: string, kind: 'gap' | 'end') =>
      findings('silent-topic', { topics: [topicAggregate(name, silence(kind))] })[0];
    expect(of('/t', 'gap')?.description).toBe('/t paused for 5 s, although it otherwise comes every 0.1 s.');
    expect(of('/t', 'end')?.description).toMatch(/^\/t stopped for 5 s before the recording ended, although/);
    expect(details(of('/t', 'gap'))).toEqual(['gap of 5 s, usually every 0.1 s']);
    expect(details(of('/t', 'end'))).toEqual(['silent to the end of 5 s, usually every 0.1 s']);
    expect(of('CAN 1 0x0C9', 'gap')?.likely_cause).toMatch(/ignition/);
    expect(of('/t', 'gap')?.likely_cause).not.toMatch(/ignition/);
  });

  test('uneven topics and those with gaps say how much', () => {
    const at = pace({
      interval_ns: 1e8,
      median_ns: 1e8,
      jitter_ns: 6e7,
      gaps: 12,
      gap_ns: 200,
      active_ns: 1000,
    });
    const uneven = findings('topic-jitter', { topics: [topicAggregate('/t', { most_uneven: at })] })[0];
    expect(uneven?.description).toMatch(
      /changes by 60 ms on average \(60 % of its usual 0\.1 s\)|changes by 0\.06 s/,
    );
    expect(details(uneven)).toEqual(['mean jitter 60 % of the usual 0.1 s in this file']);
    const gaps = findings('topic-gaps', { topics: [topicAggregate('/t', { most_gaps: at })] })[0];
    expect(gaps?.description).toMatch(/usual intervals \(0\.3 s\) late 12 times, together 20 %/);
    expect(gaps?.evidence[0]).toMatchObject({ count: 12, detail: 'gaps in this file, 20 % of its time' });
  });

  test('topics that are most out of order are listed first', () => {
    const disorder = (name: string, count: number) =>
      topicAggregate(name, {
        out_of_order: count,
        out_of_order_at: { ...sighting({ topic: name }), count, messages: 1000 },
      });
    const [finding] = findings('out-of-order', { topics: [disorder('/a', 20), disorder('/b', 30)] });
    expect(finding?.description).toMatch(/30 of 1,000 messages on \/b \(3\.0 %\)/);
    expect(finding?.evidence[0]).toMatchObject({
      topic: '/b',
      count: 30,
      detail: expect.stringMatching(/^the first/),
    });
  });

  test('rates that fell most are listed first', () => {
    const later = sighting({ time_ns: ns(driveStart + 60), file_name: 'b' });
    const slower = (name: string, factor: number) =>
      topicAggregate(name, {
        fastest: pace({ interval_ns: 5e7, median_ns: 5e7 }),
        slowest: pace({ interval_ns: 5e7 * factor, median_ns: 5e7 * factor, at: later }),
      });
    const [finding] = findings('falling-rate', { topics: [slower('/a', 2), slower('/b', 4)] });
    expect(finding?.title).toBe('The rates of 2 topics fell, /b from 20 Hz to 5.00 Hz');
    expect(details(finding)?.[0]).toBe('5.00 Hz in this file, 20 Hz before');
    expect(findings('falling-rate', { topics: [{ ...slower('/a', 2), slowest: null }] })).toEqual([]);
  });

  test('trends have the extremes of their own source as evidence', () => {
    const sources = [
      source('ram_percent', [1, 2], 'other'),
      source('cpu_percent', [3, 4]),
      { ...source('ram_percent', [5, 6]), system: 'else' },
      source('ram_percent', [40, 90]),
    ];
    const trend = trendAggregate('ram_percent', { slope_per_hour: 60, late_slope_per_hour: 60 });
    const [finding] = findings('memory-leak', { trends: [trend], metric_sources: sources });
    expect(details(finding)).toEqual(['highest 90 %', 'lowest 40 %']);
    expect(finding?.description).toMatch(/^host rose by 20 %/);
    const [alone] = findings('memory-leak', { trends: [trend] });
    expect(alone?.evidence).toEqual([]);
    const [sag] = findings('voltage-sag', {
      trends: [
        trendAggregate('battery_voltage', {
          last: 10.8,
          change: -1.2,
          slope_per_hour: -7,
          late_slope_per_hour: -7,
        }),
      ],
    });
    expect(sag?.description).toMatch(/^host fell by 1\.2 V within 10 min/);
    const [hotter] = findings('temperature-rising', {
      trends: [
        trendAggregate('temperature_celsius', { last: 75, slope_per_hour: 20, late_slope_per_hour: 20 }),
      ],
    });
    expect(hotter?.description).toMatch(/it reaches 85 °C in 30 min\.$/);
  });
});

describe('what a report says if there is little data', () => {
  const totals = (messages: number) => ({
    totals: { ...aggregateOf().totals, files: 1, parsed: 1, messages },
  });

  test('nothing at all, or nothing about health', () => {
    const of = (messages: number, more: Partial<Aggregate> = {}) =>
      findings('nothing-to-judge', { ...totals(messages), ...more })[0];
    expect(of(0)?.title).toBe('No messages in these recordings');
    expect(of(0)?.description).toMatch(/nothing was recorded/);
    expect(of(5)?.title).toMatch(/^No diagnostics/);
    expect(of(5)?.description).toMatch(/0 topics with 5 messages/);
    expect(of(5)?.evidence).toEqual([]);
    const one = aggregateOf(
      file('a', { summary: { logs: [{ ...sighting(), severity: 'info', source: '', text: 'x' }] } }),
    );
    expect(of(5, { logs: one.logs })).toBeUndefined();
    expect(of(5, { codes: [code('x')] })).toBeUndefined();
    expect(of(5, { metrics: [source('cpu_percent', [1])] })).toBeUndefined();
    expect(findings('nothing-to-judge', {})).toEqual([]);
  });
});

describe('codes that a finding is about', () => {
  test.each([
    ['bus-off', code('CAN 1: bus off', { source: 'can' })],
    ['bus-errors', code('CAN 1: error frame', { source: 'can' })],
    ['clock-jump', code('clock jump', { source: 'clock' })],
    ['error-diagnostics', code('x', { source: 'dbc' })],
    ['gps-interference', code('gps jamming', { severity: 'warning' })],
    ['px4-dropouts', code('dropout', { source: 'dropout' })],
    ['px4-events', code('event', { source: 'px4-event' })],
    ['px4-failsafe', code('rc lost', { source: 'failsafe' })],
    ['repeated-log-errors', code('x', { source: 'log', count: 10 })],
    ['obd-dtc', code('P0301', { source: 'obd' })],
    ['warning-lamps', code('MIL on', { source: 'obd' })],
    ['control-unit-changes', code('ECU reset', { source: 'uds' })],
  ])('%s', (id, one) => {
    expect(findings(id, { codes: [one] })[0]?.codes).toEqual([one.code]);
    expect(findings(id, { codes: [{ ...one, source: 'elsewhere' }] })).toEqual([]);
  });

  test('fatal log lines have a cause of their own, however few', () => {
    const of = (severity: 'error' | 'critical') =>
      findings('repeated-log-errors', { codes: [code('x', { source: 'log', severity, count: 10 })] })[0];
    expect(of('critical')).toMatchObject({ severity: 'critical', title: 'Fatal error logged 10 times: x' });
    expect(of('critical')?.likely_cause).toMatch(/stopped here/);
    expect(of('error')).toMatchObject({ severity: 'warning', title: 'Error logged 10 times: x' });
    expect(of('error')?.likely_cause).not.toMatch(/stopped here/);
  });

  test('first and last sighting, with the count where it is of one file', () => {
    const evidence = (more: Parameters<typeof code>[1]) =>
      findings('px4-failsafe', { codes: [code('x', { source: 'failsafe', ...more })] })[0]?.evidence.map(
        ({ count, detail }) => [count, detail],
      );
    expect(evidence({ count: 1 })).toEqual([[1, undefined]]);
    expect(evidence({ count: 2 })).toEqual([
      [2, 'first seen'],
      [undefined, 'last seen'],
    ]);
    expect(evidence({ count: 2, files: 2 })).toEqual([
      [undefined, 'first seen'],
      [undefined, 'last seen'],
    ]);
  });

  test('lamps that several codes light are named once', () => {
    const dm1 = (name: string, lamps: string) =>
      code(name, { source: 'j1939', severity: 'warning', message: `${name}; on: ${lamps}` });
    const [finding] = findings('warning-lamps', {
      codes: [
        dm1('SPN 1 FMI 1', 'amber warning lamp'),
        dm1('SPN 2 FMI 2', 'amber warning lamp, red stop lamp'),
      ],
    });
    expect(finding?.title).toBe('Lit: amber warning lamp, red stop lamp');
    expect(finding?.description).toMatch(/^2 codes asked for them, /);
    expect(finding?.codes).toEqual(['SPN 1 FMI 1', 'SPN 2 FMI 2']);
    const [one] = findings('warning-lamps', { codes: [dm1('SPN 1 FMI 1', 'amber warning lamp')] });
    expect(one?.description).toMatch(/^1 code asked for it, /);
    expect(
      findings('warning-lamps', {
        codes: [code('other', { source: 'obd' }), code('x', { source: 'j1939' })],
      }),
    ).toEqual([]);
  });
});
