import { maxSeconds, TimeHalves } from '../../meaning/can/time-halves.ts';
import type { DecimalNumber } from '../text/decimal-number.ts';

const billion = 1_000_000_000;

/** Seconds; lines of several channels are out of place by milliseconds, buffers of a recorder by tenths of a second. */
const clockStep = 0.5;

/**
 * The times of an ASC: since the measurement began (`timestamps absolute`), or since the previous event (`timestamps
 * relative`).
 */
export class AscClock extends TimeHalves {
  relative = false;
  #seconds = 0;
  #nanoseconds = 0;
  #lastSeconds = 0;
  #lastNanoseconds = 0;
  #hasEvents = false;
  #block: number | undefined;
  /** How often a time was more than `clockStep` seconds before the one above it, and the widest such step in seconds. */
  stepsBack = 0;
  widestStep = 0;

  /** The date in the header: times count from it. */
  begin(ms: number): void {
    this.#seconds = Math.floor(ms / 1000);
    this.#nanoseconds = (ms % 1000) * 1_000_000;
    this.#hasEvents = false;
    this.#block = undefined;
  }

  /** The date of a trigger block: times that restart at 0 count from it, in the first block or in a later one. */
  beginBlock(ms: number): void {
    if (this.#hasEvents) this.#block = ms;
    else this.begin(ms);
  }

  /** Reads the time of the next event; false if it is not a time. */
  tick({ whole, billionths, negative }: DecimalNumber): boolean {
    if (whole > maxSeconds) return false;
    if (this.relative) {
      this.#advance(whole, billionths);
      return true;
    }
    const before =
      whole < this.#lastSeconds || (whole === this.#lastSeconds && billionths < this.#lastNanoseconds);
    if (this.#block !== undefined) {
      if (before) this.begin(this.#block);
      this.#block = undefined;
    } else if (before) this.#stepBack(whole, billionths);
    this.#hasEvents = true;
    this.#lastSeconds = whole;
    this.#lastNanoseconds = billionths;
    this.#setSum(negative ? -whole : whole, negative ? -billionths : billionths);
    return true;
  }

  #stepBack(whole: number, billionths: number): void {
    const step = this.#lastSeconds - whole + (this.#lastNanoseconds - billionths) / billion;
    if (step < clockStep) return;
    this.stepsBack += 1;
    this.widestStep = Math.max(this.widestStep, step);
  }

  #advance(seconds: number, nanoseconds: number): void {
    const sum = this.#nanoseconds + nanoseconds;
    this.#nanoseconds = sum % billion;
    this.#seconds = Math.min(maxSeconds, this.#seconds + seconds + (sum >= billion ? 1 : 0));
    this.set(this.#seconds, this.#nanoseconds);
    this.#hasEvents = true;
  }

  #setSum(seconds: number, nanoseconds: number): void {
    const sum = this.#nanoseconds + nanoseconds;
    const carry = Math.floor(sum / billion);
    this.set(this.#seconds + seconds + carry, sum - carry * billion);
  }
}
