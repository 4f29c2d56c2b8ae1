import type { Occurrence, TimeSpan, TopicSummary } from '../../recordings/summary/file-summary.ts';
import { intervalOfBucket } from '../../recordings/summary/interval-histogram.ts';
import type { Pause } from './common-pause.ts';
import type { Rhythm } from './rhythm.ts';
import { tableTopic } from './senders.ts';

/** Share of the file in which frames of an earlier connection are. */
const startShare = 0.05;
/** Smaller steps are those of lines that are stored out of place. */
const shortestStepNs = 1_000_000_000;

/**
 * Where the times of a topic were set back at the very beginning of a file: adapters hand over what they held from an
 * earlier connection, under the clock of that time. Such a topic steps back once, or its span is longer than its intervals
 * together.
 */
export function staleStart(
  topic: TopicSummary,
  { intervals }: Rhythm,
  fileBytes: number,
): (Occurrence & { step_ns?: number })[] {
  const { name, out_of_order, out_of_order_at: at, first_ns, last_ns } = topic;
  if (!at || at.offset === undefined || at.offset > startShare * fileBytes) return [];
  const stepped = out_of_order === 1 && (at.step_ns ?? 0) >= shortestStepNs && !fillsItsGap(topic);
  if (stepped) return [{ ...at, topic: name }];
  const seen = Number(BigInt(last_ns) - BigInt(first_ns));
  const between = intervals.reduce(
    (sum, [bucket, count]) => sum + count * intervalOfBucket(Number(bucket)),
    0,
  );
  // Intervals are known within 12 %.
  return seen - 1.25 * between >= shortestStepNs ? [{ ...at, topic: name }] : [];
}

/**
 * Whether the first message out of order lies in the longest gap before it: then a block of the file is stored behind
 * the one that follows it, and the clock was never set back.
 */
export function fillsItsGap({ out_of_order_at: at, max_gap_at_ns, max_gap_ns }: TopicSummary): boolean {
  if (!at) return false;
  const from = BigInt(max_gap_at_ns);
  const time = BigInt(at.time_ns);
  return time > from && time < from + BigInt(Math.round(max_gap_ns));
}

/** How well the two leaps of a clock agree, which the frames between them separate. */
const sameLeap = 0.1;

/**
 * Whether all topics leap ahead near the beginning of a file by as much as its first topic stepped back: what lies between
 * is of an earlier connection, though the frames in front of it are too few to show it in each of them.
 */
export function leapsAheadAgain(
  { step_ns = 0 }: { step_ns?: number },
  pause: Pick<Pause, 'start_ns' | 'length_ns'>,
  { start_ns, end_ns }: TimeSpan,
): boolean {
  const before = Number(BigInt(pause.start_ns) - BigInt(start_ns));
  const length = Number(BigInt(end_ns) - BigInt(start_ns)) - pause.length_ns;
  return before <= startShare * length && Math.abs(step_ns - pause.length_ns) <= sameLeap * step_ns;
}

/** From so many steps on a table is sorted by something else, or put together from many (`out-of-order` tells those). */
const mostSteps = 9;

/** Where the rows of a table, which a logger writes one after the other, go back by a second or more. */
export function tableSetBack([table, ...others]: readonly TopicSummary[]): Occurrence[] {
  if (table?.name !== tableTopic || others.length > 0) return [];
  const { out_of_order, out_of_order_at: at } = table;
  if (!at || (at.step_ns ?? 0) < shortestStepNs || out_of_order > mostSteps || fillsItsGap(table)) return [];
  return [{ ...at, topic: table.name }];
}
