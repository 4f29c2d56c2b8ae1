import { plural } from '../../domain/plural.ts';
import { quote } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const clockJump = defineRule({
  id: 'clock-jump',
  version: 2,
  question: 'Do messages carry times that are not of this drive, or of two clocks?',
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
        severity: code.code === twoClocks || code.count >= limits.warning ? 'warning' : 'info',
        title:
          code.code === twoClocks
            ? `Two clocks in ${plural(code.files, 'file')}`
            : `Clock jump of more than a day in ${plural(code.files, 'file')}`,
        description:
          code.code === twoClocks
            ? `“${quote(code.message)}”`
            : `Seen on ${plural(code.count, 'topic')}: ${quote(code.message)}`,
        ...(code.code === twoClocks && ofTwoClocks),
        evidence: codeEvidence(code),
        codes: [code.code],
      })),
});

/** As the reader of ASC names it. */
const twoClocks = 'clock: two clocks';

const ofTwoClocks = {
  likely_cause:
    'What a program sends is stamped by its computer, what it receives by the adapter; or logs of two devices were put together.',
  advice:
    'Let one device stamp both directions; times between sent and received messages of this recording are wrong.',
};
