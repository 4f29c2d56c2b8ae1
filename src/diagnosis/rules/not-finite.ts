import { plural } from '../../domain/plural.ts';
import { quote, times } from '../../text/wording.ts';
import { defineRule, severityFor } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const notFinite = defineRule({
  id: 'not-finite',
  version: 1,
  question: 'Was a command, a position or a measurement no number?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    error: {
      value: 10,
      unit: '',
      source: 'messages: a second of commands at the usual 10 Hz; until then a base goes on with the last',
    },
  },
  likely_cause:
    'A division by zero or a missing measurement in the program that sends it: no point in range, an empty list, two equal times.',
  advice:
    'Check the result before it is published (`std::isfinite`, `math.isfinite`) and stop the vehicle instead. Look at what the program received just before the first of these messages.',
  evaluate: ({ codes }, limits) =>
    codes
      .filter(({ source }) => source === 'not-finite')
      .map((code) => ({
        severity: severityFor([[code.count >= limits.error, 'error']]) ?? 'warning',
        title: `No number: ${quote(code.code)}`,
        description: `Seen ${times(code.count)} in ${plural(code.files, 'file')}: ${quote(code.message)} Controllers and filters refuse such a message, or pass it on into everything that they compute from it.`,
        evidence: codeEvidence(code),
        codes: [code.code],
      })),
});
