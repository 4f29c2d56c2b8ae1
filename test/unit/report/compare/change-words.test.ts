import { describe, expect, test } from 'vitest';
import { changeRows, omittedChanges } from '../../../../src/report/compare/change-rows.ts';
import { changesOf, pairBy, trendOf } from '../../../../src/report/compare/changes.ts';
import { compareReports } from '../../../../src/report/compare/compare-reports.ts';
import { compareTopics } from '../../../../src/report/compare/compare-topics.ts';
import type { Report } from '../../../../src/report/report-schema.ts';
import { reportWith } from '../../../support/report/report-with.ts';

const at = { file_id: 'a', file_name: 'a' };
const topic = (more: Partial<Report['topics'][number]> = {}): Report['topics'][number] => ({
  name: '/t',
  type: 'T',
  message_count: 1000,
  bytes: 1,
  rate_hz: 10,
  max_gap_s: 2,
  max_gap_at: null,
  out_of_order: 0,
  files: 1,
  ...more,
});
const rows = (before: Partial<Report>, after: Partial<Report>) =>
  changeRows(compareReports({ ...reportWith(), ...before }, { ...reportWith(), ...after })).map(
    ({ kind, subject, name, detail, before: was, after: is }) =>
      [kind, subject, name, detail, was, is].join('|'),
  );

describe('topics got worse', () => {
  const trend = (before: object, after: object) => {
    const of = (more: object) => ({ ...reportWith(), topics: [topic(more)] });
    const { worse, better, unchanged } = compareTopics(of(before), of(after), 9);
    return worse.length - better.length || (unchanged === 1 ? 0 : Number.NaN);
  };

  test.each([
    ['slower by a tenth', { rate_hz: 10 }, { rate_hz: 8.9 }, 1],
    ['not quite as slow', { rate_hz: 10 }, { rate_hz: 9 }, 0],
    ['rate unknown now', { rate_hz: 10 }, { rate_hz: null }, 0],
    ['rate unknown before', { rate_hz: null }, { rate_hz: 1 }, 0],
    ['gap more than twice as long', { max_gap_s: 2 }, { max_gap_s: 4.1 }, 1],
    ['gap twice as long', { max_gap_s: 2 }, { max_gap_s: 4 }, 0],
    ['gap of less than a second more', { max_gap_s: 0.2 }, { max_gap_s: 1.2 }, 0],
    ['gap of more than a second more', { max_gap_s: 0.2 }, { max_gap_s: 1.3 }, 1],
    ['out of order now', {}, { out_of_order: 1 }, 1],
    ['more out of order', { out_of_order: 1 }, { out_of_order: 9 }, 0],
    ['faster', { rate_hz: 8 }, { rate_hz: 10 }, -1],
  ])('%s', (_, before, after, expected) => {
    expect(trend(before, after)).toBe(expected);
  });
});

describe('rows of changes', () => {
  test('of topics', () => {
    expect(
      rows(
        { topics: [topic({ name: '/old', rate_hz: null })] },
        { topics: [topic({ name: '/new', out_of_order: 3 })] },
      ),
    ).toEqual([
      'new|Topic|/new|||10 Hz, longest gap 2 s, 3 out of order',
      'gone|Topic|/old||1,000×, longest gap 2 s|',
    ]);
    expect(rows({ topics: [topic()] }, { topics: [topic({ rate_hz: 5 })] })).toEqual([
      'worse|Topic|/t||10 Hz, longest gap 2 s|5 Hz, longest gap 2 s',
    ]);
  });

  test('of files', () => {
    const [whole] = reportWith().files;
    if (!whole) throw new Error('there is a file');
    const corrupt = { code: 'corrupt' as const, message: 'Hurt.' };
    const as = (name: string, more = {}) => ({ ...whole, name, file_id: name, ...more });
    expect(
      rows(
        { files: [as('a'), as('b', { verdict: corrupt, state: 'failed' as const })] },
        { files: [as('a', { verdict: corrupt }), as('b')] },
      ),
    ).toEqual([
      'worse|File|a||Whole, 600 messages|Corrupt, 600 messages',
      'better|File|b||Corrupt|Whole, 600 messages',
    ]);
  });

  test('of software', () => {
    const software = (component: string, version: string) => ({ component, version });
    expect(
      rows(
        { versions: [software('px4', '1'), software('gone', '1')] },
        { versions: [software('px4', '2'), software('px4', '3'), software('new', '1')] },
      ),
    ).toEqual(['changed|Software|px4||1|2, 3', 'new|Software|new|||1', 'gone|Software|gone||1|']);
  });

  test('of codes without hours', () => {
    const code = {
      source: 'obd',
      severity: 'error' as const,
      message: '',
      count: 1200,
      files: 1,
      first: at,
      last: at,
    };
    expect(
      rows(
        { span: null, coverage: [] },
        { error_codes: [{ ...code, code: 'P0301' }], span: null, coverage: [] },
      ),
    ).toEqual(['new|Error code|P0301|obd||error, 1,200×']);
  });
});

describe('lists of changes', () => {
  const numbers = (
    before: string[],
    after: string[],
    incomplete = { before: false, after: false },
    most = 2,
  ) =>
    changesOf({
      paired: pairBy(before, after, (item) => item[0] ?? ''),
      trend: (pair) => trendOf(Number(pair.before.slice(1)), Number(pair.after.slice(1))),
      single: (item, side) => `${item} ${side}`,
      pair: (pair) => `${pair.before}>${pair.after}`,
      incomplete,
      most,
    });

  test('are what is new, gone, worse, better and the same', () => {
    expect(numbers(['a1', 'b2', 'c3', 'd1'], ['a2', 'b1', 'c3', 'e1'])).toEqual({
      new: ['e1 after'],
      gone: ['d1 before'],
      worse: ['a1>a2'],
      better: ['b2>b1'],
      unchanged: 1,
      unknown: 0,
      omitted: 0,
    });
  });

  test('use the first of equal keys, and are cut', () => {
    expect(numbers(['a1', 'a9'], ['a1', 'a5'])).toMatchObject({ unchanged: 1, gone: [], new: [] });
    expect(numbers([], ['a1', 'b1', 'c1'])).toMatchObject({ new: ['a1 after', 'b1 after'], omitted: 1 });
  });

  test('call nothing new or gone if the other side left some out', () => {
    expect(numbers(['a1', 'b1'], ['c1'], { before: true, after: false })).toMatchObject({
      new: [],
      unknown: 1,
      gone: ['a1 before', 'b1 before'],
    });
    expect(numbers(['a1', 'b1'], ['c1'], { before: false, after: true })).toMatchObject({
      new: ['c1 after'],
      unknown: 2,
      gone: [],
    });
    expect(numbers(['a1', 'b1'], ['c1'], { before: true, after: true }).unknown).toBe(3);
  });

  test('count what they leave out, including files if those were compared', () => {
    const comparison = compareReports(reportWith(), reportWith());
    const one = { ...comparison.topics, omitted: 1 };
    const { files: _, ...without } = comparison;
    expect(
      omittedChanges({
        ...comparison,
        topics: one,
        ...(comparison.files && { files: { ...comparison.files, omitted: 2 } }),
      }),
    ).toBe(3);
    expect(omittedChanges({ ...without, topics: one } as typeof comparison)).toBe(1);
  });
});
