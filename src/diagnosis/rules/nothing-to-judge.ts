import { plural } from '../../domain/plural.ts';
import { defineRule } from '../rule.ts';

export const nothingToJudge = defineRule({
  id: 'nothing-to-judge',
  version: 2,
  question: 'Do the recordings contain anything about the health of the vehicle?',
  severities: ['info'],
  basis: 'measured',
  thresholds: {},
  likely_cause: 'Topics with diagnostics, logs or system load were not recorded.',
  advice: 'Add /diagnostics, /rosout and a system monitor to what the vehicle records.',
  evaluate: ({ codes, metrics, logs, totals, topics }) =>
    totals.parsed === 0 || codes.length > 0 || metrics.length > 0 || logs.length > 0
      ? []
      : [
          {
            severity: 'info',
            title:
              totals.messages === 0
                ? 'No messages in these recordings'
                : 'No diagnostics, logs or load figures in these recordings',
            description:
              totals.messages === 0
                ? 'The recordings are intact, but nothing was recorded.'
                : `Of ${plural(topics.length, 'topic')} with ${plural(totals.messages, 'message')} none says anything about the health of the vehicle; only completeness and timing could be checked.`,
            evidence: [],
          },
        ],
});
