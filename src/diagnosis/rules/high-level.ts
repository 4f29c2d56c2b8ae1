import { plural } from '../../domain/plural.ts';
import { type Severity, severityRank } from '../../domain/severity.ts';
import type { MetricName } from '../../recordings/summary/file-summary.ts';
import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import { type Figures, figuresOf, type Kept, metricUnits } from '../measure.ts';
import { type Draft, evidenceAt, severityFor } from '../rule.ts';

export interface Judged {
  metric: MetricAggregate;
  figures: Figures;
  severity: Severity;
  /** The figure that was judged, if it is not the maximum, and where it was reached. */
  kept?: Kept | undefined;
}

/** One or two values may be the bytes of something else, as in a damaged log without checksums. */
const leastValues = 3;

/** Whether a quantile of the values says more than a single one of them. */
export function hasSeveral({ count }: Pick<MetricAggregate, 'count'>): boolean {
  return count >= leastValues;
}

/** The sources of a metric that reach a level, the worst first. */
export function judgeSources(
  aggregate: Aggregate,
  name: MetricName,
  judge: (figures: Figures, metric: MetricAggregate) => [reached: boolean, severity: Severity][],
): Judged[] {
  return aggregate.metric_sources
    .filter((metric) => metric.name === name)
    .flatMap((metric) => {
      const figures = figuresOf(metric);
      const severity = severityFor(judge(figures, metric));
      return severity ? [{ metric, figures, severity }] : [];
    });
}

/** One finding for all sources whose level is too high: the worst one gives the title, all are evidence. */
export function tooHigh(
  judged: Judged[],
  say: (worst: Judged) => { title: string; description: string },
): Draft[] {
  const level = ({ kept, figures }: Judged) => kept?.level ?? figures.max;
  const sorted = judged.toSorted(
    (a, b) => severityRank(b.severity) - severityRank(a.severity) || level(b) - level(a),
  );
  const [worst] = sorted;
  if (!worst) return [];
  return [
    {
      severity: worst.severity,
      ...say(worst),
      evidence: sorted.map(({ metric, figures }) =>
        evidenceAt(metric.max_at, {
          detail: `${quote(metric.source)}: highest ${figure(figures.max, metric.name)} of ${plural(metric.count, 'value')}, 95th percentile ${figure(figures.p95, metric.name)}`,
        }),
      ),
    },
  ];
}

/** As many decimals as needed to distinguish the levels of a metric, otherwise one. */
const decimals: Partial<Record<MetricName, number>> = {
  battery_voltage: 2,
  cell_spread_voltage: 3,
  cell_voltage: 2,
  rail_voltage: 2,
  gps_speed_accuracy_ms: 2,
  estimator_ratio: 2,
};

/** A figure with its unit. */
export function figure(value: number, name: MetricName): string {
  const unit = metricUnits[name];
  return `${Number(value.toFixed(decimals[name] ?? 1))}${unit === '' ? '' : ` ${unit}`}`;
}
