import { snakeCase } from '../../domain/snake-case.ts';
import type { MetricSummary } from '../../recordings/summary/file-summary.ts';

/** The place of a wheel in the name of its speed: `WHL_SPD_FL`, `wheelSpeedRearRight`, `VL` (German, vorn links). */
const place =
  /(?:^|_)(?:fl|fr|rl|rr|lf|rf|lr|vl|vr|hl|hr|(?:front|rear)_(?:left|right)|(?:left|right)_(?:front|rear))(?=_|\d|$)/;
const speed = /speed|spd|velocity|vel|geschw|rpm/;
const wheel = /wh(?:ee)?l|wheel|rad(?:_|$)|geschw/;

/** With fewer values, or a shorter time in milliseconds, it is not known that a wheel would have turned. */
const leastValues = 100;
const leastMs = 30_000;
/** Of the buckets of time in which the others have to vary. */
const leastVarying = 0.5;
/** The others agree with each other: so far apart, as a share, are no wheels of one vehicle on average. */
const alike = 0.2;

/** Speeds of single wheels that never change while all others of the vehicle change, with how many they are. */
export function stillWheels(metrics: readonly MetricSummary[]): { metric: MetricSummary; others: number }[] {
  const named = metrics.flatMap((metric) => {
    const name = snakeCase(metric.source);
    return speed.test(name) && wheel.test(name) && place.test(name)
      ? [{ metric, family: `${name.replace(place, '_*')}\n${metric.unit ?? ''}` }]
      : [];
  });
  return [...Map.groupBy(named, ({ family }) => family).values()].flatMap((wheels) => {
    const still = wheels.filter(({ metric }) => metric.max_milli === metric.min_milli);
    const others = wheels.filter((one) => !still.includes(one)).map(({ metric }) => metric);
    const [one] = still;
    if (!one || still.length > 1 || others.length < 2 || !turnTogether(others)) return [];
    const fewest = Math.max(leastValues, Math.min(...others.map(({ count }) => count)) / 2);
    return one.metric.count >= fewest ? [{ metric: one.metric, others: others.length }] : [];
  });
}

function turnTogether(wheels: readonly MetricSummary[]): boolean {
  const means = wheels.map(({ sum_milli, count }) => Math.abs(sum_milli / count));
  const [least, most] = [Math.min(...means), Math.max(...means)];
  return least > 0 && most - least <= alike * most && wheels.every(varies);
}

function varies({ series: { exponent, cells } }: MetricSummary): boolean {
  const first = cells[0]?.[0] ?? 0;
  const span = ((cells.at(-1)?.[0] ?? first) + 1 - first) * 2 ** exponent;
  const varying = cells.filter(([, , , min, max]) => max > min).length;
  return span >= leastMs && varying >= leastVarying * cells.length;
}
