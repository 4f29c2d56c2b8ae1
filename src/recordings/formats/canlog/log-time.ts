import { maxSeconds, TimeHalves } from '../../meaning/can/time-halves.ts';
import { secondsPerDay } from '../text/days.ts';
import { MinuteClock } from './minute-clock.ts';

const billion = 1_000_000_000;

/**
 * What the times of a log count from: `start`, with an origin if the log states one; `previous` line; the `day`, which
 * begins anew at midnight; the `minute`, which begins anew after 60 s.
 */
export type TimeBase = 'start' | 'previous' | 'day' | 'minute';

/** Seconds by which a time of day falls at least at midnight; by less, lines are only out of order. */
const leastFall = secondsPerDay / 2;
/** A line of the day before, out of order, seems to be this share of a day later. */
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
  readonly #minute = new MinuteClock();

  /** How many times did not belong between those around them. */
  get stray(): number {
    return this.#minute.stray;
  }

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
    else if (this.#base === 'minute') this.#ofMinute(seconds, nanoseconds);
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

  /** Exact to the microsecond, as no such log is. */
  #ofMinute(seconds: number, nanoseconds: number): void {
    const us = Math.round(this.#minute.next(seconds * 1000 + nanoseconds / 1_000_000) * 1000);
    const whole = Math.floor(us / 1_000_000);
    this.#sinceOrigin(whole, (us - whole * 1_000_000) * 1000);
  }

  /** Seconds of the days that have passed before the line. */
  #passed(seconds: number): number {
    if (this.#base !== 'day' || seconds >= secondsPerDay) return this.#passedSeconds;
    const step = seconds - this.#previousSeconds;
    if (step <= -leastFall) this.#passedSeconds += secondsPerDay;
    else if (step > secondsPerDay * shareBack && this.#passedSeconds > 0)
      this.#passedSeconds -= secondsPerDay;
    this.#previousSeconds = seconds;
    return this.#passedSeconds;
  }
}
