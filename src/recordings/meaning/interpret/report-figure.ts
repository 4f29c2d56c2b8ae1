import type { MetricName } from '../../summary/file-summary.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { isPlausible, whyNotPlausible } from '../metrics/metric-names.ts';

/** A value that was measured: it becomes part of the metric, or is counted as left out. */
export function reportFigure(
  name: MetricName,
  source: string,
  value: number,
  place: Place,
  findings: Findings,
): void {
  if (isPlausible(name, value)) findings.metric(name, source, value, place);
  else findings.omit(whyNotPlausible(value), 1);
}
