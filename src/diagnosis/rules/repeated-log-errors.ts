import { plural } from '../../domain/plural.ts';
import { severityRank } from '../../domain/severity.ts';
import { quoteCode, times } from '../../text/wording.ts';
import { defineRule, severityFor, type Threshold } from '../rule.ts';
import { anExample } from './an-example.ts';
import { codeEvidence } from './code-evidence.ts';

/** From this count on, an error is considered repeated. */
export const repeatedTimes: Threshold = {
  value: 10,
  unit: '',
  source: 'single errors are common at start-up in ROS and PX4 recordings',
};

export const repeatedLogErrors = defineRule({
  id: 'repeated-log-errors',
  version: 1,
  question: 'Which errors did the software log again and again, and did anything log a fatal one?',
  severities: ['warning', 'error', 'critical'],
  basis: 'reported',
  thresholds: {
    repeated: repeatedTimes,
    flood: { value: 1000, unit: '', source: 'such a count also costs processor time and disk' },
    codes: {
      value: 8,
      unit: '',
      source: 'as many as a reader takes in; the others are in the list of error codes',
    },
  },
  likely_cause:
    'A part of the software keeps failing at the same step, often because an input or a device is missing.',
  advice:
    'Read the log lines around the first occurrence; repair what the message names before looking further.',
  evaluate: ({ codes }, limits) =>
    codes
      .filter(
        ({ source, severity, count }) =>
          (source === 'log' || source === 'ulog') &&
          (severity === 'critical' ||
            (severityRank(severity) >= severityRank('error') && count >= limits.repeated)),
      )
      .slice(0, limits.codes)
      .map((code) => ({
        severity:
          severityFor([
            [code.severity === 'critical', 'critical'],
            [code.count >= limits.flood, 'error'],
          ]) ?? 'warning',
        title: `${code.severity === 'critical' ? 'Fatal error' : 'Error'} logged ${times(code.count)}: ${quoteCode(code.code)}`,
        description: `In ${plural(code.files, 'file')}${anExample(code)}.`,
        ...(code.severity === 'critical' && {
          likely_cause: 'The program stopped here, or lost something that it cannot do without.',
        }),
        evidence: codeEvidence(code),
        codes: [code.code],
      })),
});
