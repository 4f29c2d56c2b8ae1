import type { MetricName } from '../../summary/file-summary.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { isPlausible, metricOfField, whyNotPlausible } from '../metrics/metric-names.ts';
import { type Fields, isFields } from './interpreter.ts';

/** A field of a message that is a metric; `path` has one or two names. */
interface MetricField {
  path: string[];
  metric: MetricName;
  scale: number;
  source: string;
}

/**
 * The fields of a message whose names clearly denote a metric, at most one level deep. A field `data`
 * (std_msgs/Float32 and the like) or `value` takes its name from the last part of the topic; others may be completed
 * by it: `percentage` on `/battery`.
 */
export function findMetricFields(message: Fields, topic: string): MetricField[] {
  const last = topic.slice(topic.lastIndexOf('/') + 1);
  const single = metricOfField(last);
  for (const name of ['data', 'value'])
    if (single && isFigure(message[name])) return [{ path: [name], ...single, source: topic }];

  const found: MetricField[] = [];
  for (const [name, value] of Object.entries(message)) {
    const meant = metricOfField(name) ?? metricOfField(`${last}_${name}`);
    if (meant && isFigure(value)) found.push({ path: [name], ...meant, source: `${topic} ${name}` });
    if (!isFields(value)) continue;
    for (const [inner, innerValue] of Object.entries(value)) {
      const innerMeant = metricOfField(inner) ?? metricOfField(`${name}_${inner}`);
      if (innerMeant && isFigure(innerValue)) {
        found.push({ path: [name, inner], ...innerMeant, source: `${topic} ${name}.${inner}` });
      }
    }
  }
  return found;
}

export function reportMetricFields(
  fields: MetricField[],
  message: Fields,
  place: Place,
  findings: Findings,
): void {
  for (const { path, metric, scale, source } of fields) {
    let value: unknown = message;
    for (const name of path) value = isFields(value) ? value[name] : undefined;
    if (!isFigure(value)) continue;
    const scaled = asPercent(path.at(-1), metric, mean(value)) * scale;
    if (isPlausible(metric, scaled)) findings.metric(metric, source, scaled, place);
    else findings.omit(whyNotPlausible(scaled), 1);
  }
}

/** `percentage` is the name in sensor_msgs/BatteryState, where it is 0–1, though some drivers write 0–100. */
function asPercent(field: string | undefined, metric: MetricName, value: number): number {
  return field === 'percentage' && metric === 'battery_percent' && value <= 1 ? value * 100 : value;
}

/** One number, or one per core. */
function isFigure(value: unknown): value is number | number[] | Float32Array | Float64Array {
  if (typeof value === 'number') return true;
  if (value instanceof Float32Array || value instanceof Float64Array) return value.length > 0;
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'number');
}

function mean(value: number | number[] | Float32Array | Float64Array): number {
  if (typeof value === 'number') return value;
  let sum = 0;
  for (const each of value) sum += each;
  return sum / value.length;
}
