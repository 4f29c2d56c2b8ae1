import { mergeSeries, type Series } from '../../recordings/summary/series.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import { bucketSeconds, timelinesOf } from '../measure.ts';

const counter = /odometer|mileage|vehicle.?distance|distance since codes/i;
const kilometres: Readonly<Record<string, number>> = { km: 1, mi: 1.609344, miles: 1.609344, m: 0.001 };

/** In km: counters count whole kilometres, which shorter ones cannot be told from. */
const leastDistance = 10;
/** With fewer buckets, what was driven in the first and the last one counts too much. */
const leastBuckets = 20;
/** Share of the time in which the speed has to be known. */
const leastKnown = 0.95;

/** What turns the values of a counter of the distance driven into km; undefined for any other source. */
export function distanceScale({ name, source, unit = '' }: MetricAggregate): number | undefined {
  if (name !== 'signal' || !counter.test(source)) return undefined;
  return Object.hasOwn(kilometres, unit.toLowerCase()) ? kilometres[unit.toLowerCase()] : undefined;
}

/** What a counter has counted in km, and what a source of the speed says of the same time; undefined if either is not known. */
export function distances(
  [distance, kilometre]: readonly [MetricAggregate, number],
  [speed, kmh]: readonly [MetricAggregate, number],
): { counted: number; driven: number } | undefined {
  const speeds = timelinesOf(speed);
  for (const { clock, file, series } of timelinesOf(distance)) {
    const same = speeds.find((each) => each.clock === clock && each.file?.file_id === file?.file_id);
    const found = same && within(series, same.series);
    if (!found) continue;
    const [counted, driven] = [found.counted * kilometre, found.driven * kmh];
    if (counted >= leastDistance && driven >= leastDistance / 4) return { counted, driven };
  }
  return undefined;
}

function within(distance: Series, speed: Series): { counted: number; driven: number } | undefined {
  const exponent = Math.max(distance.exponent, speed.exponent);
  const empty = { exponent, cells: [] };
  const { cells } = mergeSeries(distance, empty);
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last || cells.some(([, , , min], i) => i > 0 && min < (cells[i - 1]?.[4] ?? 0)))
    return undefined;
  const buckets = last[0] - first[0] + 1;
  const speeds = mergeSeries(speed, empty).cells.filter(([index]) => index >= first[0] && index <= last[0]);
  if (buckets < leastBuckets || speeds.length < leastKnown * buckets) return undefined;
  const mean = speeds.reduce((sum, [, count, total]) => sum + total / count, 0) / speeds.length / 1000;
  return {
    counted: (last[4] - first[3]) / 1000,
    driven: (mean * buckets * bucketSeconds({ exponent, cells })) / 3600,
  };
}
