import type { Nanoseconds } from '../../recordings/summary/file-summary.ts';
import { intervalOfBucket } from '../../recordings/summary/interval-histogram.ts';
import type { Rhythm } from './rhythm.ts';
import { order } from './sighting.ts';
import type { Silence } from './silence.ts';

/** A period in which nothing at all was recorded inside one file, or its clock jumped ahead. */
export interface Pause {
  start_ns: Nanoseconds;
  length_ns: number;
  /** How many topics fell silent together. */
  topics: number;
  /** Whether all of them are identifiers of buses, which rest when the ignition is off. */
  on_bus: boolean;
  /** Whether it lasted whole periods of nearly every sender: they went on in time, and only the recording lacks them. */
  kept_time: boolean;
}

/**
 * Minimum share of the periodic topics that must be affected for the recorder to be the cause rather than the topics.
 */
export const recorderShare = 0.8;
/** With fewer periodic topics, a silence of all of them may still be their own. */
export const minTopics = 3;

/** The longest silence of a topic within the file, and its intervals. */
export interface Gap {
  silence: Silence;
  rhythm: Rhythm;
}

/** The period that the longest gaps of most topics have in common, of those sent often enough to show it. */
export function commonPause(gaps: readonly Gap[], shortestNs: number): Omit<Pause, 'on_bus'> | undefined {
  const long = gaps
    .filter(({ silence: { length_ns, usual_ns } }) => length_ns >= shortestNs && length_ns > 3 * usual_ns)
    .map((gap) => ({
      gap,
      start: BigInt(gap.silence.start_ns),
      end: BigInt(gap.silence.start_ns) + BigInt(Math.round(gap.silence.length_ns)),
    }))
    .sort((a, b) => order(a.start, b.start));
  const middle = long[Math.floor(long.length / 2)];
  if (!middle) return undefined;
  const able = gaps.filter(({ silence }) => 3 * silence.usual_ns < Number(middle.end - middle.start));
  const together = long.filter(({ start, end }) => start < middle.end && end > middle.start);
  if (able.length < minTopics || together.length < able.length * recorderShare) return undefined;
  const [start = middle.start] = together
    .map((one) => one.start)
    .sort(order)
    .reverse();
  const [end = middle.end] = together.map((one) => one.end).sort(order);
  const length = Number(end - start);
  if (length < shortestNs) return undefined;
  return {
    start_ns: start.toString(),
    length_ns: length,
    topics: together.length,
    kept_time: keptTime(together.map(({ gap }) => gap)),
  };
}

/** With fewer senders their periods may fit by chance. */
const leastSenders = 5;
/**
 * How far, in periods, a pause may be from a whole number of them: one in five of unrelated pauses is as near. Of public
 * recordings whose buses paused, where at least 10 senders did, 92 to 100 % of the senders are as near, or at most 29 %.
 */
const nearPeriod = 0.1;
/** As many turns as the rule on silent topics takes for more than a late message. */
const leastTurns = 20;

function keptTime(gaps: readonly Gap[]): boolean {
  const turns = gaps.map(({ silence, rhythm }) => silence.length_ns / periodOf(silence, rhythm));
  const near = turns.filter((count) => Math.abs(count - Math.round(count)) <= nearPeriod).length;
  return (
    turns.length >= leastSenders && near >= recorderShare * turns.length && Math.max(...turns) >= leastTurns
  );
}

/** The mean of the intervals but for those that are longer than two periods and a half, in which frames were lost. */
function periodOf({ usual_ns }: Silence, { intervals, counted, usual_ns: median }: Rhythm): number {
  const longest = intervals.at(-1);
  if (median === undefined || !longest) return usual_ns;
  let [time, count] = [(counted - 1) * usual_ns, counted - 1];
  for (const [bucket, number] of intervals) {
    const length = intervalOfBucket(Number(bucket));
    if (length <= 2.5 * median) continue;
    // The longest is not in the usual interval.
    const others = bucket === longest[0] ? number - 1 : number;
    time -= others * length;
    count -= others;
  }
  if (count <= 0 || time <= 0) return usual_ns;
  const mean = time / count;
  return count === counted - 1 ? mean : (nominal(mean) ?? mean);
}

/** Digits that the periods of control units begin with, in milliseconds. */
const digits = [1, 1.25, 2, 2.5, 4, 5, 8, 10];
/** How far the mean is from the period at most: the lengths of other gaps are known within 12 %. */
const nearNominal = 0.03;

function nominal(periodNs: number): number | undefined {
  const unit = 10 ** Math.floor(Math.log10(periodNs));
  return digits
    .map((digit) => digit * unit)
    .find((period) => Math.abs(periodNs - period) <= nearNominal * period);
}
