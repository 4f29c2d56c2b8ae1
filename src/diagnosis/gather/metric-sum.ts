import type { ClockKind, MetricName, MetricSummary } from '../../recordings/summary/file-summary.ts';
import type { Histogram } from '../../recordings/summary/histogram.ts';
import { mergeSeries, type Series } from '../../recordings/summary/series.ts';
import { recordingKey } from '../recording-key.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { type Held, heldIn, mergeHeld } from './held.ts';
import { createSeriesSum, type SeriesSum } from './series-sum.ts';
import { compareText, earlierSighting, type Sighting, sightingIn } from './sighting.ts';
import type { System } from './system.ts';

/** A metric over time on the clock of one file, for files whose times cannot be compared with those of others. */
export interface OwnClockSeries {
  file_id: string;
  file_name: string;
  clock: ClockKind;
  count: number;
  series: Series;
}

/** All values are in thousandths of the metric's unit, as in `MetricSummary`. */
export interface MetricAggregate {
  name: MetricName;
  /** Its source; empty for all sources of a system together. */
  source: string;
  /** What distinguishes its system from others that have this metric; empty if there are none. */
  system: string;
  /** Unit of a `signal`. */
  unit?: string;
  count: number;
  files: number;
  sum_milli: number;
  min_milli: number;
  max_milli: number;
  max_at: Sighting;
  min_at: Sighting;
  histogram: Histogram;
  held: Held[];
  /** Of the files whose clock counts from 1970. */
  series: Series;
  /** Of the others, at most `ownClockSeries`, those with the most values first. */
  own_clock: OwnClockSeries[];
}

const ownClockSeries = 3;

/** An aggregate to which files are still being added. */
export type MetricSum = Omit<MetricAggregate, 'series' | 'histogram' | 'system'> & {
  system: System;
  series: SeriesSum;
  histogram: Map<string, number>;
};

/** A metric of one file, decoded once for all sums to which it is added: that takes most of the time of gathering. */
export interface Contribution {
  file: SummarisedFile;
  summary: MetricSummary;
  histogram: readonly [bucket: string, count: number][];
  believable: boolean;
}

/** Nothing counted yet; the extremes will be those of the first summary added. */
export function startSum({ file, summary }: Contribution, source: string, system: System): MetricSum {
  return {
    name: summary.name,
    source,
    system,
    // Signals alone have one, and they are not added up over sources.
    ...(summary.unit !== undefined && { unit: summary.unit }),
    count: 0,
    files: 0,
    sum_milli: 0,
    min_milli: summary.min_milli,
    max_milli: summary.max_milli,
    max_at: sightingIn(file, summary.max_at),
    min_at: sightingIn(file, summary.min_at),
    histogram: new Map(),
    held: [],
    series: createSeriesSum(),
    own_clock: [],
  };
}

export function addTo(into: MetricSum, { file, summary, histogram, believable }: Contribution): void {
  if (summary.max_milli >= into.max_milli) takeMax(into, summary.max_milli, sightingIn(file, summary.max_at));
  if (summary.min_milli <= into.min_milli) takeMin(into, summary.min_milli, sightingIn(file, summary.min_at));
  into.count += summary.count;
  into.sum_milli += summary.sum_milli;
  addHistogram(into, histogram);
  if (summary.held) into.held = mergeHeld(into.held, heldIn(file, summary));
  if (believable) into.series.add(summary.series);
}

/** Adds another sum, as if its files had been added one by one. */
export function absorb(into: MetricSum, other: MetricSum): void {
  if (other.max_milli >= into.max_milli) takeMax(into, other.max_milli, other.max_at);
  if (other.min_milli <= into.min_milli) takeMin(into, other.min_milli, other.min_at);
  into.count += other.count;
  into.files += other.files;
  into.sum_milli += other.sum_milli;
  addHistogram(into, other.histogram);
  into.held = mergeHeld(into.held, other.held);
  into.series.add(other.series.finish());
  into.own_clock = longestOwn([...into.own_clock, ...other.own_clock]);
}

export function countFile(metric: MetricSum, own: OwnClockSeries | undefined): void {
  metric.files += 1;
  if (own) metric.own_clock = longestOwn([...metric.own_clock, own]);
}

export function ownClockIn({ file, summary: { count, series } }: Contribution): OwnClockSeries {
  const clock = file.summary.span?.clock ?? 'unknown';
  return { file_id: file.file_id, file_name: file.name, clock, count, series };
}

/** Sources of one metric in one file share its clock, so that they become one series for the metric as a whole. */
export function joinOwnClocks(
  a: OwnClockSeries | undefined,
  b: OwnClockSeries | undefined,
): OwnClockSeries | undefined {
  if (!a || !b) return a ?? b;
  return { ...a, count: a.count + b.count, series: mergeSeries(a.series, b.series) };
}

/** Integer keys of an object are enumerated in ascending order, others in the order of insertion. */
export function toAggregate(metric: MetricSum, system: string): MetricAggregate {
  const sorted = [...metric.histogram].sort(([a], [b]) => compareText(a, b));
  return { ...metric, system, histogram: Object.fromEntries(sorted), series: metric.series.finish() };
}

function takeMax(into: MetricSum, value: number, at: Sighting): void {
  into.max_at = value > into.max_milli ? at : earlierSighting(into.max_at, at);
  into.max_milli = value;
}

function takeMin(into: MetricSum, value: number, at: Sighting): void {
  into.min_at = value < into.min_milli ? at : earlierSighting(into.min_at, at);
  into.min_milli = value;
}

function addHistogram(
  { histogram }: MetricSum,
  counts: Iterable<readonly [bucket: string, count: number]>,
): void {
  for (const [bucket, count] of counts) histogram.set(bucket, (histogram.get(bucket) ?? 0) + count);
}

function longestOwn(all: OwnClockSeries[]): OwnClockSeries[] {
  return all
    .sort((a, b) => b.count - a.count || compareText(recordingKey(a), recordingKey(b)))
    .slice(0, ownClockSeries);
}
