import { plural } from '../../domain/plural.ts';
import { quote } from '../../text/wording.ts';
import { tableTopic } from '../gather/senders.ts';
import { defineRule, evidenceAt } from '../rule.ts';

export const clockSetBack = defineRule({
  id: 'clock-set-back',
  version: 3,
  question: 'Was a clock set back while recording?',
  severities: ['warning'],
  basis: 'measured',
  thresholds: {},
  likely_cause:
    'The clock of the recording computer was corrected, often by NTP or GPS after a start without time.',
  advice:
    'Let clocks be slewed instead of stepped while driving (chrony: makestep only at start); check the time source.',
  evaluate: ({ set_backs: found }) => {
    const first = found[0];
    if (!first) return [];
    return [
      {
        severity: 'warning',
        title: `The clock was set back in ${plural(found.length, 'file')}`,
        description: `In ${quote(first.at.file_name)}, times run backwards on ${plural(first.topics, 'topic')}; gaps and durations in such a file cannot be relied on.`,
        ...(first.at.topic === tableTopic && ofTable),
        evidence: found.map(({ at, topics }) =>
          evidenceAt(at, {
            detail: `set back to this time; times run backwards on ${plural(topics, 'topic')}`,
          }),
        ),
      },
    ];
  },
});

const ofTable = {
  likely_cause: 'Recordings were put together into one table, or the clock of its logger was corrected.',
  advice: 'Upload a table for each recording; let clocks be slewed instead of stepped while driving.',
};
