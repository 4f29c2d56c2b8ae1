import { plural } from '../../domain/plural.ts';
import { severityRank } from '../../domain/severity.ts';
import { quoteCode, times } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { defineRule } from '../rule.ts';
import { anExample } from './an-example.ts';
import { isTippedOver } from './attitude-tracking.ts';
import { codeEvidence } from './code-evidence.ts';
import { isInterference } from './gps-interference.ts';
import { isFixLost } from './gps-loss.ts';
import { isBatteryWarning } from './low-battery.ts';
import { isStale } from './stale-diagnostics.ts';

/** Sources of what components report about themselves. */
const ofComponents: readonly string[] = ['diagnostics', 'dbc', 'nmea2000'];

/** What a component reported about itself and no other rule covers. */
export function isOfComponent(code: CodeAggregate): boolean {
  return (
    ofComponents.includes(code.source) &&
    !isStale(code) &&
    !isInterference(code) &&
    !isFixLost(code) &&
    !isBatteryWarning(code) &&
    !isTippedOver(code)
  );
}

export const errorDiagnostics = defineRule({
  id: 'error-diagnostics',
  version: 5,
  question: 'Which components reported an error about themselves?',
  severities: ['error', 'critical'],
  basis: 'reported',
  thresholds: {
    codes: {
      value: 8,
      unit: '',
      source: 'as many as a reader takes in; the others are in the list of error codes',
    },
  },
  likely_cause: 'The component that reports it has detected a fault of its own or of the device behind it.',
  advice:
    'Look at the first occurrence: what else changed in the seconds before it? Check the named component.',
  evaluate: ({ codes }, limits) =>
    codes
      .filter((code) => isOfComponent(code) && severityRank(code.severity) >= severityRank('error'))
      .slice(0, limits.codes)
      .map((code) => ({
        severity: code.severity,
        title: quoteCode(code.code),
        description: `Reported ${times(code.count)} in ${plural(code.files, 'file')}${anExample(code)}.`,
        evidence: codeEvidence(code),
        codes: [code.code],
      })),
});
