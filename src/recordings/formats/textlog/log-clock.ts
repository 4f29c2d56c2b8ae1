import { TimeHalves } from '../../meaning/can/time-halves.ts';
import { LogTime } from '../canlog/log-time.ts';
import { dayNumber, secondsPerDay } from '../text/days.ts';
import type { WrittenTime } from './log-style.ts';

/** Days by which a date without a year falls at the end of a year: by fewer, lines are only out of order. */
const leastFall = 183;
const daysOfYear = 365;

/** Which times count alike: entries of one log have one of these. */
export type ClockBase = 'since 1970' | 'without a year' | 'of day' | 'since start';

const bases: Record<WrittenTime['kind'], ClockBase> = {
  date: 'since 1970',
  epoch: 'since 1970',
  yearless: 'without a year',
  'time of day': 'of day',
  uptime: 'since start',
};

export function baseOf({ kind }: WrittenTime): ClockBase {
  return bases[kind];
}

/**
 * The time of the entry that was read last. Times without a year or date count from the midnight before the first of them, so that
 * none is invented.
 */
export class LogClock extends TimeHalves {
  /** Of the first time; undefined before it. */
  base: ClockBase | undefined;
  readonly #ofDay = new LogTime();
  #firstDay: number | undefined;
  #day = 0;
  /** Days of the years that have passed. */
  #passed = 0;
  #lastYear = daysOfYear;
  #isLeap = false;

  constructor() {
    super();
    this.#ofDay.begin('day');
  }

  tick(time: WrittenTime): void {
    this.base ??= baseOf(time);
    const { seconds, nanoseconds } = time;
    switch (time.kind) {
      case 'date':
        this.set(time.day * secondsPerDay + seconds, nanoseconds);
        break;
      case 'yearless':
        this.set(this.#secondsSinceFirst(time.month, time.day, seconds), nanoseconds);
        break;
      case 'time of day':
        this.#ofDay.tick(seconds, nanoseconds);
        this.high = this.#ofDay.high;
        this.low = this.#ofDay.low;
        break;
      default:
        this.set(seconds, nanoseconds);
    }
  }

  /** A year has 29 February only if the log has. */
  #secondsSinceFirst(month: number, day: number, seconds: number): number {
    if (month === 2 && day === 29) this.#isLeap = true;
    const within = this.#isLeap
      ? (dayNumber(1972, month, day) ?? 0) - 2 * daysOfYear
      : (dayNumber(1970, month, day) ?? 0);
    this.#firstDay ??= within + Math.floor(seconds / secondsPerDay);
    const step = within - this.#day;
    let passed = this.#passed;
    if (step < -leastFall) {
      this.#lastYear = this.#isLeap ? daysOfYear + 1 : daysOfYear;
      this.#isLeap = false;
      this.#passed += this.#lastYear;
      passed = this.#passed;
      this.#day = within;
    } else if (step > leastFall && passed > 0) {
      // Out of order, from the year before.
      passed -= this.#lastYear;
    } else {
      this.#day = within;
    }
    return (passed + within - this.#firstDay) * secondsPerDay + seconds;
  }
}
