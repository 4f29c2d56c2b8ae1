import { plural } from '../../domain/plural.ts';
import { quote } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const clockJump = defineRule({
  id: 'clock-jump',
  version: 1,
  question: 'Do messages carry times that are not of this drive?',
  severities: ['info', 'warning'],
  basis: 'measured',
  thresholds: {
    warning: {
      value: 2,
      unit: '',
      source: 'one stray time is often a message from before the clock was set',
    },
  },
  likely_cause:
    'The clock was set while recording (first fix of GPS, first contact to a time server), or one sender has a clock of its own.',
  advice:
    'Start the recorder after time synchronisation; messages with such times are left out of spans, gaps and curves.',
  evaluate: ({ codes }, limits) =>
    codes
      .filter(({ source }) => source === 'clock')
      .map((code) => ({
        severity: code.count >= limits.warning ? 'warning' : 'info',
        title: `Clock jump of more than a day in ${plural(code.files, 'file')}`,
        description: `Seen on ${plural(code.count, 'topic')}: ${quote(code.message)}`,
        evidence: codeEvidence(code),
        codes: [code.code],
      })),
});
