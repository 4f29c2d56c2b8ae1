import { maxSeconds, TimeHalves } from '../../meaning/can/time-halves.ts';
import { dayMs, dayNs, secondsPerDay } from '../text/days.ts';
import { type DateOrder, readDate, readDatedTime, readTimeOfDay, splitDateTime } from './dates.ts';
import type { TimeUnit } from './time-units.ts';
import { WrappingCount } from './wrapping-count.ts';

/** How the time of a row is written. */
export type TimeKind =
  /**
   * `origin` is the number at which the time is 0; absent if it is 0. `wraps`: whether it may be a counter of a
   * microcontroller, which begins anew.
   */
  | { kind: 'number'; unit: TimeUnit; origin?: number; wraps?: true }
  | { kind: 'date-time'; order: DateOrder }
  /** A date in one column, the time of day in another. */
  | { kind: 'date-and-time'; order: DateOrder }
  /** Whole seconds in one column, parts of a second in another, of which `perSecond` are one. */
  | { kind: 'split'; perSecond: number }
  /** Without a date: days count from that of the first time, on which it is nearest to `nearMs` (since 1970) if that is known. */
  | { kind: 'time-of-day'; nearMs?: number };

/** Places that the decimal point moves to give seconds. */
const places: Record<'s' | 'ms' | 'us' | 'ns', number> = { s: 0, ms: 3, us: 6, ns: 9 };
const billion = 1_000_000_000;

/** SavvyCAN writes one more `.0` behind the fraction in tables of Cabana. */
export function withoutSecondFraction(text: string): string {
  return text.endsWith('.0') ? text.replace(/(\.\d+)\.0$/, '$1') : text;
}

/** The time of a row from its cells, exact to the nanosecond. */
export class RowTime extends TimeHalves {
  readonly kind: TimeKind;
  /** How many times `readFromZero` read as 0. */
  beforeZero = 0;
  #previousMs: number | undefined;
  #days = 0;
  readonly #count = new WrappingCount();

  constructor(kind: TimeKind) {
    super();
    this.kind = kind;
  }

  /** How often the count of the column began anew. */
  get wraps(): number {
    return this.#count.wraps;
  }

  /** `rest` is the cell with the date, or with the parts of a second, if these are apart. False if it is no time. */
  read(written: string, rest = ''): boolean {
    const text = this.kind.kind === 'number' ? withoutSecondFraction(written) : written;
    switch (this.kind.kind) {
      case 'number':
        if (this.kind.wraps && text.trim() !== '') {
          const number = Number(text.replace(',', '.'));
          const counted = this.#count.next(number);
          if (counted !== number) return this.number(counted, this.kind.unit);
        }
        return this.kind.origin === undefined
          ? this.#readNumber(text, this.kind.unit)
          : text.trim() !== '' &&
              this.number(Number(text.replace(',', '.')) - this.kind.origin, this.kind.unit);
      case 'date-time': {
        const [date, time] = splitDateTime(text);
        return this.#readDated(date, time, this.kind.order);
      }
      case 'date-and-time':
        return this.#readDated(rest, text, this.kind.order);
      case 'split':
        return this.#readSplit(text, rest, this.kind.perSecond);
      case 'time-of-day':
        return this.#readTimeOfDay(text, this.kind.nearMs);
    }
  }

  /** As `read`, but a number before 0, which no time here can be, is read as 0 and counted. */
  readFromZero(text: string): boolean {
    if (this.read(text)) return true;
    if (this.kind.kind !== 'number' || !/^\s*-\d/.test(text)) return false;
    if (!this.number(0, this.kind.unit)) return false;
    this.beforeZero += 1;
    return true;
  }

  /** A number in the unit of the column. Before 0 there is no time. */
  number(value: number, unit: TimeUnit): boolean {
    const seconds = value * secondsPer[unit];
    if (!(seconds >= 0 && seconds <= maxSeconds)) return false;
    const whole = Math.floor(seconds);
    const nanoseconds = Math.round((seconds - whole) * billion);
    this.set(nanoseconds === billion ? whole + 1 : whole, nanoseconds === billion ? 0 : nanoseconds);
    return true;
  }

  nanoseconds(ns: bigint): boolean {
    if (ns < 0n || ns >= 1n << 64n) return false;
    this.high = Number(ns >> 32n);
    this.low = Number(ns & 0xffff_ffffn);
    return true;
  }

  #readNumber(text: string, unit: TimeUnit): boolean {
    const [, whole = '', fraction = ''] = /^\s*\+?(\d{1,20})(?:[.,](\d*))?\s*$/.exec(text) ?? [];
    if (whole === '' || !(unit in places)) {
      return text.trim() !== '' && this.number(Number(text.replace(',', '.')), unit);
    }
    const place = places[unit as keyof typeof places];
    const moved = whole.padStart(place + 1, '0');
    const at = moved.length - place;
    const seconds = Number(moved.slice(0, at));
    if (seconds > maxSeconds) return false;
    this.set(seconds, Number((moved.slice(at) + fraction).slice(0, 9).padEnd(9, '0')));
    return true;
  }

  #readDated(date: string, time: string, order: DateOrder): boolean {
    const day = readDate(date, order);
    const clock = readDatedTime(time);
    if (day === undefined || !clock) return false;
    return this.nanoseconds(BigInt(day) * dayNs + clock.ns - BigInt(clock.offsetMinutes) * 60_000_000_000n);
  }

  #readSplit(whole: string, parts: string, perSecond: number): boolean {
    const [seconds, fraction] = [Number(whole), Number(parts)];
    if (!/^\d{1,11}$/.test(whole.trim()) || !/^\d{1,9}$/.test(parts.trim())) return false;
    if (seconds > maxSeconds || fraction >= perSecond) return false;
    this.set(seconds, fraction * (billion / perSecond));
    return true;
  }

  /** A time of day far before the previous one is of the next day. */
  #readTimeOfDay(text: string, nearMs: number | undefined): boolean {
    const clock = readTimeOfDay(text);
    if (!clock) return false;
    const ms = Number(clock.ns / 1_000_000n);
    if (this.#previousMs === undefined)
      this.#days = nearMs === undefined ? 0 : Math.round((nearMs - ms) / dayMs);
    else if (ms < this.#previousMs - dayMs / 2) this.#days += 1;
    this.#previousMs = ms;
    return this.nanoseconds(BigInt(this.#days) * dayNs + clock.ns);
  }
}

export const secondsPer: Record<TimeUnit, number> = {
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  ns: 1e-9,
  min: 60,
  h: 3600,
  d: secondsPerDay,
};
