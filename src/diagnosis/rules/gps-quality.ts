import type { MetricName } from '../../recordings/summary/file-summary.ts';
import { quote } from '../../text/wording.ts';
import { keptHigh } from '../measure.ts';
import { type Draft, defineRule } from '../rule.ts';
import { figure, judgeSources, tooHigh } from './high-level.ts';

const heldFor = 10;

/** The figures of a position that the estimator checks before it uses it. */
const checked = [
  { metric: 'gps_speed_accuracy_ms', limit: 'speed', what: 'speed known to ±' },
  { metric: 'gps_vertical_accuracy_m', limit: 'vertical', what: 'height known to ±' },
  { metric: 'gps_dop', limit: 'dilution', what: 'horizontal dilution of precision' },
] as const satisfies readonly { metric: MetricName; limit: string; what: string }[];

export const gpsQuality = defineRule({
  id: 'gps-quality',
  version: 1,
  question: 'Were speed, height and geometry of GPS good enough in flight?',
  severities: ['warning'],
  basis: 'measured',
  thresholds: {
    speed: {
      value: 1.5,
      unit: 'm/s',
      source: 'dronekit-la, speed accuracy; PX4 EKF2_REQ_SACC wants 0.5 m/s before GPS is used',
    },
    vertical: { value: 5, unit: 'm', source: 'PX4 EKF2_REQ_EPV' },
    dilution: { value: 2.5, unit: '', source: 'PX4 EKF2_REQ_PDOP', max: 99 },
  },
  likely_cause: 'Part of the sky is hidden, signals are reflected by buildings, or reception is disturbed.',
  advice:
    'Compare with satellites, noise and jamming at that time; fly away from walls, or shield the antenna.',
  evaluate: (aggregate, limits) =>
    checked.flatMap(({ metric: name, limit, what }): Draft[] =>
      tooHigh(
        judgeSources(aggregate, name, (_, metric) => [
          [(keptHigh(metric, heldFor)?.level ?? 0) >= limits[limit], 'warning'],
        ]).map((judged) => ({ ...judged, kept: keptHigh(judged.metric, heldFor) })),
        ({ metric, figures, kept }) => {
          const level = figure(kept?.level ?? figures.max, name);
          return {
            title: `GPS: ${what} ${level}`,
            description: `${quote(metric.source)}: ${what} ${level} or worse for ${heldFor} s in flight (average ${figure(figures.avg, name)}).`,
          };
        },
      ),
    ),
});
