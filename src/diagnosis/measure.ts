import type { ClockKind, MetricName } from '../recordings/summary/file-summary.ts';
import type { HeldSeconds } from '../recordings/summary/held-levels.ts';
import { quantile } from '../recordings/summary/histogram.ts';
import type { Series } from '../recordings/summary/series.ts';
import type { MetricAggregate } from './gather/metric-sum.ts';
import type { Sighting } from './gather/sighting.ts';

export const metricUnits: Record<MetricName, string> = {
  cpu_percent: '%',
  ram_percent: '%',
  disk_percent: '%',
  battery_percent: '%',
  battery_voltage: 'V',
  temperature_celsius: '°C',
  bus_load_percent: '%',
  engine_speed_rpm: 'rpm',
  engine_load_percent: '%',
  vehicle_speed_kmh: 'km/h',
  fuel_percent: '%',
  cell_spread_voltage: 'V',
  vibration: 'm/s²',
  gps_satellites: '',
  gps_accuracy_m: 'm',
  gps_jamming: '',
  estimator_ratio: '',
  gps_vertical_accuracy_m: 'm',
  gps_speed_accuracy_ms: 'm/s',
  gps_dop: '',
  rail_voltage: 'V',
  cell_voltage: 'V',
  motor_output_percent: '%',
  attitude_error_degrees: '°',
  magnetic_change_percent: '%',
  signal: '',
};

/** Figures in the metric's own unit. Mean, minimum and maximum are exact, quantiles within ±1 %. */
export interface Figures {
  count: number;
  avg: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
  min: number;
}

/** The input of the figures: a metric of one file or of many. */
type Measured = Pick<MetricAggregate, 'count' | 'sum_milli' | 'min_milli' | 'max_milli' | 'histogram'>;

export function figuresOf(metric: Measured): Figures {
  const quantileOf = (q: number) => withinMeasured(quantile(metric.histogram, q) ?? 0, metric) / 1000;
  return {
    count: metric.count,
    avg: metric.count === 0 ? 0 : metric.sum_milli / metric.count / 1000,
    p50: quantileOf(0.5),
    p95: quantileOf(0.95),
    p99: quantileOf(0.99),
    max: metric.max_milli / 1000,
    min: metric.min_milli / 1000,
  };
}

/** The middle of the part of a bucket in which values were measured: a bucket extends 1 % to both sides. */
function withinMeasured(bucketMiddle: number, { min_milli, max_milli }: Measured): number {
  const reach = Math.abs(bucketMiddle) / 100;
  const low = Math.min(max_milli, Math.max(min_milli, bucketMiddle - reach));
  const high = Math.max(min_milli, Math.min(max_milli, bucketMiddle + reach));
  return (low + high) / 2;
}

/** A level in the metric's own unit that was kept to for a time, and where that began. */
export interface Kept {
  level: number;
  at: Sighting;
}

/** The highest level that a metric kept to for so many seconds; undefined if it has none of that length. */
export function keptHigh(metric: MetricAggregate, seconds: HeldSeconds): Kept | undefined {
  const held = metric.held.find((one) => one.seconds === seconds);
  return held && { level: held.high_milli / 1000, at: held.high_at };
}

/** The lowest one. */
export function keptLow(metric: MetricAggregate, seconds: HeldSeconds): Kept | undefined {
  const held = metric.held.find((one) => one.seconds === seconds);
  return held && { level: held.low_milli / 1000, at: held.low_at };
}

/** A metric over time on one clock. */
export interface Timeline {
  clock: ClockKind;
  /** The file that has this clock; absent for the common clock. */
  file?: { file_id: string; file_name: string };
  series: Series;
}

/** The common clock first, then the files that have a clock of their own. */
export function timelinesOf(metric: MetricAggregate): Timeline[] {
  const own = metric.own_clock.map(({ file_id, file_name, clock, series }) => ({
    clock,
    file: { file_id, file_name },
    series,
  }));
  return metric.series.cells.length > 0 ? [{ clock: 'unix', series: metric.series }, ...own] : own;
}

export interface Point {
  /** Seconds on the timeline's clock, at the middle of the bucket. */
  time_s: number;
  avg: number;
  min: number;
  max: number;
}

/** In the metric's own unit. */
export function pointsOf(series: Series): Point[] {
  const width = 2 ** series.exponent / 1000;
  return series.cells.map(([index, count, sum, min, max]) => ({
    time_s: (index + 0.5) * width,
    avg: sum / count / 1000,
    min: min / 1000,
    max: max / 1000,
  }));
}

/** Width of a bucket in seconds. */
export function bucketSeconds(series: Series): number {
  return 2 ** series.exponent / 1000;
}
