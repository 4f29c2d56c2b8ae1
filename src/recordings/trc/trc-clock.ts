import { maxSeconds, TimeHalves } from '../can/time-halves.ts';
import type { DecimalNumber } from '../text/decimal-number.ts';

const billion = 1_000_000_000;

/** The times of a TRC: milliseconds, with up to three digits behind the point, since the trace began. */
export class TrcClock extends TimeHalves {
  #seconds = 0;
  #nanoseconds = 0;

  begin(startNs: bigint): void {
    this.#seconds = Number(startNs / 1_000_000_000n);
    this.#nanoseconds = Number(startNs % 1_000_000_000n);
  }

  /** False when it is no time. */
  tick({ whole, billionths, negative }: DecimalNumber): boolean {
    const seconds = Math.floor(whole / 1000);
    if (seconds > maxSeconds) return false;
    const nanoseconds = (whole - seconds * 1000) * 1_000_000 + Math.floor(billionths / 1000);
    const sum = this.#nanoseconds + (negative ? -nanoseconds : nanoseconds);
    const carry = sum >= billion ? 1 : sum < 0 ? -1 : 0;
    this.set(this.#seconds + (negative ? -seconds : seconds) + carry, sum - carry * billion);
    return true;
  }
}
