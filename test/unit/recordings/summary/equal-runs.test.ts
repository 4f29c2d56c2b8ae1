import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EqualRunFollower } from '../../../../src/recordings/summary/equal-runs.ts';

/** Of values, one a second from 0 on; `[seconds, value]` for other times. */
function runsOf(values: (number | [seconds: number, value: number])[]) {
  const equal = new EqualRunFollower();
  for (const [i, one] of values.entries()) {
    const [seconds, value] = typeof one === 'number' ? [i, one] : one;
    equal.add(seconds * 1000, value);
  }
  return equal.runs();
}

const flat = (value: number, length: number) => Array<number>(length).fill(value);

describe('runs of equal values', () => {
  test('are as long as from their first to their last value', () => {
    expect(runsOf([1, 2, 3, ...flat(4.5, 21), 5, ...flat(6, 13), 7])).toEqual({
      runs: 7,
      longest_ms: 20_000,
      longest_at_ns: '3000000000',
      longest_count: 21,
      longest_milli: 4_500,
      next_ms: 12_000,
    });
  });

  test('are equal to the last bit, however little values differ', () => {
    expect(runsOf(Array.from({ length: 30 }, (_, i) => 5 + i * 1e-12))).toBeUndefined();
    expect(runsOf(flat(5, 11))).toMatchObject({ runs: 1, longest_ms: 10_000, next_ms: 0 });
    expect(runsOf(flat(5, 10))).toBeUndefined();
  });

  test('end where it is not known what the value was, and where time goes back', () => {
    expect(
      runsOf([
        [0, 5],
        [10, 5],
        [20, 5],
      ]),
    ).toMatchObject({ runs: 1, longest_ms: 20_000 });
    expect(
      runsOf([
        [0, 5],
        [10.001, 5],
        [20.002, 5],
      ]),
    ).toBeUndefined();
    expect(
      runsOf([
        [9, 5],
        [18, 5],
        [0, 5],
        [9, 5],
      ]),
    ).toBeUndefined();
  });

  test('are the two longest of all, and the first of those that are equally long', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }), (lengths) => {
        const found = runsOf(lengths.flatMap((length, i) => flat(i, length)));
        const [longest = 0, next = 0] = lengths.map((length) => length - 1).sort((a, b) => b - a);
        if (longest < 10) {
          expect(found).toBeUndefined();
          return;
        }
        const value = lengths.indexOf(longest + 1);
        expect(found).toMatchObject({
          runs: lengths.length,
          longest_ms: longest * 1000,
          longest_count: longest + 1,
          longest_milli: value * 1000,
          next_ms: next * 1000,
        });
      }),
    );
  });
});
