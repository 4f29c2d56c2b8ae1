import { quantile } from '../../recordings/summary/histogram.ts';
import { quote } from '../../text/wording.ts';
import { defineRule, evidenceAt } from '../rule.ts';
import { figure, judgeSources } from './high-level.ts';

export const lowBattery = defineRule({
  id: 'low-battery',
  version: 1,
  question: 'Was a battery driven too far down?',
  severities: ['warning', 'error', 'critical'],
  basis: 'measured',
  thresholds: {
    warning: { value: 15, unit: '%', source: 'PX4 BAT_LOW_THR' },
    error: { value: 7, unit: '%', source: 'PX4 BAT_CRIT_THR' },
    critical: { value: 5, unit: '%', source: 'PX4 BAT_EMERGEN_THR' },
  },
  likely_cause: 'The drive was longer than the charge allowed, or the battery has lost capacity.',
  advice: 'Charge before the next drive; if the start level was high, measure the capacity of the battery.',
  evaluate: (aggregate, limits) =>
    // One value in a hundred may be wrong: drivers report 0 % before the first measurement.
    judgeSources(aggregate, 'battery_percent', (_, { histogram }) => {
      const low = (quantile(histogram, 0.01) ?? 100_000) / 1000;
      return [
        [low <= limits.critical, 'critical'],
        [low <= limits.error, 'error'],
        [low <= limits.warning, 'warning'],
      ];
    }).map(({ metric, figures, severity }) => ({
      severity,
      title: `Battery down to ${figure(figures.min, 'battery_percent')}`,
      description: `${quote(metric.source)} fell to ${figure(figures.min, 'battery_percent')} (highest ${figure(figures.max, 'battery_percent')}).`,
      evidence: [
        evidenceAt(metric.min_at, { detail: `lowest level ${figure(figures.min, 'battery_percent')}` }),
        evidenceAt(metric.max_at, { detail: `highest level ${figure(figures.max, 'battery_percent')}` }),
      ],
    })),
});
