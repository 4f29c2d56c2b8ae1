import { plural } from '../../domain/plural.ts';
import { severityRank } from '../../domain/severity.ts';
import { quote, quoteCode, times } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';
import { isInterference } from './gps-interference.ts';

/** It says in which modes a vehicle may not be armed now, which is no fault while it stands; see `eventInterpreter`. */
function isArmingCheck({ message }: CodeAggregate): boolean {
  return message.startsWith('Arming check: ');
}

export const px4Events = defineRule({
  id: 'px4-events',
  version: 3,
  question: 'Which events of the flight controller were errors?',
  severities: ['warning', 'error', 'critical'],
  basis: 'reported',
  thresholds: {
    warnings: {
      value: 10,
      unit: '',
      source: 'in one log: single warnings are ordinary before a vehicle is armed',
    },
    codes: {
      value: 8,
      unit: '',
      source: 'as many as a reader takes in; the others are in the list of error codes',
    },
  },
  likely_cause: 'The flight controller has found what the event says; events before it name what led to it.',
  advice: 'Read the events and log lines around the first occurrence; repair before the next flight.',
  evaluate: ({ codes }, limits) =>
    codes
      .filter(
        (code) =>
          code.source === 'px4-event' &&
          !isInterference(code) &&
          (severityRank(code.severity) >= severityRank('error') ||
            (code.severity === 'warning' && code.most_in_file >= limits.warnings && !isArmingCheck(code))),
      )
      .slice(0, limits.codes)
      .map((code) => ({
        severity: code.severity,
        // If the log defines its events, their text is more informative than their code.
        title: `Flight controller: ${quote(code.message.replace(/\.$/, ''))}`,
        description: `Reported ${times(code.count)} in ${plural(code.files, 'file')} (${quoteCode(code.code)}).`,
        evidence: codeEvidence(code),
        codes: [code.code],
      })),
});
