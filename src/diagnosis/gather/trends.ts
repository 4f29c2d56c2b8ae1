import type { ClockKind, MetricName } from '../../recordings/summary/file-summary.ts';
import { pointsOf, type Timeline, timelinesOf } from '../measure.ts';
import { recordingKey } from '../recording-key.ts';
import { type Trend, trendOf } from '../trend.ts';
import type { MetricAggregate } from './metrics.ts';
import { compareText } from './sighting.ts';

/** A metric of one source that rose or fell over the drive, beyond doubt (95 %). In the metric's own unit. */
export interface TrendAggregate {
  name: MetricName;
  source: string;
  system: string;
  unit?: string;
  clock: ClockKind;
  /** The file whose clock it is; absent for the common clock. */
  file?: { file_id: string; file_name: string };
  /** From the first to the last point. */
  seconds: number;
  points: number;
  slope_per_hour: number;
  /** Half the width of the 95 % confidence interval. */
  slope_error_per_hour: number;
  /** Share of the variance that the line explains (R²). */
  fit: number;
  /** The slope of the second half: near zero if the metric levels off. */
  late_slope_per_hour: number;
  /** Change along the line, from the first point to the last; negative if it falls. */
  change: number;
  /** The last average. */
  last: number;
}

/** A change within a minute reflects the drive, not a trend. */
const shortestSeconds = 60;

/** In order of metric and source; as many as there are sources of metrics. */
export function trendsOf(sources: MetricAggregate[]): TrendAggregate[] {
  return sources
    .flatMap((metric) => timelinesOf(metric).flatMap((timeline) => trendIn(metric, timeline) ?? []))
    .sort(compareTrends);
}

function trendIn(metric: MetricAggregate, { clock, file, series }: Timeline): TrendAggregate | undefined {
  const points = pointsOf(series);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || last.time_s - first.time_s < shortestSeconds) return undefined;
  const whole = trendOf(points);
  const late = trendOf(points.slice(Math.floor(points.length / 2)));
  if (!whole || !late || !isSure(whole)) return undefined;
  const seconds = last.time_s - first.time_s;
  return {
    name: metric.name,
    source: metric.source,
    system: metric.system,
    ...(metric.unit !== undefined && { unit: metric.unit }),
    clock,
    ...(file && { file }),
    seconds,
    points: points.length,
    slope_per_hour: whole.slope * 3600,
    slope_error_per_hour: whole.error * 3600,
    fit: whole.fit,
    late_slope_per_hour: late.slope * 3600,
    change: whole.slope * seconds,
    last: last.avg,
  };
}

function isSure({ slope, error }: Trend): boolean {
  return Math.abs(slope) > error;
}

function compareTrends(a: TrendAggregate, b: TrendAggregate): number {
  return (
    compareText(a.name, b.name) ||
    compareText(a.source, b.source) ||
    compareText(a.system, b.system) ||
    compareText(a.file ? recordingKey(a.file) : '', b.file ? recordingKey(b.file) : '')
  );
}
