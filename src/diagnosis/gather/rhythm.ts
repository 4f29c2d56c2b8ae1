import type { TopicSummary } from '../../recordings/summary/file-summary.ts';
import { intervalOfBucket } from '../../recordings/summary/interval-histogram.ts';
import { mayHaveRate } from './senders.ts';

/** Minimum share of a periodic sender's intervals that are between half and one and a half of the usual one, */
const regularShare = 0.6;
/**
 * and minimum share of the time, without the longest gap or a few rests, that they fill: in bursts with pauses between
 * them, such intervals are numerous but short.
 */
const regularTime = 0.5;

/** In usual intervals: a bus that slept, or a recorder that was off. */
const pauseFactor = 100;
/**
 * Share of the intervals up to which such pauses are rests, and their number whatever the share: a clock that falls back and leaps
 * ahead now and then leaves as many in a recording of seconds.
 */
const restShare = 0.002;
const fewRests = 4;

/** Share of the intervals that may be longer than what is usual: a sender may fail more than once. */
const rareShare = 1 / 100;

/** How many usual intervals count as a gap. */
const gapFactor = 3;

/** Figures derived from the intervals of a topic in one file; times in nanoseconds. */
export interface Rhythm {
  /** The intervals of the summary by bucket, decoded once because gathering iterates over them repeatedly. */
  intervals: readonly [bucket: string, count: number][];
  counted: number;
  /** The median, within 12 %; undefined if there is no interval. */
  usual_ns: number | undefined;
  /** Whether the topic is sent at a rate of its own, which it could miss. */
  regular: boolean;
  /** Time in intervals longer than three usual ones. */
  gap_ns: number;
  /** The interval that all but one of 100 keep to; undefined with fewer, or if it is sent on events. */
  longest_usual_ns: number | undefined;
  /** Intervals far longer than the usual one: rests of the bus or the recorder, if they are few. */
  pauses: number;
}

export function rhythmOf(topic: TopicSummary): Rhythm {
  const { intervals: histogram, max_gap_ns } = topic;
  const intervals = Object.entries(histogram);
  let counted = 0;
  for (const [, count] of intervals) counted += count;
  const usual = quantileOf(intervals, counted, 0.5);
  if (usual === undefined)
    return {
      intervals,
      counted,
      usual_ns: usual,
      regular: false,
      gap_ns: 0,
      longest_usual_ns: undefined,
      pauses: 0,
    };
  let [time, near, nearTime, gap, pauses, pauseTime] = [0, 0, 0, 0, 0, 0];
  for (const [bucket, count] of intervals) {
    const length = intervalOfBucket(Number(bucket));
    time += count * length;
    if (length > pauseFactor * usual) {
      pauses += count;
      pauseTime += count * length;
    }
    if (length > gapFactor * usual) gap += count * length;
    if (length < usual / 2 || length > usual * 1.5) continue;
    near += count;
    nearTime += count * length;
  }
  const restTime = Math.max(pauses <= Math.max(fewRests, restShare * counted) ? pauseTime : 0, max_gap_ns);
  const even = near >= regularShare * counted && nearTime >= regularTime * (time - restTime);
  const regular = even && mayHaveRate(topic);
  const longest = counted >= 1 / rareShare && mayHaveRate(topic);
  const longest_usual_ns = longest ? quantileOf(intervals, counted, 1 - rareShare) : undefined;
  return { intervals, counted, usual_ns: usual, regular, gap_ns: gap, longest_usual_ns, pauses };
}

/** Integer keys are enumerated in ascending order (ECMA-262, OrdinaryOwnPropertyKeys). */
function quantileOf(intervals: Rhythm['intervals'], counted: number, share: number): number | undefined {
  let rank = Math.ceil(counted * share);
  for (const [bucket, count] of intervals) {
    rank -= count;
    if (rank <= 0) return intervalOfBucket(Number(bucket));
  }
  return undefined;
}
