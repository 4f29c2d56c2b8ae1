import { formatDuration } from '../../report/time-format.ts';
import { defineRule, evidenceAt, plural, quote, times } from '../rule.ts';
import { regularTopics } from './regular-topic.ts';

export const topicGaps = defineRule({
  id: 'topic-gaps',
  version: 1,
  question: 'Which topics lose messages again and again?',
  severities: ['info', 'warning'],
  thresholds: {
    gaps: { value: 10, unit: '', source: 'a single long silence is the matter of the rule on silent topics' },
    time: { value: 5, unit: '%', source: 'share of the time in gaps; filters and trackers bridge less' },
    together: { value: 3, unit: '', source: 'one topic may be throttled on purpose; more share a cause' },
  },
  likely_cause:
    'Messages are dropped on the way: a full queue, a slow or lossy network link, a recorder under load.',
  advice:
    'Look at queue sizes and quality-of-service settings of the topic, then at the link between sender and recorder.',
  evaluate: ({ topics }, limits) => {
    const found = regularTopics(topics)
      .map((one) => ({ ...one, percent: (100 * one.gap_ns) / Math.max(1, one.topic.active_us * 1000) }))
      .filter(({ topic, percent }) => topic.gaps >= limits.gaps && percent >= limits.time)
      .sort((a, b) => b.percent - a.percent);
    const worst = found[0];
    if (!worst) return [];
    return [
      {
        severity: found.length >= limits.together ? 'warning' : 'info',
        title:
          found.length === 1
            ? `Topic ${quote(worst.topic.name)} has ${plural(worst.topic.gaps, 'gap')}`
            : `${plural(found.length, 'topic')} lose messages, most of all ${quote(worst.topic.name)}`,
        description: `${quote(worst.topic.name)} was more than three usual intervals (${formatDuration((3 * worst.usual_ns) / 1e9)}) late ${times(worst.topic.gaps)}, together ${Math.round(Math.min(100, worst.percent))} % of the time.`,
        evidence: found.flatMap(({ topic: { gaps_at } }) =>
          gaps_at
            ? [
                evidenceAt(gaps_at, {
                  count: gaps_at.count,
                  detail: 'gaps in this file; the longest begins here',
                }),
              ]
            : [],
        ),
      },
    ];
  },
});
