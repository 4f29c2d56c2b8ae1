import { describe, expect, test } from 'vitest';
import { details, findings } from '../../support/diagnosis/aggregates.ts';
import { aggregateOf, driveStart, file, ns } from '../../support/diagnosis/summaries.ts';

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
    start_ns: ns(driveStart + start),
    end_ns: ns(driveStart + start + length),
    before: { file_id: 'a', file_name: `before ${length}` },
    after: { file_id: 'b', file_name: `after ${length}` },
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
      pattern: 'd_*.mcap',
      files: 9,
      missing,
      missing_count,
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
    start_ns: ns(driveStart),
    end_ns: ns(driveStart + 9),
    share,
    first: { file_id: first, file_name: first },
    second: { file_id: second, file_name: second },
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
