import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Part, seriesOf } from '../../../src/signals/buckets.ts';
import { blocksOf } from '../../../src/signals/column.ts';

function columnOf(samples: readonly (readonly [time: number, value: number])[]) {
  const sorted = samples.toSorted(([a], [b]) => a - b);
  const times = Float64Array.from(sorted, ([time]) => time);
  const values = Float64Array.from(sorted, ([, value]) => value);
  return { times, values, blocks: blocksOf(times, values) };
}

const wholly = { shift: 0, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

const sample = fc.tuple(
  fc.integer({ min: 0, max: 1e9 }),
  // Of 0 and -0 either may be the least.
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((value) => value + 0),
);

/** The samples of the parts within their windows. */
function inside(parts: readonly Part[]): [number, number][] {
  return parts.flatMap(({ column: { times, values }, shift, from, to }) =>
    [...times].flatMap((time, at): [number, number][] => {
      const t = time + shift;
      return t >= from && t <= to ? [[t, values[at] as number]] : [];
    }),
  );
}

describe('series of random columns', () => {
  const columns = fc.array(
    fc.record({
      samples: fc.array(sample, { maxLength: 3_000 }),
      shift: fc.integer({ min: -1000, max: 1000 }),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const window = fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e9 }));

  test('lose no sample, no minimum and no maximum', () => {
    fc.assert(
      fc.property(columns, window, fc.integer({ min: 1, max: 40 }), (drawn, [a, b], points) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const parts = drawn.map(({ samples, shift }) => ({ column: columnOf(samples), shift, from, to }));
        const expected = inside(parts);
        const series = seriesOf(parts, points);
        expect(series.t.length).toBeLessThanOrEqual(points);
        expect(series.t).toEqual(series.t.toSorted((one, other) => one - other));
        const values = expected.map(([, value]) => value);
        if (series.kind === 'raw') {
          expect(series.value.toSorted()).toEqual(values.toSorted());
          return;
        }
        expect(series.count.reduce((sum, count) => sum + count, 0)).toBe(expected.length);
        expect(Math.min(...series.min)).toBe(Math.min(...values));
        expect(Math.max(...series.max)).toBe(Math.max(...values));
      }),
      { numRuns: 200 },
    );
  });

  test('have in each bucket what lies between its times, where samples are taken one by one', () => {
    fc.assert(
      fc.property(fc.array(sample, { minLength: 20, maxLength: 500 }), (samples) => {
        const part = { column: columnOf(samples), ...wholly };
        const series = seriesOf([part], 10);
        if (series.kind !== 'buckets') throw new Error('expected buckets');
        for (const [at, t] of series.t.entries()) {
          const end = series.t_end[at] as number;
          const within = inside([part]).filter(([time]) => time >= t && time <= end);
          const values = within.map(([, value]) => value);
          expect(series.count[at]).toBe(within.length);
          expect(series.min[at]).toBe(Math.min(...values));
          expect(series.max[at]).toBe(Math.max(...values));
        }
      }),
    );
  });
});

test('a bucket of many samples is made of blocks with the same figures', () => {
  const samples = Array.from({ length: 50_000 }, (_, at): [number, number] => [
    at * 1_000,
    Math.sin(at / 100),
  ]);
  const column = columnOf(samples);
  const series = seriesOf([{ column, ...wholly, from: 777_000, to: 49_000_000 }], 20);
  if (series.kind !== 'buckets') throw new Error('expected buckets');
  const values = samples.slice(777, 49_001).map(([, value]) => value);
  expect(series.count.reduce((sum, count) => sum + count, 0)).toBe(values.length);
  expect(Math.min(...series.min)).toBe(Math.min(...values));
  expect(Math.max(...series.max)).toBe(Math.max(...values));
  const mean =
    series.mean.reduce((sum, each, at) => sum + each * (series.count[at] as number), 0) / values.length;
  expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9);
  expect(series.t[0]).toBe(777_000);
  expect(series.t_end.at(-1)).toBe(49_000_000);
});

test('nothing in the window is an empty series', () => {
  const part = { column: columnOf([[5, 1]]), shift: 0, from: 6, to: 9 };
  expect(seriesOf([part], 10)).toEqual({ kind: 'raw', t: [], value: [] });
});
