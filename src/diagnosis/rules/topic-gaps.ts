import { plural } from '../../domain/plural.ts';
import { formatDuration } from '../../text/time-format.ts';
import { quote, times } from '../../text/wording.ts';
import { gapShare } from '../gather/pace.ts';
import { defineRule, evidenceAt } from '../rule.ts';

export const topicGaps = defineRule({
  id: 'topic-gaps',
  version: 1,
  question: 'Which topics lose messages again and again?',
  severities: ['info', 'warning'],
  basis: 'measured',
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
    const found = topics
      .flatMap(({ name, most_gaps: pace }) => (pace ? [{ name, pace, percent: 100 * gapShare(pace) }] : []))
      .filter(({ pace, percent }) => pace.gaps >= limits.gaps && percent >= limits.time)
      .sort((a, b) => b.percent - a.percent);
    const worst = found[0];
    if (!worst) return [];
    const { pace } = worst;
    return [
      {
        severity: found.length >= limits.together ? 'warning' : 'info',
        title:
          found.length === 1
            ? `Topic ${quote(worst.name)} has ${plural(pace.gaps, 'gap')}`
            : `${plural(found.length, 'topic')} lose messages, most of all ${quote(worst.name)}`,
        description: `In ${quote(pace.at.file_name)}, ${quote(worst.name)} was more than three usual intervals (${formatDuration((3 * pace.median_ns) / 1e9)}) late ${times(pace.gaps)}, together ${Math.round(worst.percent)} % of the time.`,
        evidence: found.map((one) =>
          evidenceAt(one.pace.at, {
            count: one.pace.gaps,
            detail: `gaps in this file, ${Math.round(one.percent)} % of its time`,
          }),
        ),
      },
    ];
  },
});
