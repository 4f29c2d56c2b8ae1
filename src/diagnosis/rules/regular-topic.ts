import { intervalOfBucket, usualInterval } from '../../recordings/interval-histogram.ts';
import { isSentOnEvents } from '../gather/timing.ts';
import type { TopicAggregate } from '../gather/topics.ts';

/** A topic that is sent at a rate of its own, in nanoseconds and counts. */
export interface RegularTopic {
  topic: TopicAggregate;
  /** The mean interval, or the median within 12 % where gaps and bursts make the mean another. */
  usual_ns: number;
  intervals: number;
  /** Mean change from one interval to the next. */
  jitter_ns: number;
  /** Time in intervals longer than three usual ones. */
  gap_ns: number;
}

/** With fewer intervals a rate says little. */
const leastIntervals = 100;
/** Intervals within half and one and a half of the usual one; of a sender on events far fewer are. */
const regularShare = 0.6;

/** The regular ones among the topics; those sent when something happens have no rate that they could miss. */
export function regularTopics(topics: readonly TopicAggregate[]): RegularTopic[] {
  return topics.flatMap((topic) => {
    const { interval_histogram: histogram, name, type } = topic;
    const median_ns = usualInterval(histogram);
    if (median_ns === undefined || isSentOnEvents(name, type)) return [];
    const mean_ns = (topic.active_us * 1000) / Math.max(1, topic.intervals);
    const usual_ns = Math.abs(mean_ns / median_ns - 1) < 0.125 ? mean_ns : median_ns;
    let intervals = 0;
    let near = 0;
    let gap_ns = 0;
    for (const [bucket, count] of Object.entries(histogram)) {
      const length = intervalOfBucket(Number(bucket));
      intervals += count;
      if (length >= usual_ns / 2 && length <= usual_ns * 1.5) near += count;
      if (length > 3 * usual_ns) gap_ns += length * count;
    }
    if (intervals < leastIntervals || near < regularShare * intervals) return [];
    return [{ topic, usual_ns, intervals, jitter_ns: topic.jitter_sum_ns / intervals, gap_ns }];
  });
}
