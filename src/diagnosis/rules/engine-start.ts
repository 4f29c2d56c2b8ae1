import type { MetricAggregate } from '../gather/metrics.ts';
import { bucketSeconds, type Point, pointsOf, timelinesOf } from '../measure.ts';

/** ISO 16750-2, 4.6.3: the starting profile is over within 10 s. */
export const longestStart = 10;

/** Regulators load the engine only some seconds after it runs. */
const settled = 30;

/**
 * Whether there are dips below `limit` (volts), and each has the shape of an engine's start: short, and after it the voltage
 * is higher than before by `rise` (a share), since the generator then charges the battery. `rest`: that of a full
 * battery, for a recording that begins in the start.
 */
export function onlyStarts(metric: MetricAggregate, limit: number, rise: number, rest: number): boolean {
  const dips = timelinesOf(metric).flatMap(({ series }) => {
    const points = pointsOf(series);
    const width = bucketSeconds(series);
    return dipsIn(points, limit).map(([first, last]) => {
      // A dip reaches into its first and its last bucket, however little.
      if ((last - first - 1) * width >= longestStart) return false;
      const end = points[last]?.time_s ?? 0;
      const after = points.slice(last + 1).filter(({ time_s }) => time_s - end <= Math.max(settled, width));
      const before = points[first - 1]?.avg ?? rest;
      return after.some(({ avg }) => avg >= before * (1 + rise));
    });
  });
  return dips.length > 0 && dips.every((isStart) => isStart);
}

/** First and last index of each run of points with values below `limit`. */
function dipsIn(points: readonly Point[], limit: number): [first: number, last: number][] {
  const dips: [number, number][] = [];
  for (const [index, { min }] of points.entries()) {
    if (min >= limit) continue;
    const open = dips.at(-1);
    if (open && open[1] === index - 1) open[1] = index;
    else dips.push([index, index]);
  }
  return dips;
}
