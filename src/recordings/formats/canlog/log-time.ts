import { maxSeconds, TimeHalves } from '../../meaning/can/time-halves.ts';
import { secondsPerDay } from '../text/days.ts';

const billion = 1_000_000_000;

/**
 * What the times of a log count from: `start`, with an origin if the log states one; `previous` line; the `day`, which
 * begins anew at midnight; the `minute`, which begins anew after 60 s.
 */
export type TimeBase = 'start' | 'previous' | 'day' | 'minute';

/** `least`: seconds by which a time falls at least when a new period begins; by less, lines are only out of order. */
const periods: Partial<Record<TimeBase, { seconds: number; least: number }>> = {
  day: { seconds: secondsPerDay, least: secondsPerDay / 2 },
  minute: { seconds: 60, least: 1 },
};
/** A line of the period before, out of order, seems to be this share of a period later. */
const shareBack = 0.9;

/** The time of a line, from what is written in it. */
export class LogTime extends TimeHalves {
  /** Whether a line had a time at all. */
  seen = false;
  #base: TimeBase = 'start';
  #originSeconds = 0;
  #originNanoseconds = 0;
  /** Of the periods that have passed, or of all times since the line before. */
  #passedSeconds = 0;
  #passedNanoseconds = 0;
  #previousSeconds = 0;

  /** `originMs`: since 1970, the wall clock of the recorder taken as UTC; undefined if the log does not state it. */
  begin(base: TimeBase, originMs?: number): void {
    const ms = originMs ?? 0;
    this.#base = base;
    this.#passedSeconds = 0;
    this.#passedNanoseconds = 0;
    if (base === 'day') {
      this.#originSeconds = Math.floor(ms / 1000 / secondsPerDay) * secondsPerDay;
      this.#originNanoseconds = 0;
      this.#previousSeconds = Math.floor(ms / 1000) - this.#originSeconds;
    } else {
      this.#originSeconds = Math.floor(ms / 1000);
      this.#originNanoseconds = (ms - this.#originSeconds * 1000) * 1_000_000;
      this.#previousSeconds = 0;
    }
  }

  /** `seconds` and `nanoseconds` as the line has them; false if that is no time. */
  tick(seconds: number, nanoseconds: number): boolean {
    if (seconds < 0 || seconds > maxSeconds || nanoseconds < 0 || nanoseconds >= billion) return false;
    this.seen = true;
    if (this.#base === 'previous') this.#addUp(seconds, nanoseconds);
    else this.#sinceOrigin(seconds + this.#passed(seconds), nanoseconds);
    return true;
  }

  #sinceOrigin(seconds: number, nanoseconds: number): void {
    const sum = this.#originNanoseconds + nanoseconds;
    const carry = sum >= billion ? 1 : 0;
    this.set(this.#originSeconds + seconds + carry, sum - carry * billion);
  }

  /** Times since the line before are added up. */
  #addUp(seconds: number, nanoseconds: number): void {
    const sum = this.#passedNanoseconds + nanoseconds;
    const carry = sum >= billion ? 1 : 0;
    this.#passedNanoseconds = sum - carry * billion;
    this.#passedSeconds = Math.min(maxSeconds, this.#passedSeconds + seconds + carry);
    this.#sinceOrigin(this.#passedSeconds, this.#passedNanoseconds);
  }

  /** Seconds of the periods that have passed before the line. */
  #passed(seconds: number): number {
    const period = periods[this.#base];
    if (period === undefined || seconds >= period.seconds) return this.#passedSeconds;
    const step = seconds - this.#previousSeconds;
    if (step <= -period.least) this.#passedSeconds += period.seconds;
    else if (step > period.seconds * shareBack && this.#passedSeconds > 0)
      this.#passedSeconds -= period.seconds;
    this.#previousSeconds = seconds;
    return this.#passedSeconds;
  }
}
