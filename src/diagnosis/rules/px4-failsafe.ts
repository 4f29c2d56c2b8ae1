import { plural } from '../../domain/plural.ts';
import { worseOf } from '../../domain/severity.ts';
import { quote, quoteCode, times } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const px4Failsafe = defineRule({
  id: 'px4-failsafe',
  version: 1,
  question: 'Did the flight controller take over because something failed?',
  severities: ['error', 'critical'],
  basis: 'reported',
  thresholds: {},
  likely_cause: 'A link, sensor, battery or estimator was lost; the log lines just before name it.',
  advice:
    'Read the messages of the commander before the first occurrence; do not fly again before the cause is known.',
  evaluate: ({ codes }) =>
    codes
      .filter(({ source }) => source === 'failsafe')
      .map((code) => ({
        severity: worseOf(code.severity, 'error'),
        title: `Failsafe: ${quoteCode(code.code)}`,
        description: `Happened ${times(code.count)} in ${plural(code.files, 'file')}: “${quote(code.message)}”.`,
        evidence: codeEvidence(code),
        codes: [code.code],
      })),
});
