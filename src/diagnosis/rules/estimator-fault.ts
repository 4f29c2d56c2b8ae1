import type { Severity } from '../../domain/severity.ts';
import { quote } from '../../text/wording.ts';
import { type Kept, keptHigh } from '../measure.ts';
import { defineRule } from '../rule.ts';
import { figure, judgeSources, tooHigh } from './high-level.ts';

const [shortly, long, lasting] = [2, 5, 10] as const;

/** What each ratio compares, and what makes that sensor disagree with the others. */
const causes: readonly [sensor: RegExp, cause: string, advice: string][] = [
  [
    /magnetometer|compass/i,
    'The compass is disturbed by currents, motors or steel, or is badly calibrated.',
    'Calibrate the compass away from steel; compare its field with the thrust, and move it away from power wires.',
  ],
  [
    /velocity|position|vel|pos/i,
    'The position of GPS or of a camera jumps or drifts, or strong vibration misleads the accelerometer.',
    'Compare satellites, accuracy and vibration at that time; check antenna and mount.',
  ],
  [
    /height/i,
    'The barometer is reached by wind of the propellers or heat, or the range finder sees something else.',
    'Shield the barometer with foam; compare barometer, GPS and range finder at that time.',
  ],
  [
    /airspeed/i,
    'The pitot tube is blocked or leaks, or is badly calibrated.',
    'Clean and calibrate the airspeed sensor.',
  ],
];

export const estimatorFault = defineRule({
  id: 'estimator-fault',
  version: 4,
  question: 'Did the estimator of the flight controller reject its sensors?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    warning: {
      value: 0.5,
      unit: '',
      source: 'MAVLink ESTIMATOR_STATUS (230): below 0.5 in normal operation, now and then up to 1',
    },
    error: {
      value: 1,
      unit: '',
      source:
        'MAVLink ESTIMATOR_STATUS (230): above 1 the measurement was rejected; for 2 s a warning, for 5 s an error, as in flight-review-rs',
    },
  },
  likely_cause:
    'A compass disturbed by currents, a poor GPS position, strong vibration, or a sensor that drifts.',
  advice:
    'See which ratio is high (magnetometer, velocity, height); calibrate that sensor or move it away from currents.',
  evaluate: (aggregate, limits) =>
    tooHigh(
      judgeSources(aggregate, 'estimator_ratio', ({ p95 }, metric): [boolean, Severity][] => [
        // A recording shorter than that is judged by its values, unless it is but a moment.
        [(keptHigh(metric, long)?.level ?? (keptHigh(metric, shortly) ? p95 : 0)) >= limits.error, 'error'],
        [(keptHigh(metric, shortly)?.level ?? 0) >= limits.error, 'warning'],
        [(keptHigh(metric, lasting)?.level ?? p95) >= limits.warning, 'warning'],
      ]).map((judged) => ({ ...judged, kept: keptIn(judged.metric, judged.severity, limits.error) })),
      ({ metric, figures, kept }) => {
        const level = kept?.level ?? figures.p95;
        const [, cause, advice] = causes.find(([sensor]) => sensor.test(metric.source)) ?? [];
        return {
          title: `Estimator in doubt: ${quote(sensorOf(metric.source))}, test ratio ${figure(level, 'estimator_ratio')}`,
          description: `${quote(metric.source)} stayed at ${figure(level, 'estimator_ratio')} or above for ${kept && 'seconds' in kept ? kept.seconds : shortly} s; from ${limits.error} on the measurement is rejected (average ${figure(figures.avg, 'estimator_ratio')}, highest ${figure(figures.max, 'estimator_ratio')}).`,
          ...(cause !== undefined && { likely_cause: cause }),
          ...(advice !== undefined && { advice }),
        };
      },
    ),
});

/** The level that made it so severe. */
function keptIn(
  metric: Parameters<typeof keptHigh>[0],
  severity: Severity,
  rejected: number,
): (Kept & { seconds: number }) | undefined {
  const rose = (keptHigh(metric, shortly)?.level ?? rejected) >= rejected;
  const seconds = severity === 'error' ? long : (rose && shortly) || lasting;
  const kept = keptHigh(metric, seconds);
  return kept && { ...kept, seconds };
}

/** `estimator_status: position` as `position`. */
function sensorOf(source: string): string {
  return source.slice(source.lastIndexOf(': ') + 1).trim();
}
