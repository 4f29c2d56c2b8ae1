import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countGaps,
  type IntervalHistogram,
  intervalBucket,
  intervalOfBucket,
  usualInterval,
} from '../../../../src/recordings/summary/interval-histogram.ts';

function histogramOf(intervals: number[]): IntervalHistogram {
  const histogram: IntervalHistogram = {};
  for (const interval of intervals) {
    const bucket = intervalBucket(interval);
    histogram[bucket] = (histogram[bucket] ?? 0) + 1;
  }
  return histogram;
}

const ms = 1e6;

describe('an interval histogram', () => {
  test('returns each interval within an eighth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400_000_000_000 }), (interval) => {
        const middle = intervalOfBucket(intervalBucket(interval));
        expect(Math.abs(middle - interval) / interval).toBeLessThanOrEqual(0.125);
      }),
    );
  });

  test('knows the usual interval, and none if empty', () => {
    expect(usualInterval(histogramOf([9 * ms, 10 * ms, 10 * ms, 500 * ms]))).toBeCloseTo(10 * ms, -6.5);
    expect(usualInterval({})).toBeUndefined();
  });

  test('counts the intervals that are much longer than usual', () => {
    const steady = Array.from({ length: 500 }, () => 10 * ms);
    expect(countGaps(histogramOf(steady))).toBe(0);
    expect(countGaps(histogramOf([...steady, 200 * ms, 2_000 * ms]))).toBe(2);
  });

  test('does not count the pauses between bursts as gaps', () => {
    const bursts = Array.from({ length: 500 }, (_, index) => (index % 2 === 0 ? 0.01 * ms : 16 * ms));
    expect(countGaps(histogramOf(bursts))).toBe(0);
  });
});
