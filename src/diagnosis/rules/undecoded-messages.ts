import { plural } from '../../domain/plural.ts';
import { defineRule } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';

export const undecodedMessages = defineRule({
  id: 'undecoded-messages',
  version: 2,
  question: 'Which messages about the vehicle’s health could not be decoded?',
  severities: ['info'],
  basis: 'measured',
  thresholds: {},
  likely_cause:
    'Sender and recorder had different versions of the message definition, or the messages were cut off before they were recorded.',
  advice:
    'What such messages say is not part of this report. If all of a topic fail, bring sender and recorder to the same version of the message package and record again; if few do, look for lost packets between them.',
  evaluate: ({ codes }) => {
    const failed = codes.filter(({ source }) => source === 'decoder');
    const [worst] = failed.toSorted((a, b) => b.count - a.count);
    if (!worst) return [];
    const messages = failed.reduce((sum, { count }) => sum + count, 0);
    return [
      {
        severity: 'info',
        title: `${plural(messages, 'message')} could not be decoded`,
        description: `${failed.length === 1 ? '' : 'Most often: '}${worst.message}`,
        evidence: failed.flatMap(codeEvidence),
      },
    ];
  },
});
