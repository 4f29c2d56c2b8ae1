import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSeriesSum } from '../../src/diagnosis/gather/series-sum.ts';
import { addToSeries, emptySeries, mergeSeries, type Series } from '../../src/recordings/series.ts';

const anySeries = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4_000_000 }), fc.integer({ min: -500, max: 500 })), {
    maxLength: 20,
  })
  .map((values): Series => {
    const series = emptySeries();
    for (const [time, value] of values.sort(([a], [b]) => a - b)) addToSeries(series, time, value);
    return series;
  });

it('gives what merging one by one gives', () => {
  fc.assert(
    fc.property(fc.array(anySeries, { maxLength: 8 }), (all) => {
      const sum = createSeriesSum();
      for (const series of all) sum.add(series);
      expect(sum.finish()).toEqual(all.reduce(mergeSeries, emptySeries()));
    }),
  );
});
