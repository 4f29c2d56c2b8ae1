import type { StampSummary } from './file-summary.ts';
import { nanoseconds } from './nanoseconds.ts';

const two32 = 2 ** 32;
/** A stamp that goes back by less may be that of another sender on the same topic. */
const leastStepBackNs = 1_000_000_000;

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
  #back = 0;
  #backMost = 0;
  #backHigh = 0;
  #backLow = 0;
  #backOffset = 0;

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
    if (lag < this.#least) this.#least = lag;
    if (lag > this.#greatest) this.#greatest = lag;
    // The first one is after 0.
    if (stamp - this.#stamp <= -leastStepBackNs) this.#noteStepBack(this.#stamp - stamp, high, low, offset);
    if (this.#count === 0) this.#firstStamp = stamp;
    this.#count += 1;
    this.#stamp = stamp;
  }

  #noteStepBack(step: number, high: number, low: number, offset: number): void {
    if (this.#isShared) return;
    if (this.#back === 0) {
      this.#backHigh = high;
      this.#backLow = low;
      this.#backOffset = offset;
    }
    this.#back += 1;
    if (step > this.#backMost) this.#backMost = step;
  }

  /** Undefined if no message had a stamp. */
  summarise(topic: string): StampSummary | undefined {
    if (this.#count === 0) return undefined;
    const ms = (ns: number) => Math.round(ns / 1e6);
    return {
      count: this.#count,
      unset: this.#unset,
      least_lag_ms: ms(this.#least),
      greatest_lag_ms: ms(this.#greatest),
      first_stamp_ms: ms(this.#firstStamp),
      last_stamp_ms: ms(this.#stamp),
      back: this.#back,
      ...(this.#back > 0 && {
        back_most_ms: ms(this.#backMost),
        back_at: {
          time_ns: String(nanoseconds(this.#backHigh, this.#backLow)),
          topic,
          offset: this.#backOffset,
        },
      }),
    };
  }
}
