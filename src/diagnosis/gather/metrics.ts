import type { ClockKind, MetricName, MetricSummary } from '../../recordings/summary/file-summary.ts';
import type { Histogram } from '../../recordings/summary/histogram.ts';
import { mergeSeries, type Series } from '../../recordings/summary/series.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { createBoundedMap } from './bounded-map.ts';
import { createSeriesSum, type SeriesSum } from './series-sum.ts';
import { compareText, earlierSighting, hasBelievableSpan, type Sighting, sightingIn } from './sighting.ts';

/** A metric over time on the clock of one file, for files whose times cannot be compared with those of others. */
export interface OwnClockSeries {
  file_id: string;
  file_name: string;
  clock: ClockKind;
  count: number;
  series: Series;
}

/** All values in thousandths of the metric's unit, as in `MetricSummary`. */
export interface MetricAggregate {
  name: MetricName;
  /** Which one; empty for all sources together. */
  source: string;
  /** Of a `signal`. */
  unit?: string;
  count: number;
  files: number;
  sum_milli: number;
  min_milli: number;
  max_milli: number;
  max_at: Sighting;
  min_at: Sighting;
  histogram: Histogram;
  /** Of the files whose clock counts from 1970. */
  series: Series;
  /** Of the others, at most `ownClockSeries`, those with the most values first. */
  own_clock: OwnClockSeries[];
}

/** Sources of metrics held while folding and kept in the aggregate. */
const heldSources = 256;
const keptSources = 48;
const ownClockSeries = 3;

type Gathered = Omit<MetricAggregate, 'series' | 'histogram'> & {
  series: SeriesSum;
  histogram: Map<string, number>;
};

export function createMetrics() {
  const bySource = createBoundedMap<Gathered>(heldSources);
  const byName = new Map<MetricName, Gathered>();

  return {
    add(file: SummarisedFile): void {
      const ownClocks = new Map<MetricName, OwnClockSeries | undefined>();
      const believable = hasBelievableSpan(file.summary);
      for (const summary of file.summary.metrics) {
        const { name, source } = summary;
        const own = believable ? undefined : ownClockIn(file, summary);
        // Taken apart once for both merges: most of the time of gathering goes to these.
        const histogram = Object.entries(summary.histogram);
        const update = (metric: Gathered) => {
          merge(metric, file, summary, histogram, believable);
          countFile(metric, own);
        };
        const create = () => {
          const metric = startOf(file, summary, source);
          update(metric);
          return metric;
        };
        bySource.put(`${name}\u0000${source}`, create, update);

        // Signals have nothing in common but that each has a name of its own.
        if (name === 'signal') continue;
        const whole = byName.get(name) ?? startOf(file, summary, '');
        byName.set(name, whole);
        merge(whole, file, summary, histogram, believable);
        ownClocks.set(name, together(ownClocks.get(name), own));
      }
      for (const [name, own] of ownClocks) {
        const whole = byName.get(name);
        if (whole) countFile(whole, own);
      }
    },
    finish(): { metrics: MetricAggregate[]; metric_sources: MetricAggregate[]; omitted: number } {
      const sources = bySource.values().sort((a, b) => b.count - a.count || compareMetrics(a, b));
      return {
        metrics: [...byName.values()].sort(compareMetrics).map(toAggregate),
        metric_sources: sources.slice(0, keptSources).sort(compareMetrics).map(toAggregate),
        omitted: Math.max(0, sources.length - keptSources) + bySource.dropped(),
      };
    },
  };
}

function compareMetrics(a: Gathered, b: Gathered): number {
  return compareText(a.name, b.name) || compareText(a.source, b.source);
}

/** Nothing counted yet; the extremes are those of the first summary that will be. */
function startOf(file: SummarisedFile, summary: MetricSummary, source: string): Gathered {
  return {
    name: summary.name,
    source,
    ...(source !== '' && summary.unit !== undefined && { unit: summary.unit }),
    count: 0,
    files: 0,
    sum_milli: 0,
    min_milli: summary.min_milli,
    max_milli: summary.max_milli,
    max_at: sightingIn(file, summary.max_at),
    min_at: sightingIn(file, summary.min_at),
    histogram: new Map(),
    series: createSeriesSum(),
    own_clock: [],
  };
}

function merge(
  into: Gathered,
  file: SummarisedFile,
  summary: MetricSummary,
  histogram: readonly [bucket: string, count: number][],
  believable: boolean,
): void {
  if (summary.max_milli >= into.max_milli) {
    const at = sightingIn(file, summary.max_at);
    into.max_at = summary.max_milli > into.max_milli ? at : earlierSighting(into.max_at, at);
    into.max_milli = summary.max_milli;
  }
  if (summary.min_milli <= into.min_milli) {
    const at = sightingIn(file, summary.min_at);
    into.min_at = summary.min_milli < into.min_milli ? at : earlierSighting(into.min_at, at);
    into.min_milli = summary.min_milli;
  }
  into.count += summary.count;
  into.sum_milli += summary.sum_milli;
  for (const [bucket, count] of histogram) {
    into.histogram.set(bucket, (into.histogram.get(bucket) ?? 0) + count);
  }
  if (believable) into.series.add(summary.series);
}

function countFile(metric: Gathered, own: OwnClockSeries | undefined): void {
  metric.files += 1;
  if (!own) return;
  metric.own_clock = [...metric.own_clock, own]
    .sort((a, b) => b.count - a.count || compareText(a.file_id, b.file_id))
    .slice(0, ownClockSeries);
}

function ownClockIn(file: SummarisedFile, { count, series }: MetricSummary): OwnClockSeries {
  const clock = file.summary.span?.clock ?? 'unknown';
  return { file_id: file.file_id, file_name: file.name, clock, count, series };
}

/** Sources of one metric in one file share its clock, so for the metric as a whole they become one series. */
function together(a: OwnClockSeries | undefined, b: OwnClockSeries | undefined): OwnClockSeries | undefined {
  if (!a || !b) return a ?? b;
  return { ...a, count: a.count + b.count, series: mergeSeries(a.series, b.series) };
}

/** Numeric keys of an object come in ascending order by themselves, the others in the order of insertion. */
function toAggregate(metric: Gathered): MetricAggregate {
  const sorted = [...metric.histogram].sort(([a], [b]) => compareText(a, b));
  return { ...metric, histogram: Object.fromEntries(sorted), series: metric.series.finish() };
}
