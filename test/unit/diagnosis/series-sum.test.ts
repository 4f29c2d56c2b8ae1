import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSeriesSum } from '../../../src/diagnosis/gather/series-sum.ts';
import {
  addToSeries,
  emptySeries,
  mergeSeries,
  type Series,
} from '../../../src/recordings/summary/series.ts';

const millisecond = fc.integer({ min: 0, max: 4_000_000 });

const seriesFrom = (start: number) =>
  fc.array(fc.tuple(millisecond, fc.integer({ min: -500, max: 500 })), { maxLength: 20 }).map((values) => {
    const series: Series = emptySeries();
    for (const [time, value] of values.sort(([a], [b]) => a - b)) addToSeries(series, start + time, value);
    return series;
  });

// Times near zero, and those of 2026.
const manySeries = fc
  .constantFrom(0, 1.77e12)
  .chain((start) => fc.array(seriesFrom(start), { maxLength: 8 }));

test('gives what merging one by one gives', () => {
  fc.assert(
    fc.property(manySeries, (all) => {
      const sum = createSeriesSum();
      for (const series of all) sum.add(series);
      expect(sum.finish()).toEqual(all.reduce(mergeSeries, emptySeries()));
    }),
  );
});
