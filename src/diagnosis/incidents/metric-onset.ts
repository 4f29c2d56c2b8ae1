import type { MetricName } from '../../recordings/summary/file-summary.ts';
import { formatTime } from '../../text/time-format.ts';
import type { Aggregate } from '../aggregate.ts';
import type { Evidence, Finding } from '../finding-schema.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import { bucketSeconds, pointsOf, type Timeline, timelinesOf } from '../measure.ts';
import { isSameRecording, recordingKey } from '../recording-key.ts';
import type { Onset } from './clocks.ts';
import { departureOf, type Worse } from './departure.ts';

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

/** The rules whose metric is looked at. */
export const judgedMetrics: readonly string[] = Object.keys(judged);

/**
 * When the metric of a finding left its normal level, from its curve: the evidence names the worst moment, which
 * comes later. Undefined if the finding is not about a metric.
 */
export function onsetOfMetric(
  { rule }: Finding,
  evidence: Evidence,
  { metric_sources }: Aggregate,
): Onset | undefined {
  const [name, worse] = judged[rule] ?? [];
  if (name === undefined || worse === undefined) return undefined;
  const source = metric_sources.find((metric) => metric.name === name && isAt(metric, worse, evidence));
  return source && onsetIn(source, worse, evidence);
}

function isAt(metric: MetricAggregate, worse: Worse, evidence: Evidence): boolean {
  const at = worse === 'up' ? metric.max_at : metric.min_at;
  if (!isSameRecording(at, evidence) || at.topic !== (evidence.topic ?? '')) return false;
  return formatTime(at.time_ns, at.clock) === evidence.time;
}

/** On the file's own clock if it has one; undefined if no curve reaches the worst moment. */
function onsetIn(metric: MetricAggregate, worse: Worse, evidence: Evidence): Onset | undefined {
  const timelines = timelinesOf(metric);
  const timeline =
    timelines.find(({ file }) => file && isSameRecording(file, evidence)) ??
    timelines.find(({ file }) => !file);
  if (!timeline) return undefined;
  const points = pointsOf(timeline.series);
  const departure = departureOf(
    points.map(({ min, max }) => (worse === 'up' ? max : min)),
    worse,
  );
  const half = bucketSeconds(timeline.series) / 2;
  const start = (points[0]?.time_s ?? 0) - half;
  // Without a change of level it was so from the beginning on, or changes so slowly that no moment stands out.
  const left = points[departure?.left ?? points.length - 1];
  const normal = departure ? points[departure.normal] : undefined;
  return onset(
    timeline,
    recordingKey(evidence),
    normal ? normal.time_s - half : start,
    (left?.time_s ?? start) + half,
  );
}

function onset({ clock }: Timeline, recording: string, from_s: number, to_s: number): Onset {
  return { recording, clock, from_ns: nanoseconds(from_s), to_ns: nanoseconds(to_s) };
}

/** Bucket edges are whole milliseconds. */
function nanoseconds(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1000)) * 1_000_000n;
}
