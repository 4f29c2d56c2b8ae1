import type { Occurrence, TopicSummary } from '../../recordings/summary/file-summary.ts';
import { intervalOfBucket } from '../../recordings/summary/interval-histogram.ts';
import type { Rhythm } from './rhythm.ts';

/** Share of the file in which frames of an earlier connection are. */
const startShare = 0.05;
/** Smaller steps are those of lines that are stored out of place. */
const shortestStepNs = 1_000_000_000;

/**
 * Where the times of a topic were set back at the very beginning of a file: adapters hand over what they held from an
 * earlier connection, under the clock of that time. Such a topic steps back once, or its span is longer than its intervals
 * together.
 */
export function staleStart(topic: TopicSummary, { intervals }: Rhythm, fileBytes: number): Occurrence[] {
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
