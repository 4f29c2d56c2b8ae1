import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noiseOf, penaltyFor, segmentStarts } from '../../../../src/diagnosis/incidents/change-points.ts';
import { departureOf } from '../../../../src/diagnosis/incidents/departure.ts';
import { rupturesCases } from './ruptures-cases.ts';

describe('segmentStarts', () => {
  test.each(rupturesCases)('agrees with ruptures: $starts', ({ values, penalty, starts }) => {
    expect(segmentStarts(values, penalty)).toEqual(starts);
  });

  test('finds nothing in nothing, and one segment in one value', () => {
    expect(segmentStarts([], 1)).toEqual([]);
    expect(segmentStarts([5], 1)).toEqual([0]);
  });

  test('costs no more than any segmentation with one change', () => {
    const value = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 40 }),
        fc.nat(39),
        fc.integer({ min: 1, max: 500 }),
        (values, at, penalty) => {
          const own = costOf(values, segmentStarts(values, penalty), penalty);
          const other = at > 0 && at < values.length ? [0, at] : [0];
          expect(own).toBeLessThanOrEqual(costOf(values, other, penalty) + 1e-6);
        },
      ),
    );
  });
});

function costOf(values: number[], starts: number[], penalty: number): number {
  return starts.reduce((sum, start, i) => {
    const segment = values.slice(start, starts[i + 1] ?? values.length);
    const mean = segment.reduce((a, b) => a + b, 0) / segment.length;
    return sum + penalty + segment.reduce((a, b) => a + (b - mean) ** 2, 0);
  }, 0);
}

describe('the noise of a series', () => {
  test('is hardly touched by a change of its level', () => {
    const wave = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const stepped = wave.map((value, i) => (i < 50 ? value : value + 100));
    expect(noiseOf(stepped)).toBeCloseTo(noiseOf(wave), 5);
    expect(noiseOf([1, 2, 4])).toBeCloseTo((1.4826 * 1.5) / Math.SQRT2, 6);
  });

  test('gives a penalty of at least that of the resolution', () => {
    expect(penaltyFor([5, 5, 5, 5], 0.5)).toBeCloseTo(2 * 0.25 * Math.log(4), 9);
    expect(penaltyFor([5], 1)).toBeCloseTo(2 * Math.log(2), 9);
  });
});

describe('departureOf', () => {
  const flat = (count: number, level: number) => new Array<number>(count).fill(level);

  test('finds where a level is left, in both directions', () => {
    const up = [...flat(20, 40), ...flat(10, 99)];
    expect(departureOf(up, 'up')).toEqual({ normal: 19, left: 20, returned: 30 });
    expect(
      departureOf(
        up.map((value) => -value),
        'down',
      ),
    ).toEqual({ normal: 19, left: 20, returned: 30 });
  });

  test('names the beginning of a ramp, not its top', () => {
    const ramp = [...flat(30, 50), ...Array.from({ length: 30 }, (_, i) => 50 + i * 2)];
    const left = departureOf(ramp, 'up')?.left ?? 0;
    expect(left).toBeGreaterThanOrEqual(30);
    expect(left).toBeLessThan(36);
  });

  test('takes a short dip for the departure, not the level after it', () => {
    expect(departureOf([...flat(40, 13.8), ...flat(2, 8.3), ...flat(60, 13.8)], 'down')).toEqual({
      normal: 39,
      left: 40,
      returned: 42,
    });
  });

  test('knows no last normal value of a series that was bad from the beginning', () => {
    expect(departureOf([...flat(20, 99), ...flat(20, 40)], 'up')).toEqual({
      normal: -1,
      left: 0,
      returned: 20,
    });
  });

  test('finds none where the level never changes', () => {
    expect(departureOf(flat(30, 5), 'up')).toBeUndefined();
    expect(departureOf([5], 'up')).toBeUndefined();
    expect(departureOf([], 'up')).toBeUndefined();
  });
});
