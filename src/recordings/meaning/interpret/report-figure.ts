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
  unit?: string,
): void {
  if (isPlausible(name, value)) findings.metric(name, source, value, place, unit);
  else findings.omit(whyNotPlausible(value), 1);
}

/**
 * What a message says in one field: `undefined` if it has no such field; `unknown` if it holds what stands for unknown,
 * or if its sender has no valid value in its present state, as a receiver without a position.
 */
export type Stated = number | 'unknown' | undefined;

export function unlessUnknown(value: number | undefined, isKnown: boolean): Stated {
  return value === undefined || isKnown ? value : 'unknown';
}

/** For values in which 0 stands for unknown. */
export function unlessZero(value: Stated): Stated {
  return value === 0 ? 'unknown' : value;
}

/** As `reportFigure`; what is unknown is counted as marked invalid, and a field that is not there is not counted. */
export function reportStated(
  name: MetricName,
  source: string,
  stated: Stated,
  place: Place,
  findings: Findings,
  unit?: string,
): void {
  if (stated === 'unknown') findings.omit('marked_invalid', 1);
  else if (stated !== undefined) reportFigure(name, source, stated, place, findings, unit);
}
