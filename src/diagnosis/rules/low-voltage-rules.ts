import type { MetricName } from '../../recordings/summary/file-summary.ts';
import type { HeldSeconds } from '../../recordings/summary/held-levels.ts';
import { quote } from '../../text/wording.ts';
import { keptLow } from '../measure.ts';
import { defineRule, evidenceAt, type Rule, type Threshold } from '../rule.ts';
import { figure, judgeSources } from './high-level.ts';

/** A rule whose figure must not stay below a level for so many seconds. */
function lowVoltageRule({
  metric: name,
  seconds,
  says,
  thresholds,
  ...rule
}: {
  id: string;
  version: number;
  question: string;
  metric: MetricName;
  seconds: HeldSeconds;
  says: string;
  thresholds: { warning: Threshold; error: Threshold };
  likely_cause: string;
  advice: string;
}): Rule {
  return defineRule({
    ...rule,
    severities: ['warning', 'error'],
    basis: 'measured',
    thresholds,
    evaluate: (aggregate, limits) =>
      judgeSources(aggregate, name, ({ min, max }, metric) => {
        // A recording shorter than that is judged only if all of its values are low.
        const low = keptLow(metric, seconds)?.level ?? max;
        return min > 0
          ? [
              [low < limits.error, 'error'],
              [low < limits.warning, 'warning'],
            ]
          : [];
      }).map(({ metric, figures, severity }) => {
        const low = keptLow(metric, seconds)?.level ?? figures.max;
        return {
          severity,
          title: `${says} ${figure(low, name)}`,
          description: `${quote(metric.source)} stayed at ${figure(low, name)} or below for ${seconds} s (average ${figure(figures.avg, name)}, lowest ${figure(figures.min, name)}).`,
          evidence: [evidenceAt(metric.min_at, { detail: `lowest ${figure(figures.min, name)}` })],
        };
      }),
  });
}

export const railVoltage = lowVoltageRule({
  id: 'rail-voltage',
  version: 1,
  question: 'Did the 5 V supply of a flight controller sag?',
  metric: 'rail_voltage',
  seconds: 2,
  says: '5 V rail down to',
  thresholds: {
    warning: { value: 4.8, unit: 'V', source: 'PX4 health check of the power rails: below 4.8 V it warns' },
    error: {
      value: 4.5,
      unit: 'V',
      source: 'PX4 health check of the power rails: below 4.5 V it is critical',
    },
  },
  likely_cause:
    'The power module or regulator is overloaded or failing, or too much hangs on the controller’s own supply.',
  advice:
    'Measure the rail under load; power servos, cameras and radios from a supply of their own; replace the power module.',
});

export const cellVoltage = lowVoltageRule({
  id: 'cell-voltage',
  version: 1,
  question: 'Were the cells of a flight battery drained too far?',
  metric: 'cell_voltage',
  seconds: 10,
  says: 'Battery cells down to',
  thresholds: {
    warning: {
      value: 3.3,
      unit: 'V',
      source:
        'flight-review-rs, battery: 3.3 V a cell under load; lithium-polymer cells have nothing left below',
      max: 5,
    },
    error: {
      value: 3,
      unit: 'V',
      source: 'lithium-polymer cells are damaged below 3.0 V (usual data sheets)',
      max: 5,
    },
  },
  likely_cause:
    'The flight was longer than the charge allowed, or a cell has lost capacity or a high resistance.',
  advice:
    'Land earlier; compare with the level shown, whose calibration may be wrong; measure the resistance of the pack.',
});
