import type { Occurrence, TopicSummary } from '../../recordings/summary/file-summary.ts';
import { intervalOfBucket } from '../../recordings/summary/interval-histogram.ts';
import type { Rhythm } from './rhythm.ts';

/** Share of the file in which frames of an earlier connection are. */
const startShare = 0.05;
/** Smaller steps are those of lines that are stored out of place. */
const shortestStepNs = 1_000_000_000;

/**
 * Where the times of a topic were set back at the very beginning of a file: adapters hand over what they held from an
 * earlier connection, under the clock of that time. The span of such a topic is longer than its intervals together.
 */
export function staleStart(topic: TopicSummary, { intervals }: Rhythm, fileBytes: number): Occurrence[] {
  const { name, out_of_order_at: at, first_ns, last_ns } = topic;
  if (!at || at.offset === undefined || at.offset > startShare * fileBytes) return [];
  const seen = Number(BigInt(last_ns) - BigInt(first_ns));
  const between = intervals.reduce(
    (sum, [bucket, count]) => sum + count * intervalOfBucket(Number(bucket)),
    0,
  );
  // Intervals are known within 12 %.
  return seen - 1.25 * between >= shortestStepNs ? [{ ...at, topic: name }] : [];
}
