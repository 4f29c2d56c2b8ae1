import type { ClockKind, MetricName } from '../../recordings/summary/file-summary.ts';
import { formatTime } from '../../text/time-format.ts';
import type { Aggregate } from '../aggregate.ts';
import type { Evidence, Finding } from '../finding-schema.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import { bucketSeconds, type Point, pointsOf, type Timeline, timelinesOf } from '../measure.ts';
import { isSameRecording, recordingKey } from '../recording-key.ts';
import type { Onset } from './clocks.ts';
import { type Departure, departureOf, type Worse } from './departure.ts';

/** The metric that a rule judges, and in which direction it is worse. */
const judged: Readonly<Record<string, readonly [MetricName, Worse]>> = {
  'under-voltage': ['battery_voltage', 'down'],
  'voltage-sag': ['battery_voltage', 'down'],
  'low-battery': ['battery_percent', 'down'],
  'disk-nearly-full': ['disk_percent', 'up'],
  'disk-filling': ['disk_percent', 'up'],
  'memory-leak': ['ram_percent', 'up'],
  'memory-pressure': ['ram_percent', 'up'],
  'cpu-saturation': ['cpu_percent', 'up'],
  'over-temperature': ['temperature_celsius', 'up'],
  'temperature-rising': ['temperature_celsius', 'up'],
  'coolant-over-temperature': ['temperature_celsius', 'up'],
  'gps-jamming': ['gps_jamming', 'up'],
  'gps-loss': ['gps_satellites', 'down'],
  'gps-accuracy': ['gps_accuracy_m', 'up'],
  vibration: ['vibration', 'up'],
  'ardupilot-vibration': ['vibration', 'up'],
  'estimator-fault': ['estimator_ratio', 'up'],
};

/** Rules about what grows all the time: it has no level to which it returns. */
const trends = new Set([
  'memory-leak',
  'disk-filling',
  'disk-nearly-full',
  'temperature-rising',
  'low-battery',
]);

/** The rules whose metric is looked at. */
export const judgedMetrics: readonly string[] = Object.keys(judged);

/**
 * When the metric of a finding left its normal level, from its curve: the evidence names the worst moment, which
 * comes later. Undefined if the finding is not about a metric.
 */
export function onsetOfMetric(finding: Finding, evidence: Evidence, aggregate: Aggregate): Onset | undefined {
  const curve = curveOf(finding, evidence, aggregate);
  if (!curve) return undefined;
  const { points, departure, half, clock } = curve;
  const start = (points[0]?.time_s ?? 0) - half;
  // Without a change of level it was so from the beginning on, or changes so slowly that no moment stands out.
  const left = points[departure?.left ?? points.length - 1];
  const normal = departure ? points[departure.normal] : undefined;
  return {
    recording: recordingKey(evidence),
    clock,
    from_ns: nanoseconds(normal ? normal.time_s - half : start),
    to_ns: nanoseconds((left?.time_s ?? start) + half),
  };
}

/**
 * From when to when the metric of a finding was away from its normal level around its worst moment, to a second, or the
 * width of its buckets of time; undefined if no such time stands out, or the finding is not about a level.
 */
export function spellOfMetric(
  finding: Finding,
  evidence: Evidence,
  aggregate: Aggregate,
): { from: string; to: string } | undefined {
  const curve = trends.has(finding.rule) ? undefined : curveOf(finding, evidence, aggregate);
  const first = curve?.points[curve.departure?.left ?? -1];
  const last = curve?.points[(curve.departure?.returned ?? 0) - 1];
  if (!curve || !first || !last) return undefined;
  // Buckets are no finer.
  const timeAt = (seconds: number) => formatTime(`${nanoseconds(Math.round(seconds))}`, curve.clock);
  return { from: timeAt(first.time_s - curve.half), to: timeAt(last.time_s + curve.half) };
}

interface Curve {
  clock: ClockKind;
  points: Point[];
  departure: Departure | undefined;
  /** Half the width of a bucket in seconds. */
  half: number;
}

/** The metric whose worst moment the evidence is, on the file's own clock if it has one. */
function curveOf({ rule }: Finding, evidence: Evidence, { metric_sources }: Aggregate): Curve | undefined {
  const [name, worse] = judged[rule] ?? [];
  if (name === undefined || worse === undefined) return undefined;
  const source = metric_sources.find((metric) => metric.name === name && isAt(metric, worse, evidence));
  const timeline = source && timelineOf(source, evidence);
  if (!timeline) return undefined;
  const points = pointsOf(timeline.series);
  const values = points.map(({ min, max }) => (worse === 'up' ? max : min));
  const half = bucketSeconds(timeline.series) / 2;
  return { clock: timeline.clock, points, departure: departureOf(values, worse), half };
}

function isAt(metric: MetricAggregate, worse: Worse, evidence: Evidence): boolean {
  const at = worse === 'up' ? metric.max_at : metric.min_at;
  if (!isSameRecording(at, evidence) || at.topic !== (evidence.topic ?? '')) return false;
  return formatTime(at.time_ns, at.clock) === evidence.time;
}

function timelineOf(metric: MetricAggregate, evidence: Evidence): Timeline | undefined {
  const timelines = timelinesOf(metric);
  return (
    timelines.find(({ file }) => file && isSameRecording(file, evidence)) ??
    timelines.find(({ file }) => !file)
  );
}

/** Bucket edges are whole milliseconds. */
function nanoseconds(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1000)) * 1_000_000n;
}
