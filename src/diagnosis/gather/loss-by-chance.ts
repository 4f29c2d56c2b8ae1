import type { TopicSummary } from '../../recordings/summary/file-summary.ts';
import { intervalOfBucket } from '../../recordings/summary/interval-histogram.ts';
import type { Rhythm } from './rhythm.ts';
import { busOf, mayHaveRate } from './senders.ts';

/** Frames that a periodic sender sent by its period, and those that were recorded. */
export interface Loss {
  expected: number;
  seen: number;
}

/** With fewer intervals their spread is not meaningful. */
const leastIntervals = 20;
/** With fewer senders all of them may be sent on events. */
const leastSenders = 8;
/**
 * On a bus most senders have a period. Of the labelled public recordings with so few that show one, those that a slow adapter made
 * have at least a tenth of their senders in the range below, the others less.
 */
const regularShare = 0.3;
const leastShare = 0.1;
/**
 * Standard deviation of the intervals by their mean. Frames of a period of which each is recorded with a chance of p leave a geometric
 * distribution of intervals, whose coefficient is √(1 − p): less than 1. Of what is sent on events it is 1, in bursts more.
 */
const spread = { from: 0.4, to: 0.97 } as const;

function spreadOf({ intervals, counted }: Rhythm): number {
  let sum = 0;
  for (const [bucket, count] of intervals) sum += count * intervalOfBucket(Number(bucket));
  const mean = sum / counted;
  let squares = 0;
  for (const [bucket, count] of intervals) squares += count * (intervalOfBucket(Number(bucket)) - mean) ** 2;
  return Math.sqrt(squares / counted) / mean;
}

/**
 * What is missing of a sender whose period is not to be seen, because the adapter stamps frames when it has time for them: by the
 * spread of its intervals. Undefined if they are spread like those of events.
 */
export function lossByChance(topic: TopicSummary, rhythm: Rhythm): Loss | undefined {
  if (rhythm.counted < leastIntervals || !mayHaveRate(topic)) return undefined;
  const by = spreadOf(rhythm);
  if (by < spread.from || by > spread.to) return undefined;
  return { expected: Math.round(rhythm.counted / (1 - by * by)), seen: rhythm.counted };
}

/** Buses of which hardly a sender has a rate of its own, and many are spread as by chance: only a part of their frames was recorded. */
export function slowRecordings(topics: readonly TopicSummary[], rhythms: readonly Rhythm[]): Set<string> {
  const buses = new Map<string, { senders: number; regular: number; byChance: number }>();
  topics.forEach((topic, i) => {
    const [bus, rhythm] = [busOf(topic.name), rhythms[i] as Rhythm];
    if (bus === undefined || rhythm.counted < leastIntervals) return;
    const of = buses.get(bus) ?? { senders: 0, regular: 0, byChance: 0 };
    buses.set(bus, of);
    of.senders += 1;
    if (rhythm.regular) of.regular += 1;
    else if (lossByChance(topic, rhythm)) of.byChance += 1;
  });
  const slow = [...buses].filter(
    ([, { senders, regular, byChance }]) =>
      senders >= leastSenders && regular <= regularShare * senders && byChance >= leastShare * senders,
  );
  return new Set(slow.map(([bus]) => bus));
}
