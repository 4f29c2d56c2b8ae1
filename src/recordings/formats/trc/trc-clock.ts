import { maxSeconds, TimeHalves } from '../../meaning/can/time-halves.ts';
import type { DecimalNumber } from '../text/decimal-number.ts';

const billion = 1_000_000_000;

/** The times of a TRC: milliseconds, with up to three decimals, since the trace began. */
export class TrcClock extends TimeHalves {
  #seconds = 0;
  #nanoseconds = 0;

  begin(startNs: bigint): void {
    this.#seconds = Number(startNs / 1_000_000_000n);
    this.#nanoseconds = Number(startNs % 1_000_000_000n);
  }

  /** Lines of LIN traces count microseconds; false if it is not a time. */
  tickMicroseconds(microseconds: number): boolean {
    const seconds = Math.floor(microseconds / 1_000_000);
    if (seconds > maxSeconds) return false;
    this.#setSince(seconds, (microseconds - seconds * 1_000_000) * 1000);
    return true;
  }

  /** False if it is not a time. */
  tick({ whole, billionths, negative }: DecimalNumber): boolean {
    const seconds = Math.floor(whole / 1000);
    if (seconds > maxSeconds) return false;
    const nanoseconds = (whole - seconds * 1000) * 1_000_000 + Math.floor(billionths / 1000);
    this.#setSince(negative ? -seconds : seconds, negative ? -nanoseconds : nanoseconds);
    return true;
  }

  #setSince(seconds: number, nanoseconds: number): void {
    const sum = this.#nanoseconds + nanoseconds;
    const carry = Math.floor(sum / billion);
    this.set(this.#seconds + seconds + carry, sum - carry * billion);
  }
}
