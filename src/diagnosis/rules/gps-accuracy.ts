import { quote } from '../../text/wording.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import { compareNs } from '../gather/sighting.ts';
import { type Kept, keptHigh, keptLow } from '../measure.ts';
import { isSameRecording } from '../recording-key.ts';
import { defineRule } from '../rule.ts';
import { figure, hasSeveral, judgeSources, tooHigh } from './high-level.ts';

const heldFor = 10;

export const gpsAccuracy = defineRule({
  id: 'gps-accuracy',
  version: 5,
  question: 'Was the position of GPS too inexact?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    warning: {
      value: 5,
      unit: 'm',
      source:
        'half of the time; PX4 COM_POS_FS_EPH: above it the position counts as lost. Public boats with u-blox receivers under an open sky have 3.0 m to 3.2 m',
    },
    good: {
      value: 3,
      unit: 'm',
      source: 'PX4 EKF2_REQ_EPH: below it the estimator begins to use the position',
    },
    lost: {
      value: 5,
      unit: 'm',
      source: 'flight-review-rs, GPS: for 10 s, after a position that was good; PX4 COM_POS_FS_EPH is 5 m',
    },
    error: { value: 10, unit: 'm', source: 'more than the width of two lanes' },
  },
  likely_cause: 'The sky is hidden, the antenna is poor or covered, or reception is disturbed.',
  advice: 'Check antenna and cable under an open sky; compare with satellites and jamming.',
  evaluate: (aggregate, limits) =>
    tooHigh(
      judgeSources(aggregate, 'gps_accuracy_m', ({ p50 }, metric) => {
        if (!hasSeveral(metric)) return [];
        const lost = lostAfter(metric, limits.good)?.level ?? 0;
        return [
          [p50 >= limits.error || lost >= limits.error, 'error'],
          [p50 >= limits.warning || lost >= limits.lost, 'warning'],
        ];
      }).map((judged) => ({ ...judged, kept: lostAfter(judged.metric, limits.good) })),
      ({ metric, figures, kept }) => {
        const level = Math.max(figures.p50, kept?.level ?? 0);
        return {
          title: `Inexact GPS position: ± ${figure(level, 'gps_accuracy_m')}`,
          description: `${quote(metric.source)} was exact to ± ${figure(figures.p50, 'gps_accuracy_m')} half of the time${kept ? `, and to no better than ± ${figure(kept.level, 'gps_accuracy_m')} for ${heldFor} s after it had been good` : ''} (highest ${figure(figures.max, 'gps_accuracy_m')}).`,
        };
      },
    ),
});

/** The error kept to for ten seconds after the position had been exact in the same recording. */
function lostAfter(metric: MetricAggregate, good: number): Kept | undefined {
  const [low, high] = [keptLow(metric, heldFor), keptHigh(metric, heldFor)];
  if (!low || !high || low.level > good || !isSameRecording(low.at, high.at)) return undefined;
  return compareNs(low.at.time_ns, high.at.time_ns) < 0 ? high : undefined;
}
