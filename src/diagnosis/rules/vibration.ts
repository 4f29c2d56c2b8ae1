import { quote } from '../../text/wording.ts';
import { keptHigh } from '../measure.ts';
import { defineRule } from '../rule.ts';
import { figure, judgeSources, tooHigh } from './high-level.ts';
import { ofArduPilot } from './level-rules.ts';

const heldFor = 5;

export const vibration = defineRule({
  id: 'vibration',
  version: 3,
  question: 'Does the flight controller vibrate more than its estimator bears?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    warning: {
      value: 4.905,
      unit: 'm/s²',
      source: 'PX4 Flight Review, vibration metrics: half of g on average, end of the good range',
    },
    error: {
      value: 9.81,
      unit: 'm/s²',
      source: 'PX4 Flight Review, vibration metrics: g on average, end of the tolerable range',
    },
    warning_held: {
      value: 9.81,
      unit: 'm/s²',
      source: 'the end of the tolerable range, kept to for 5 s: a landing shakes for less than one',
    },
    error_held: {
      value: 19.62,
      unit: 'm/s²',
      source: 'flight-review-rs, vibration: twice g, kept to for 5 s; the accelerometer then clips',
    },
  },
  likely_cause:
    'Propellers or motors out of balance, a loose or too stiffly mounted flight controller, or frame resonance.',
  advice:
    'Balance or replace propellers, check motor bearings and the mount; look at the spectrum of the accelerometer.',
  evaluate: (aggregate, limits) =>
    tooHigh(
      judgeSources(aggregate, 'vibration', ({ avg }, metric) => {
        if (ofArduPilot.test(metric.source)) return [];
        const kept = keptHigh(metric, heldFor)?.level ?? 0;
        return [
          [avg >= limits.error || kept >= limits.error_held, 'error'],
          [avg >= limits.warning || kept >= limits.warning_held, 'warning'],
        ];
      }).map((judged) => ({ ...judged, kept: keptHigh(judged.metric, heldFor) })),
      ({ metric, figures, kept }) => ({
        title: `Strong vibration: ${figure(figures.avg, 'vibration')} on average`,
        description: `${quote(metric.source)} vibrated by ${figure(figures.avg, 'vibration')} on average${kept ? `, at ${figure(kept.level, 'vibration')} or above for ${heldFor} s` : ''} (highest ${figure(figures.max, 'vibration')}).`,
      }),
    ),
});
