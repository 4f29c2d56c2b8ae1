import { quote } from '../../text/wording.ts';
import { defineRule, evidenceAt } from '../rule.ts';
import { figure, judgeSources } from './high-level.ts';
import { shareBelow } from './level-rule.ts';

export const lowFuel = defineRule({
  id: 'low-fuel',
  version: 1,
  question: 'Was the vehicle about to run out of fuel?',
  severities: ['info', 'warning'],
  basis: 'measured',
  thresholds: {
    info: { value: 10, unit: '%', source: 'the reserve of most cars begins at about a tenth of the tank' },
    warning: { value: 3, unit: '%', source: 'pumps draw air on slopes with less' },
    share: { value: 5, unit: '%', source: 'the level sloshes; shorter moments do not count' },
  },
  likely_cause: 'The drive was longer than the fuel allowed, or the level sensor is wrong.',
  advice: 'Refuel; if the tank was not that empty, check the level sensor.',
  evaluate: (aggregate, limits) =>
    judgeSources(aggregate, 'fuel_percent', (_, metric) => [
      [shareBelow(metric, limits.warning) * 100 >= limits.share, 'warning'],
      [shareBelow(metric, limits.info) * 100 >= limits.share, 'info'],
    ]).map(({ metric, figures, severity }) => ({
      severity,
      title: `Fuel down to ${figure(figures.min, 'fuel_percent')}`,
      description: `${quote(metric.source)} fell to ${figure(figures.min, 'fuel_percent')} (highest ${figure(figures.max, 'fuel_percent')}).`,
      evidence: [
        evidenceAt(metric.min_at, { detail: `lowest level ${figure(figures.min, 'fuel_percent')}` }),
      ],
    })),
});
