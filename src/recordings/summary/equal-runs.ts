import type { EqualRuns } from './file-summary.ts';

/** Without a value for longer, in milliseconds, it is not known whether it stayed the same. */
const longestBreakMs = 10_000;
/** Shorter runs are not worth keeping, in milliseconds. */
const leastKeptMs = 10_000;

/** Follows for how long the values of a metric stay the same to the last bit; a few comparisons for each value. */
export class EqualRunFollower {
  #value = Number.NaN;
  #startMs = Number.NaN;
  #lastMs = Number.NaN;
  #count = 0;
  #runs = 0;
  #longestMs = -1;
  #longestStartMs = 0;
  #longestCount = 0;
  #longestValue = 0;
  #nextMs = 0;

  add(ms: number, value: number): void {
    if (value === this.#value && ms >= this.#lastMs && ms - this.#lastMs <= longestBreakMs) {
      this.#lastMs = ms;
      this.#count += 1;
      return;
    }
    this.#end();
    this.#value = value;
    this.#startMs = ms;
    this.#lastMs = ms;
    this.#count = 1;
  }

  /** Undefined if no run was long. */
  runs(): EqualRuns | undefined {
    this.#end();
    this.#count = 0;
    if (this.#longestMs < leastKeptMs) return undefined;
    return {
      runs: this.#runs,
      longest_ms: this.#longestMs,
      longest_at_ns: String(BigInt(this.#longestStartMs) * 1_000_000n),
      longest_count: this.#longestCount,
      longest_milli: Math.round(this.#longestValue * 1000),
      next_ms: this.#nextMs,
    };
  }

  #end(): void {
    if (this.#count === 0) return;
    this.#runs += 1;
    const ms = this.#lastMs - this.#startMs;
    if (ms > this.#longestMs) {
      this.#nextMs = Math.max(0, this.#longestMs);
      this.#longestMs = ms;
      this.#longestStartMs = this.#startMs;
      this.#longestCount = this.#count;
      this.#longestValue = this.#value;
    } else if (ms > this.#nextMs) this.#nextMs = ms;
  }
}
