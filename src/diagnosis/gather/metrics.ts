import type { ClockKind, MetricName, MetricSummary } from '../../recordings/file-summary.ts';
import type { Histogram } from '../../recordings/histogram.ts';
import { emptySeries, mergeSeries, type Series } from '../../recordings/series.ts';
import type { SummarisedFile } from '../../report/summarised-file.ts';
import { createBoundedMap } from './bounded-map.ts';
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

export function createMetrics() {
  const bySource = createBoundedMap<MetricAggregate>(heldSources);
  const byName = new Map<MetricName, MetricAggregate>();

  return {
    add(file: SummarisedFile): void {
      const inFile = new Map<MetricName, MetricAggregate>();
      for (const summary of file.summary.metrics) {
        const key = `${summary.name}\u0000${summary.source}`;
        bySource.put(key, metricIn(file, summary, summary.source), merge);
        mergeUnder(inFile, metricIn(file, summary, ''));
      }
      for (const metric of inFile.values()) mergeUnder(byName, { ...metric, files: 1 });
    },
    finish(): { metrics: MetricAggregate[]; metric_sources: MetricAggregate[]; omitted: number } {
      const sources = bySource.values().sort((a, b) => b.count - a.count || compareMetrics(a, b));
      return {
        metrics: [...byName.values()].sort(compareMetrics).map(withSortedHistogram),
        metric_sources: sources.slice(0, keptSources).sort(compareMetrics).map(withSortedHistogram),
        omitted: Math.max(0, sources.length - keptSources) + bySource.dropped(),
      };
    },
  };
}

function mergeUnder(metrics: Map<MetricName, MetricAggregate>, metric: MetricAggregate): void {
  const present = metrics.get(metric.name);
  if (present) merge(present, metric);
  else metrics.set(metric.name, metric);
}

function compareMetrics(a: MetricAggregate, b: MetricAggregate): number {
  return compareText(a.name, b.name) || compareText(a.source, b.source);
}

function metricIn(file: SummarisedFile, summary: MetricSummary, source: string): MetricAggregate {
  const believable = hasBelievableSpan(file.summary);
  const ownClock = {
    file_id: file.file_id,
    file_name: file.name,
    clock: file.summary.span?.clock ?? 'unknown',
    count: summary.count,
    series: summary.series,
  };
  return {
    name: summary.name,
    source,
    count: summary.count,
    files: 1,
    sum_milli: summary.sum_milli,
    min_milli: summary.min_milli,
    max_milli: summary.max_milli,
    max_at: sightingIn(file, summary.max_at),
    min_at: sightingIn(file, summary.min_at),
    histogram: { ...summary.histogram },
    series: believable ? summary.series : emptySeries(),
    own_clock: believable ? [] : [ownClock],
  };
}

function merge(into: MetricAggregate, other: MetricAggregate): void {
  if (other.max_milli === into.max_milli) into.max_at = earlierSighting(into.max_at, other.max_at);
  else if (other.max_milli > into.max_milli) into.max_at = other.max_at;
  if (other.min_milli === into.min_milli) into.min_at = earlierSighting(into.min_at, other.min_at);
  else if (other.min_milli < into.min_milli) into.min_at = other.min_at;
  into.max_milli = Math.max(into.max_milli, other.max_milli);
  into.min_milli = Math.min(into.min_milli, other.min_milli);
  into.count += other.count;
  into.files += other.files;
  into.sum_milli += other.sum_milli;
  for (const bucket in other.histogram) {
    into.histogram[bucket] = (into.histogram[bucket] ?? 0) + (other.histogram[bucket] ?? 0);
  }
  if (other.series.cells.length > 0) into.series = mergeSeries(into.series, other.series);
  if (other.own_clock.length > 0) into.own_clock = longest(into.own_clock, other.own_clock);
}

/** Sources of one metric in one file share its clock, so for the metric as a whole they become one series. */
function longest(a: OwnClockSeries[], b: OwnClockSeries[]): OwnClockSeries[] {
  const byFile = new Map(a.map((own) => [own.file_id, own]));
  for (const own of b) {
    const present = byFile.get(own.file_id);
    byFile.set(
      own.file_id,
      present
        ? { ...own, count: present.count + own.count, series: mergeSeries(present.series, own.series) }
        : own,
    );
  }
  return [...byFile.values()]
    .sort((x, y) => y.count - x.count || compareText(x.file_id, y.file_id))
    .slice(0, ownClockSeries);
}

/** Numeric keys of an object come in ascending order by themselves, the others in the order of insertion. */
function withSortedHistogram(metric: MetricAggregate): MetricAggregate {
  const sorted = Object.entries(metric.histogram).sort(([a], [b]) => compareText(a, b));
  return { ...metric, histogram: Object.fromEntries(sorted) };
}
