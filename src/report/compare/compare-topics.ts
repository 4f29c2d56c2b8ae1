import type { Report } from '../report-schema.ts';
import { changesOf, type Pair, pairBy, type Trend } from './changes.ts';
import type { Comparison } from './comparison-schema.ts';

type Topic = Report['topics'][number];

export function compareTopics(before: Report, after: Report, most: number): Comparison['topics'] {
  return changesOf({
    paired: pairBy(before.topics, after.topics, ({ name }) => name),
    trend: trendOfTopic,
    single: (topic) => ({ name: topic.name, ...figures(topic) }),
    pair: (pair) => ({ name: pair.after.name, before: figures(pair.before), after: figures(pair.after) }),
    incomplete: { before: before.omitted.topics > 0, after: after.omitted.topics > 0 },
    most,
  });
}

function figures({ message_count, rate_hz, max_gap_s, out_of_order }: Topic) {
  return { message_count, rate_hz, max_gap_s, out_of_order };
}

/** A topic is worse if any aspect of it is, whatever else got better. */
function trendOfTopic({ before, after }: Pair<Topic>): Trend {
  if (isWorse(before, after)) return 'worse';
  return isWorse(after, before) ? 'better' : 'same';
}

/**
 * What is reported: a rate that fell by a tenth, a longest gap that doubled and grew by a second (smaller changes are
 * caused by schedulers and disks), messages out of order where there were none.
 */
const leastChange = { rate: 0.9, gapRatio: 2, gapSeconds: 1 };

function isWorse(before: Topic, after: Topic): boolean {
  const slower =
    before.rate_hz !== null && after.rate_hz !== null && after.rate_hz < before.rate_hz * leastChange.rate;
  const longerGap =
    after.max_gap_s > before.max_gap_s * leastChange.gapRatio &&
    after.max_gap_s > before.max_gap_s + leastChange.gapSeconds;
  return slower || longerGap || (before.out_of_order === 0 && after.out_of_order > 0);
}
