import type { MetricAggregate } from '../gather/metrics.ts';
import { pointsOf } from '../measure.ts';
import { onCommonClocks } from './compare-sources.ts';

/**
 * Share of the buckets of time with a low value of either source in which both were low: devices behind one supply see
 * the same dips, less what the resolution of the slower one leaves out.
 */
const sharedFrom = 0.5;

/** Groups of those that were below a limit at the same times, each led by the first of them. */
export function groupByDips<T extends { metric: MetricAggregate }>(
  judged: readonly T[],
  limitOf: (one: T) => number,
): [T, ...T[]][] {
  const groups: [T, ...T[]][] = [];
  for (const one of judged) {
    const limit = limitOf(one);
    const group = groups.find(
      ([first]) => limitOf(first) === limit && dipTogether(first.metric, one.metric, limit),
    );
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** Buckets that only one of the two has say nothing. `limit` in the metric's own unit. */
function dipTogether(one: MetricAggregate, other: MetricAggregate, limit: number): boolean {
  if (one.system !== other.system) return false;
  let both = 0;
  let either = 0;
  for (const { a, b } of onCommonClocks(one, other)) {
    const lowOf = new Map(pointsOf(b).map(({ time_s, min }) => [time_s, min < limit]));
    for (const { time_s, min } of pointsOf(a)) {
      const otherLow = lowOf.get(time_s);
      if (otherLow === undefined) continue;
      const low = min < limit;
      if (low && otherLow) both += 1;
      if (low || otherLow) either += 1;
    }
  }
  return both > 0 && both >= sharedFrom * either;
}
