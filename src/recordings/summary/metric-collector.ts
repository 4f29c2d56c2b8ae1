import { type MetricName, type MetricSummary, summaryCaps } from '../file-summary.ts';
import { addToHistogram, type Histogram } from '../histogram.ts';
import { addToSeries, emptySeries, mergeSeries, type Series } from '../series.ts';
import { occurrenceOf, type Place } from './occurrence.ts';
import { cleanText } from './text.ts';
import type { Timeline } from './timeline.ts';

const maxCollected = 200;
/** An odometer in metres is within it; sums of a day at a kilohertz stay exact. */
const largestMilli = 1e12;
/** Enough to say how many were left out, without holding a million names. */
const maxDroppedNames = 10_000;

interface Collected {
  name: MetricName;
  source: string;
  unit: string | undefined;
  count: number;
  sum: number;
  min: number;
  max: number;
  minAt: Place;
  maxAt: Place;
  histogram: Histogram;
  /** One series per cluster of times, since an absurd time must not stretch the drive's buckets. */
  series: Map<number, Series>;
}

export class MetricCollector {
  readonly #timeline: Timeline;
  readonly #metrics = new Map<string, Collected>();
  readonly #dropped = new Set<string>();

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** `value` in the metric's own unit (percent, volt, degrees Celsius); what is not a number is passed over. */
  add(name: MetricName, source: string, value: number, place: Place, unit?: string): void {
    const milli = Math.round(value * 1000);
    if (!Number.isSafeInteger(milli) || Math.abs(milli) > largestMilli) return;
    const metric = this.#metricOf(name, source, milli, place, unit);
    if (!metric) return;
    metric.count += 1;
    metric.sum += milli;
    if (milli < metric.min) [metric.min, metric.minAt] = [milli, place];
    if (milli > metric.max) [metric.max, metric.maxAt] = [milli, place];
    addToHistogram(metric.histogram, milli);

    const ms = Number(place.timeNs / 1_000_000n);
    const segment = this.#timeline.locate(ms);
    if (!segment) return;
    const series = metric.series.get(segment.index) ?? emptySeries();
    metric.series.set(segment.index, series);
    addToSeries(series, ms, milli);
  }

  /** Of each metric the sources with the most values first, so that no metric crowds out another. */
  finish(main: Set<number>): { metrics: MetricSummary[]; omitted: number } {
    const groups = Map.groupBy(this.#metrics.values(), ({ name }) => name);
    const ranked = [...groups.values()].flatMap((group) =>
      group
        .sort((a, b) => b.count - a.count || (a.source < b.source ? -1 : 1))
        .map((metric, rank) => ({ metric, rank })),
    );
    ranked.sort(
      (a, b) =>
        a.rank - b.rank || b.metric.count - a.metric.count || (a.metric.name < b.metric.name ? -1 : 1),
    );
    const metrics = ranked.slice(0, summaryCaps.metrics).map(({ metric }) => summaryOf(metric, main));
    return { metrics, omitted: ranked.length - metrics.length + this.#dropped.size };
  }

  #metricOf(
    name: MetricName,
    source: string,
    milli: number,
    place: Place,
    unit: string | undefined,
  ): Collected | undefined {
    const clean = cleanText(source, summaryCaps.name);
    const key = `${name}\n${clean}`;
    const present = this.#metrics.get(key);
    if (present) return present;
    if (this.#metrics.size >= maxCollected) {
      if (this.#dropped.size < maxDroppedNames) this.#dropped.add(key);
      return undefined;
    }
    const metric: Collected = {
      name,
      source: clean,
      unit: unit === undefined ? undefined : cleanText(unit, 20),
      count: 0,
      sum: 0,
      min: milli,
      max: milli,
      minAt: place,
      maxAt: place,
      histogram: {},
      series: new Map(),
    };
    this.#metrics.set(key, metric);
    return metric;
  }
}

function summaryOf(metric: Collected, main: Set<number>): MetricSummary {
  const series = [...metric.series].filter(([segment]) => main.has(segment)).map(([, each]) => each);
  return {
    name: metric.name,
    source: metric.source,
    ...(metric.unit !== undefined && { unit: metric.unit }),
    count: metric.count,
    sum_milli: metric.sum,
    min_milli: metric.min,
    max_milli: metric.max,
    max_at: occurrenceOf(metric.maxAt, summaryCaps.name),
    min_at: occurrenceOf(metric.minAt, summaryCaps.name),
    histogram: metric.histogram,
    series: series.reduce(mergeSeries, emptySeries()),
  };
}
