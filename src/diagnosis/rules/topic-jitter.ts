import { plural } from '../../domain/plural.ts';
import { formatDuration } from '../../text/time-format.ts';
import { quote } from '../../text/wording.ts';
import { losesFrames } from '../gather/frame-loss.ts';
import { unevenness, usualIntervalOf } from '../gather/pace.ts';
import { busOf } from '../gather/senders.ts';
import { defineRule, evidenceAt } from '../rule.ts';

/** Share of missing frames from which on they make every interval uneven. */
const unevenFrom = 0.05;

export const topicJitter = defineRule({
  id: 'topic-jitter',
  version: 2,
  question: 'Which topics, sent at a rate of their own, come unevenly?',
  severities: ['info', 'warning'],
  basis: 'measured',
  thresholds: {
    jitter: {
      value: 50,
      unit: '%',
      source:
        'mean change from one interval to the next; half an interval is as much as a missed deadline makes',
    },
    together: {
      value: 3,
      unit: '',
      source: 'one or two topics may share a slow sender; more share the computer',
    },
  },
  likely_cause: 'The sender or the recorder is starved of processor time, or messages are sent in bursts.',
  advice: 'Compare with processor load; give the sender a real-time priority or look for what blocks it.',
  evaluate: (aggregate, limits) => {
    const uneven = aggregate.topics
      .flatMap(({ name, most_uneven: pace }) =>
        // Missing frames make every interval uneven; that they are missing is a finding of its own.
        pace && !losesFrames(aggregate, busOf(name), pace.at.file_id, unevenFrom)
          ? [{ name, pace, percent: 100 * unevenness(pace), usual: usualIntervalOf(pace) / 1e9 }]
          : [],
      )
      .filter(({ percent }) => percent >= limits.jitter)
      .sort((a, b) => b.percent - a.percent);
    const worst = uneven[0];
    if (!worst) return [];
    return [
      {
        severity: uneven.length >= limits.together ? 'warning' : 'info',
        title:
          uneven.length === 1
            ? `Topic ${quote(worst.name)} comes unevenly`
            : `${plural(uneven.length, 'topic')} come unevenly, most of all ${quote(worst.name)}`,
        description: `From one message to the next, the interval of ${quote(worst.name)} changes by ${formatDuration(worst.pace.jitter_ns / 1e9)} on average (${Math.round(worst.percent)} % of its usual ${formatDuration(worst.usual)}) in ${quote(worst.pace.at.file_name)}.`,
        evidence: uneven.map(({ pace, percent, usual }) =>
          evidenceAt(pace.at, {
            count: pace.messages,
            detail: `mean jitter ${Math.round(percent)} % of the usual ${formatDuration(usual)} in this file`,
          }),
        ),
      },
    ];
  },
});
