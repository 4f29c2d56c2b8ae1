import { describe, expect, test } from 'vitest';
import { overlapsOf } from '../../../../src/diagnosis/gather/overlaps.ts';
import { sketchOf } from '../../../../src/diagnosis/gather/topic-sketch.ts';
import { file, topic } from '../../../support/diagnosis/summaries.ts';

const seconds = (count: number) => BigInt(Math.round(count * 1e9));

/** A file of one recorder from second to second; its topics are named by the letters. */
const interval = (name: string, from: number, to: number, topics = 'abcde', format = 'mcap') => ({
  file_id: `id-${name}`,
  file_name: name,
  format,
  start: seconds(from),
  end: seconds(to),
  sketch: sketchOf(file(name, { summary: { topics: [...topics].map((letter) => topic(letter)) } }).summary),
});
const pairs = (...intervals: ReturnType<typeof interval>[]) =>
  overlapsOf(intervals).map(({ first, second }) => `${first.file_name}${second.file_name}`);

describe('files overlap', () => {
  test('from a second in common on', () => {
    expect(pairs(interval('a', 0, 10), interval('b', 9, 20))).toEqual(['ab']);
    expect(pairs(interval('a', 0, 10), interval('b', 9.000_000_001, 20))).toEqual([]);
    expect(pairs(interval('a', 0, 10), interval('b', 4, 5))).toEqual(['ab']);
    expect(pairs(interval('a', 0, 10), interval('b', 4, 4.9))).toEqual([]);
  });

  test('where they have one format and three of five topics in common', () => {
    expect(pairs(interval('a', 0, 10, 'abcd'), interval('b', 0, 10, 'abce'))).toEqual(['ab']);
    expect(pairs(interval('a', 0, 10, 'abcd'), interval('b', 0, 10, 'abef'))).toEqual([]);
    expect(pairs(interval('a', 0, 10), interval('b', 0, 10, 'abcde', 'ulog'))).toEqual([]);
  });

  test('for a share of the shorter one, whichever it is', () => {
    const shares = (...intervals: ReturnType<typeof interval>[]) =>
      overlapsOf(intervals).map(({ share }) => share);
    expect(shares(interval('a', 0, 10), interval('b', 6, 40))).toEqual([0.4]);
    expect(shares(interval('a', 0, 40), interval('b', 36, 46))).toEqual([0.4]);
    expect(shares(interval('a', 0, 40), interval('b', 3, 20))).toEqual([1]);
    expect(overlapsOf([interval('a', 0, 10), interval('b', 6, 40)])).toEqual([
      {
        start_ns: '6000000000',
        end_ns: '10000000000',
        share: 0.4,
        first: { file_id: 'id-a', file_name: 'a' },
        second: { file_id: 'id-b', file_name: 'b' },
      },
    ]);
  });

  test('with up to 32 that are still open, the last begun; one that ends where another begins is not', () => {
    const short = (count: number, to: number) =>
      Array.from({ length: count }, (_, i) => interval(`${i}`, i / 1000, to, 'abcde', `format ${i}`));
    const long = interval('long', 0, 100);
    const last = interval('last', 50, 100);
    expect(pairs(long, ...short(32, 50), last)).toEqual(['longlast']);
    expect(pairs(long, ...short(31, 51), last)).toEqual(['longlast']);
    expect(pairs(long, ...short(32, 51), last)).toEqual([]);
  });

  test('in fifty pairs at most, the longest, in order of time', () => {
    // Each of 60 pairs stands alone; the later, the longer they overlap.
    const all = Array.from({ length: 60 }, (_, i) => [
      interval(`a${i}`, 1000 * i, 1000 * i + 500),
      interval(`b${i}`, 1000 * i + 100 - i, 1000 * i + 100),
    ]).flat();
    const found = pairs(...all);
    expect(found).toHaveLength(50);
    expect([found[0], found.at(-1)]).toEqual(['a10b10', 'a59b59']);
  });
});
