import { intervalOfBucket } from '../../recordings/summary/interval-histogram.ts';
import type { Rhythm } from './rhythm.ts';

/** Intervals from which a missing turn, and from which a pause shows, in usual ones. */
const missing = 1.5;
const pausing = 5;
/** With fewer senders a pause may be their own. */
const leastSenders = 3;
/** Minimum share of those that could show a pause. */
const busShare = 0.8;
/** Intervals are known within 12 %, and control units fall asleep one after the other. */
const tolerance = 1.25;

/**
 * The interval in nanoseconds from which on senders of a bus slept with it, and lost nothing; infinity if it did not sleep. Frames
 * that a logger loses one by one leave more short gaps than long ones; where nearly all senders have long ones alone, the
 * bus was silent.
 */
export function sleepOf(senders: readonly Rhythm[]): number {
  const regular = senders.filter(({ regular: is, usual_ns }) => is && usual_ns !== undefined);
  const pauses = regular.flatMap((one) => shortestPause(one) ?? []).sort((a, b) => a - b);
  const usual = pauses[Math.floor(pauses.length / 2)];
  if (usual === undefined || pauses.length < leastSenders) return Number.POSITIVE_INFINITY;
  const able = regular.filter(({ usual_ns = 0 }) => usual_ns * pausing <= usual);
  const asleep = able.filter((one) => shortestPause(one) !== undefined);
  return asleep.length >= busShare * able.length ? usual / tolerance : Number.POSITIVE_INFINITY;
}

/** Of a sender whose gaps are mostly pauses. */
function shortestPause({ intervals, usual_ns = 0 }: Rhythm): number | undefined {
  let [short, long] = [0, 0];
  let shortest: number | undefined;
  for (const [bucket, count] of intervals) {
    const length = intervalOfBucket(Number(bucket));
    if (length >= pausing * usual_ns) {
      long += count;
      shortest = Math.min(shortest ?? length, length);
    } else if (length >= missing * usual_ns) short += count;
  }
  return long > short ? shortest : undefined;
}
