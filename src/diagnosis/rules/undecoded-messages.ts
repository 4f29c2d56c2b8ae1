import { defineRule, plural, quote } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const undecodedMessages = defineRule({
  id: 'undecoded-messages',
  version: 1,
  question: 'Which messages that tell of the vehicle’s health could not be decoded?',
  severities: ['info'],
  basis: 'measured',
  thresholds: {},
  likely_cause:
    'The schema in the recording does not fit its messages, or is of a kind that Argus does not decode.',
  advice: 'What such messages say is not part of this report; check the sender’s message definition.',
  evaluate: ({ codes }) => {
    const failed = codes.filter(({ source }) => source === 'decoder');
    const [worst] = failed.toSorted((a, b) => b.count - a.count);
    if (!worst) return [];
    const messages = failed.reduce((sum, { count }) => sum + count, 0);
    return [
      {
        severity: 'info',
        title: `${plural(messages, 'message')} could not be decoded`,
        description: `Mostly: “${quote(worst.message)}”.`,
        evidence: failed.flatMap(codeEvidence),
      },
    ];
  },
});
