import { defineRule, evidenceAt, quote } from '../rule.ts';
import { judgeSources } from './high-level.ts';
import { shareBelow } from './level-rule.ts';

export const gpsLoss = defineRule({
  id: 'gps-loss',
  version: 1,
  question: 'Was GPS lost?',
  severities: ['info', 'warning'],
  thresholds: {
    satellites: {
      value: 6,
      unit: '',
      source: 'PX4 EKF2_REQ_NSATS: with fewer the estimator does not use GPS',
    },
    share: {
      value: 10,
      unit: '%',
      source: 'a receiver that was just switched on needs some time for its first fix',
    },
  },
  likely_cause: 'A tunnel or building hid the sky, the antenna failed, or reception was disturbed.',
  advice:
    'Look at where the vehicle was when satellites were lost; check antenna and cable if the sky was open.',
  evaluate: (aggregate, limits) =>
    judgeSources(aggregate, 'gps_satellites', ({ max }, metric) => {
      const lost = shareBelow(metric, limits.satellites) * 100 >= limits.share;
      // Without a fix at any time it is a drive indoors rather than a loss.
      return [
        [lost && max >= limits.satellites, 'warning'],
        [lost, 'info'],
      ];
    }).map(({ metric, figures, severity }) => {
      const percent = Math.round(shareBelow(metric, limits.satellites) * 100);
      return {
        severity,
        title:
          severity === 'info'
            ? 'GPS had no fix at any time'
            : `GPS with fewer than ${limits.satellites} satellites for ${percent} % of the time`,
        description: `${quote(metric.source)} received from ${figures.min} to ${figures.max} satellites, fewer than ${limits.satellites} for ${percent} % of the time.`,
        evidence: [
          evidenceAt(metric.min_at, { detail: `fewest: ${figures.min}` }),
          evidenceAt(metric.max_at, { detail: `most: ${figures.max}` }),
        ],
      };
    }),
});
