import type { StampSummary, TopicSummary } from '../../recordings/summary/file-summary.ts';
import type { Sighting } from './sighting.ts';

/**
 * Why stamps that are all equally far from the clock of the recorder are so, where that is known. `played`: an older recording
 * was. The others speak of a clock that is wrong: `ahead`, since what is played comes from the past; `leap-seconds` and
 * `time-zone`, by how far; `same-offset`, since recordings made at other times are off by as much.
 */
export type AlikeReason = 'played' | 'ahead' | 'leap-seconds' | 'time-zone' | 'same-offset';

/** What the stamps in the headers of the messages of one file say of the clocks of their senders. */
export interface StampClock {
  /** The first message of the topic with the most messages; of steps back, the first message after one. */
  at: Sighting;
  /**
   * `apart`: topics whose stamps come from another clock than those of the other topics. `alike`: the stamps of all topics
   * are equally far from the clock of the recorder. `back`, `ahead`: stamps of a topic step back, or further ahead than any before,
   * while its times of recording go on. `drift`: they fall behind, or run ahead, more and more. `late`: messages of a sensor come
   * long after their stamps now and then.
   */
  kind: 'apart' | 'alike' | 'back' | 'ahead' | 'drift' | 'late';
  /** Only of `alike`: why, if the batch tells. */
  reason?: AlikeReason;
  /** How far the stamps are behind the clock of the recorder (negative: ahead of it), how far they step, drift or are late. */
  behind_s: number;
  /** Topics with such stamps, and topics with stamps that were judged. */
  topics: number;
  judged: number;
  /** Steps back or ahead; 0 for other kinds. */
  steps: number;
  /** From the first to the last message of the topic at `at`. */
  active_s: number;
}

/** A topic whose messages have stamps of a clock that knows the date. */
export interface Stamped {
  topic: TopicSummary;
  stamps: StampSummary;
}

export function activeSeconds({ first_ns, last_ns }: TopicSummary): number {
  return Number(BigInt(last_ns) - BigInt(first_ns)) / 1e9;
}
