import type { Occurrence, StampSummary } from './file-summary.ts';
import { nanoseconds } from './nanoseconds.ts';

const two32 = 2 ** 32;
/** A stamp that steps by less may be that of another sender on the same topic. */
const leastStepNs = 1_000_000_000;

/** Messages after which it is known how much the way of a message takes at least. */
const settledAfter = 10;

/** Steps of one kind: how many, the longest, and the message after the first. */
class Steps {
  count = 0;
  #most = 0;
  #high = 0;
  #low = 0;
  #offset = 0;

  note(step: number, high: number, low: number, offset: number): void {
    if (this.count === 0) {
      this.#high = high;
      this.#low = low;
      this.#offset = offset;
    }
    this.count += 1;
    if (step > this.#most) this.#most = step;
  }

  summarise(topic: string): { most_ms: number; at: Occurrence } {
    return {
      most_ms: Math.round(this.#most / 1e6),
      at: { time_ns: String(nanoseconds(this.#high, this.#low)), topic, offset: this.#offset },
    };
  }
}

/**
 * Follows the stamps in the headers of one topic beside the times of recording. Differences are floating-point numbers of
 * nanoseconds, exact to 256 ns for times of this century.
 */
export class StampTracker {
  /** Whether several senders may share the topic, so that stamps of consecutive messages are not comparable. */
  readonly #isShared: boolean;
  #count = 0;
  #unset = 0;
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;
  #firstStamp = 0;
  #stamp = 0;
  readonly #back = new Steps();
  readonly #ahead = new Steps();

  constructor(isShared: boolean) {
    this.#isShared = isShared;
  }

  /** One message with the stamp `sec`, `nsec`, recorded at `high` · 2^32 + `low` nanoseconds. */
  add(sec: number, nsec: number, high: number, low: number, offset: number): void {
    // A stamp that was not set (0, 0), and one that is none.
    if (sec <= 0 || nsec >= 1e9) {
      this.#unset += 1;
      return;
    }
    const stamp = sec * 1e9 + nsec;
    const lag = high * two32 + low - stamp;
    if (lag < this.#least) {
      const step = this.#least - lag;
      if (step >= leastStepNs && this.#count >= settledAfter && !this.#isShared)
        this.#ahead.note(step, high, low, offset);
      this.#least = lag;
    }
    if (lag > this.#greatest) this.#greatest = lag;
    // The first one is after 0.
    if (stamp - this.#stamp <= -leastStepNs && !this.#isShared)
      this.#back.note(this.#stamp - stamp, high, low, offset);
    if (this.#count === 0) this.#firstStamp = stamp;
    this.#count += 1;
    this.#stamp = stamp;
  }

  /** Undefined if no message had a stamp. */
  summarise(topic: string): StampSummary | undefined {
    if (this.#count === 0) return undefined;
    const ms = (ns: number) => Math.round(ns / 1e6);
    const back = this.#back.count > 0 && this.#back.summarise(topic);
    const ahead = this.#ahead.count > 0 && this.#ahead.summarise(topic);
    return {
      count: this.#count,
      unset: this.#unset,
      least_lag_ms: ms(this.#least),
      greatest_lag_ms: ms(this.#greatest),
      first_stamp_ms: ms(this.#firstStamp),
      last_stamp_ms: ms(this.#stamp),
      back: this.#back.count,
      ...(back && { back_most_ms: back.most_ms, back_at: back.at }),
      ...(ahead && { ahead: this.#ahead.count, ahead_most_ms: ahead.most_ms, ahead_at: ahead.at }),
    };
  }
}
