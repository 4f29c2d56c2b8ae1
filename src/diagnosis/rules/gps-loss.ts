import { worseOf } from '../../domain/severity.ts';
import { quote, times } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { keptLow } from '../measure.ts';
import { type Draft, defineRule, evidenceAt } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';
import { judgeSources } from './high-level.ts';
import { shareBelow } from './level-rule.ts';

const fixLost = /^(.+): GPS fix lost$/;

/** A receiver had a position and lost it. */
export function isFixLost({ source, code }: CodeAggregate): boolean {
  return source === 'diagnostics' && fixLost.test(code);
}

/** PX4 blends its receivers to one position: what is said of it is not said again of them. */
function isOfBlended(source: string, { metric_sources }: Aggregate): boolean {
  return (
    /^sensor_gps\b/.test(source) &&
    metric_sources.some((other) => other.name === 'gps_satellites' && other.source === 'vehicle_gps_position')
  );
}

/** Receivers of flight controllers, whose metric begins with their first fix: aircraft have no tunnels. */
const ofFlight = /^(?:GPS\d?\b|GPS_RAW_INT |GPS2_RAW |vehicle_gps_position\b|sensor_gps\b)/;

/** Counts of satellites are whole numbers: half a satellite below what is needed there were fewer, however wide the classes of the histogram. */
const half = 0.5;

/** Satellites that a receiver needs, by where it is. */
function needed({ source }: { source: string }, limits: { satellites: number; fix: number }): number {
  return ofFlight.test(source) ? limits.satellites : limits.fix;
}

/** Seconds in one recording; other flights beside it do not excuse them. */
const lasting = 10;

export const gpsLoss = defineRule({
  id: 'gps-loss',
  version: 5,
  question: 'Was GPS lost?',
  severities: ['info', 'warning', 'error'],
  basis: 'measured',
  thresholds: {
    satellites: {
      value: 6,
      unit: '',
      source: 'PX4 EKF2_REQ_NSATS: with fewer the estimator does not use GPS',
    },
    fix: {
      value: 4,
      unit: '',
      source:
        'three coordinates and the time (IS-GPS-200, 20.3.3.4.3.4); of receivers on the ground, which have trees and houses above them',
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
  evaluate: (aggregate, limits) => {
    const losses = new Map(
      aggregate.codes.filter(isFixLost).map((code) => [fixLost.exec(code.code)?.[1] ?? '', code]),
    );
    const few = judgeSources(aggregate, 'gps_satellites', ({ max }, metric) => {
      if (isOfBlended(metric.source, aggregate)) return [];
      const least = needed(metric, limits);
      const lost =
        shareBelow(metric, least - half) * 100 >= limits.share ||
        (ofFlight.test(metric.source) && (keptLow(metric, lasting)?.level ?? max) < least);
      // If there were never enough, it is an indoor drive rather than a loss.
      return [
        [lost && max >= least, 'warning'],
        [lost, 'info'],
      ];
    }).map(({ metric, figures, severity }): Draft => {
      const loss = losses.get(metric.source);
      losses.delete(metric.source);
      const least = needed(metric, limits);
      const percent = Math.max(1, Math.round(shareBelow(metric, least - half) * 100));
      return {
        severity: loss ? worseOf(severity, loss.severity) : severity,
        title:
          severity === 'info'
            ? `GPS never had ${least} satellites`
            : `GPS with fewer than ${least} satellites for ${percent} % of the time`,
        description: `${quote(metric.source)} received from ${figures.min} to ${figures.max} satellites, fewer than ${least} for ${percent} % of the time${loss ? `; it lost its position ${times(loss.count)}` : ''}.`,
        evidence: [
          ...(loss ? codeEvidence(loss) : []),
          evidenceAt(metric.min_at, { detail: `fewest: ${figures.min}` }),
          evidenceAt(metric.max_at, { detail: `most: ${figures.max}` }),
        ],
        ...(loss && { codes: [loss.code] }),
      };
    });
    const others = [...losses].map(
      ([receiver, loss]): Draft => ({
        severity: loss.severity,
        title: `GPS position lost ${times(loss.count)}`,
        description: `${quote(receiver)}: “${quote(loss.message)}”.`,
        evidence: codeEvidence(loss),
        codes: [loss.code],
      }),
    );
    return [...few, ...others];
  },
});
