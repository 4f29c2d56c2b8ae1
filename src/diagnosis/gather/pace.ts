import type { TopicSummary } from '../../recordings/summary/file-summary.ts';
import type { Rhythm } from './rhythm.ts';
import type { Sighting } from './sighting.ts';

/** The timing of a topic in one file, in nanoseconds. */
export interface Pace {
  /** Mean time between two messages, without the longest. */
  interval_ns: number;
  /** The median, within 12 %. */
  median_ns: number;
  messages: number;
  /** Whether it is sent periodically rather than on events. */
  regular: boolean;
  /** Mean change from one interval to the next. */
  jitter_ns: number;
  /** Intervals longer than three usual ones, and their total time. */
  gaps: number;
  gap_ns: number;
  active_ns: number;
  /** Start of the file. */
  at: Sighting;
}

/** With fewer messages the pace in a file is not meaningful. */
const leastMessages = 50;

/** Null if the file has too few messages, or their order was lost. */
export function paceOf(
  { message_count: messages, max_gap_ns, out_of_order, jitter_sum_ns, gaps }: TopicSummary,
  { counted, usual_ns: median_ns, regular, gap_ns }: Rhythm,
  active_ns: number,
  at: Sighting,
): Pace | null {
  if (messages < leastMessages || out_of_order > 0 || median_ns === undefined) return null;
  const interval_ns = Math.round((active_ns - max_gap_ns) / (messages - 2));
  if (interval_ns <= 0) return null;
  return {
    interval_ns,
    median_ns: Math.round(median_ns),
    messages,
    regular,
    // The longest gap affects two intervals; the rule on silent topics covers it.
    jitter_ns: Math.round(
      Math.max(0, jitter_sum_ns - 2 * Math.max(0, max_gap_ns - median_ns)) / Math.max(1, counted),
    ),
    gaps,
    gap_ns: Math.round(Math.min(gap_ns, active_ns)),
    active_ns,
    at,
  };
}

/**
 * The mean if it is near the median, which is only known within 12 %; otherwise the median, since gaps increase the
 * mean.
 */
export function usualIntervalOf({ interval_ns, median_ns }: Pace): number {
  return Math.abs(interval_ns / median_ns - 1) < 0.125 ? interval_ns : median_ns;
}

/** Jitter relative to the usual interval. */
export function unevenness(pace: Pace): number {
  return pace.jitter_ns / usualIntervalOf(pace);
}

/** Share of the time in which the topic was late, 0–1. */
export function gapShare({ gap_ns, active_ns }: Pace): number {
  return gap_ns / active_ns;
}
