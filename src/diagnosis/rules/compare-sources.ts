import { mergeSeries, type Series } from '../../recordings/summary/series.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import { bucketSeconds, pointsOf, timelinesOf } from '../measure.ts';
import { median } from '../median.ts';

/** What two sources said in the same buckets of time, in which both were steady. */
export interface Compared {
  pairs: readonly (readonly [a: number, b: number])[];
  seconds: number;
}

/** In which buckets a source is taken for steady, in the unit of the comparison. */
export interface Steadiness {
  /** Lower values are left out: of small ones the resolution is a large share. */
  least: number;
  /** How far values may be apart in a bucket: a share of the mean, and at least so much. */
  share: number;
  apart: number;
}

/** Source by source on their common clocks; `scale` and `otherScale` convert each into the unit of the comparison. */
export function compareSources(
  [one, scale]: readonly [MetricAggregate, number],
  [other, otherScale]: readonly [MetricAggregate, number],
  steadiness: Steadiness,
): Compared {
  const all = onCommonClocks(one, other).flatMap((shared) => {
    const [a, b] = [steadyIn(shared.a, scale, steadiness), steadyIn(shared.b, otherScale, steadiness)];
    const width = bucketSeconds(shared.a);
    return [...a].flatMap(([at, value]) => {
      const beside = b.get(at);
      return beside === undefined ? [] : [{ pair: [value, beside] as const, width }];
    });
  });
  return { pairs: all.map(({ pair }) => pair), seconds: all.reduce((sum, { width }) => sum + width, 0) };
}

/** Two sources over the same time: clock by clock, in buckets of the same width. */
export function onCommonClocks(one: MetricAggregate, other: MetricAggregate): { a: Series; b: Series }[] {
  const others = timelinesOf(other);
  return timelinesOf(one).flatMap(({ clock, file, series }) => {
    const same = others.find((each) => each.clock === clock && each.file?.file_id === file?.file_id);
    return same ? [together(series, same.series)] : [];
  });
}

function together(a: Series, b: Series): { a: Series; b: Series } {
  const exponent = Math.max(a.exponent, b.exponent);
  const empty = { exponent, cells: [] };
  return { a: mergeSeries(a, empty), b: mergeSeries(b, empty) };
}

/** The means by the middle of their buckets. */
function steadyIn(series: Series, scale: number, { least, share, apart }: Steadiness): Map<number, number> {
  const steady = pointsOf(series)
    .map(({ time_s, avg, min, max }) => ({ time_s, avg: avg * scale, range: (max - min) * scale }))
    .filter(({ avg, range }) => avg >= least && range <= Math.max(apart, share * avg));
  return new Map(steady.map(({ time_s, avg }) => [time_s, avg]));
}

/** Fewer buckets, or less time in seconds, do not show that it is always so. */
const leastPairs = 10;
const leastSeconds = 60;
/** Share of the buckets in which it has to be so. */
const nearlyAll = 0.9;
/** How far a factor may be off in a bucket. */
const exact = 0.03;
/** Between values closer together than this, as a share, a factor cannot be told from a difference. */
const leastSpread = 1.3;

/** The factor by which b is greater than a, if it is the same at low and high values; undefined if there is none. */
export function constantFactor({ pairs, seconds }: Compared): number | undefined {
  if (pairs.length < leastPairs || seconds < leastSeconds) return undefined;
  const values = pairs.map(([a]) => a);
  if (Math.max(...values) < leastSpread * Math.min(...values)) return undefined;
  const factor = median(pairs.map(([a, b]) => b / a));
  const near = pairs.filter(([a, b]) => Math.abs(b / a / factor - 1) <= exact).length;
  return near >= nearlyAll * pairs.length ? factor : undefined;
}

/** Whether b follows from a in this way, within `apart`, while a changes by `range` at least. */
export function followsBy(
  { pairs, seconds }: Compared,
  convert: (a: number) => number,
  { apart, range }: { apart: number; range: number },
): boolean {
  if (pairs.length < leastPairs || seconds < leastSeconds) return false;
  const values = pairs.map(([a]) => a);
  if (Math.max(...values) - Math.min(...values) < range) return false;
  const near = pairs.filter(([a, b]) => Math.abs(convert(a) - b) <= apart).length;
  return near >= nearlyAll * pairs.length;
}
