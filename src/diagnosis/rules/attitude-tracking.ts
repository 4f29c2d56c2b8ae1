import { quote, times } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { keptHigh } from '../measure.ts';
import { type Draft, defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';
import { figure, judgeSources, tooHigh } from './high-level.ts';

const [shortly, long] = [2, 5] as const;

export const attitudeTracking = defineRule({
  id: 'attitude-tracking',
  version: 2,
  question: 'Did the vehicle lean as its controller wanted, or did it tip over?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    warning: {
      value: 10,
      unit: '°',
      source:
        'dronekit-la, attitude control: more than 10° off is a failure there after 0.25 s; here after 2 s',
    },
    error: { value: 20, unit: '°', source: 'twice that, for 5 s: the vehicle is not controlled' },
  },
  likely_cause:
    'A motor or propeller gives too little thrust, gains are wrong, the vehicle touched something, or wind is too strong.',
  advice: 'Look at motor outputs and rates at that time; a saturated motor points to its arm.',
  evaluate: (aggregate, limits) => [
    ...aggregate.codes.filter(isTippedOver).map(
      (code): Draft => ({
        severity: code.severity,
        title: `Tipped over ${times(code.count)}`,
        description: `“${quote(code.message)}”`,
        evidence: codeEvidence(code),
        codes: [code.code],
      }),
    ),
    ...tooHigh(
      judgeSources(aggregate, 'attitude_error_degrees', (_, metric) => [
        [(keptHigh(metric, long)?.level ?? 0) >= limits.error, 'error'],
        [(keptHigh(metric, shortly)?.level ?? 0) >= limits.warning, 'warning'],
      ]).map((judged) => ({ ...judged, kept: keptHigh(judged.metric, shortly) })),
      ({ metric, figures, kept }) => {
        const off = figure(kept?.level ?? figures.max, 'attitude_error_degrees');
        return {
          title: `Attitude off by ${off}`,
          description: `${quote(metric.source)} was ${off} or more away from the attitude wanted for ${shortly} s (average ${figure(figures.avg, 'attitude_error_degrees')}).`,
        };
      },
    ),
  ],
});

/** A vehicle that hovers leaned further than it is flown, as the readers word it. */
export function isTippedOver({ source, code }: CodeAggregate): boolean {
  return source === 'diagnostics' && code.endsWith(': tipped over');
}
