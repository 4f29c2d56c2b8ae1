import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addToHistogram,
  type Histogram,
  mergeHistograms,
  quantile,
} from '../../../../src/recordings/summary/histogram.ts';
import {
  addToSeries,
  coarsenSeries,
  emptySeries,
  maxSeriesBuckets,
  mergeSeries,
  type Series,
} from '../../../../src/recordings/summary/series.ts';

const values = fc.array(fc.integer({ min: -200_000, max: 200_000 }));
const histograms = values.map((all) => {
  const histogram: Histogram = {};
  for (const value of all) addToHistogram(histogram, value);
  return histogram;
});
const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -1e6, max: 1e6 })), {
  maxLength: 30,
});
const series = points.map(seriesOf);

function seriesOf(all: [number, number][]): Series {
  const built = emptySeries();
  for (const [time, value] of all) addToSeries(built, time, value);
  return built;
}

describe('histograms', () => {
  test('merge in any order and grouping', () => {
    fc.assert(
      fc.property(histograms, histograms, histograms, (a, b, c) => {
        expect(mergeHistograms(a, b)).toEqual(mergeHistograms(b, a));
        expect(mergeHistograms(mergeHistograms(a, b), c)).toEqual(mergeHistograms(a, mergeHistograms(b, c)));
      }),
    );
  });

  test('give quantiles within one per cent, as the values themselves would', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1 }), (all) => {
        const histogram: Histogram = {};
        for (const value of all) addToHistogram(histogram, value);
        const exact = all.toSorted((a, b) => a - b)[Math.ceil(0.95 * all.length) - 1] ?? 0;
        expect(Math.abs((quantile(histogram, 0.95) ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.0101 + 1);
      }),
    );
  });
});

describe('series', () => {
  test('merge in any order and grouping', () => {
    fc.assert(
      fc.property(series, series, series, (a, b, c) => {
        expect(mergeSeries(a, b)).toEqual(mergeSeries(b, a));
        expect(mergeSeries(mergeSeries(a, b), c)).toEqual(mergeSeries(a, mergeSeries(b, c)));
      }),
    );
  });

  test('of two parts merge to the series of all points', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        expect(mergeSeries(seriesOf(a), seriesOf(b))).toEqual(seriesOf([...a, ...b]));
      }),
    );
  });

  test('stay bounded, and keep count and extremes when made coarser', () => {
    fc.assert(
      fc.property(series, (fine) => {
        const coarse = coarsenSeries(fine, 20);
        const span = (coarse.cells.at(-1)?.[0] ?? 0) - (coarse.cells[0]?.[0] ?? 0);
        expect(span).toBeLessThan(20);
        expect(fine.cells.length).toBeLessThanOrEqual(maxSeriesBuckets);
        const count = ({ cells }: Series) => cells.reduce((sum, cell) => sum + cell[1], 0);
        const highest = ({ cells }: Series) => Math.max(...cells.map((cell) => cell[4]));
        expect(count(coarse)).toBe(count(fine));
        expect(highest(coarse)).toBe(highest(fine));
      }),
    );
  });
});
