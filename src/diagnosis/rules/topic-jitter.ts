import { formatDuration } from '../../report/time-format.ts';
import { defineRule, evidenceAt, plural, quote } from '../rule.ts';
import { regularTopics } from './regular-topic.ts';

export const topicJitter = defineRule({
  id: 'topic-jitter',
  version: 1,
  question: 'Which topics, sent at a rate of their own, come unevenly?',
  severities: ['info', 'warning'],
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
  evaluate: ({ topics }, limits) => {
    const uneven = regularTopics(topics)
      .map((one) => ({ ...one, percent: (100 * one.jitter_ns) / one.usual_ns }))
      .filter(({ percent }) => percent >= limits.jitter)
      .sort((a, b) => b.percent - a.percent);
    const worst = uneven[0];
    if (!worst) return [];
    return [
      {
        severity: uneven.length >= limits.together ? 'warning' : 'info',
        title:
          uneven.length === 1
            ? `Topic ${quote(worst.topic.name)} comes unevenly`
            : `${plural(uneven.length, 'topic')} come unevenly, most of all ${quote(worst.topic.name)}`,
        description: `From one message to the next, the interval of ${quote(worst.topic.name)} changes by ${formatDuration(worst.jitter_ns / 1e9)} on average (${Math.round(worst.percent)} % of its usual ${formatDuration(worst.usual_ns / 1e9)}).`,
        evidence: uneven.flatMap(({ topic, percent }) =>
          topic.max_gap_at
            ? [
                evidenceAt(topic.max_gap_at, {
                  detail: `mean jitter ${Math.round(percent)} % of the interval; longest gap ${formatDuration(topic.max_gap_ns / 1e9)}`,
                }),
              ]
            : [],
        ),
      },
    ];
  },
});
