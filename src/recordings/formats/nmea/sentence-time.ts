import { maxSeconds, TimeHalves } from '../../meaning/can/time-halves.ts';
import { dayNumber, secondsPerDay } from '../text/days.ts';
import type { Sentence } from './sentence.ts';

/** A time of day that falls by more is of the next day. */
const halfDay = secondsPerDay / 2;

/** Fields with the time of day, by the type of a sentence. */
const timeFields: Record<string, number> = {
  RMC: 0,
  GGA: 0,
  GNS: 0,
  GST: 0,
  GBS: 0,
  GRS: 0,
  ZDA: 0,
  BWC: 0,
  GLL: 4,
};

/** Days since 1970 of an RMC (`230394`) or a ZDA (day, month, year); undefined if it has none. */
export function dayOf({ type, fields }: Sentence): number | undefined {
  const [day, month, year] = dateFields(type, fields);
  if (day === undefined || month === undefined || year === undefined) return undefined;
  // Two digits: satellites are in use since 1980.
  const whole = year >= 100 ? year : year + (year < 80 ? 2000 : 1900);
  return whole >= 1980 ? dayNumber(whole, month, day) : undefined;
}

function dateFields(type: string, fields: readonly string[]): number[] {
  if (type === 'ZDA') return fields.slice(1, 4).map((field) => (field === '' ? Number.NaN : Number(field)));
  const date = type === 'RMC' ? /^(\d\d)(\d\d)(\d\d)$/.exec(fields[8] ?? '') : undefined;
  return date ? date.slice(1).map(Number) : [];
}

/**
 * The time of each sentence: its own, with the date of the last one that has it; or that of the sentence before. As long as none has
 * had its own, that at which it was received: logs of AIS have no other.
 */
export class SentenceTime extends TimeHalves {
  /** Whether a sentence had a time at all. */
  seen = false;
  #day: number;
  #previous = -1;

  /** `start`: the first time in the log, in seconds since 1970, or the first date; for the sentences in front of it. */
  constructor(start: number) {
    super();
    this.#day = Math.floor(start / secondsPerDay);
    this.#setSeconds(start);
  }

  read(sentence: Sentence): void {
    const field = timeFields[sentence.type];
    const [, hour, minute, second, fraction = ''] =
      /^(\d\d)(\d\d)(\d\d)(?:\.(\d{0,9}))?$/.exec(
        field === undefined ? '' : (sentence.fields[field] ?? ''),
      ) ?? [];
    if (second === undefined && sentence.received !== undefined && this.#previous < 0) {
      this.seen = true;
      this.#day = Math.floor(sentence.received / secondsPerDay);
      this.#setSeconds(sentence.received);
    }
    if (second === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return;
    const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
    const day = dayOf(sentence);
    if (day !== undefined) this.#day = day;
    else if (this.#previous >= 0 && seconds < this.#previous - halfDay) this.#day += 1;
    this.#previous = seconds;
    this.seen = true;
    this.set(Math.min(maxSeconds, this.#day * secondsPerDay + seconds), Number(fraction.padEnd(9, '0')));
  }

  /** To the millisecond. */
  #setSeconds(seconds: number): void {
    const ms = Math.round(seconds * 1000);
    const whole = Math.floor(ms / 1000);
    this.set(whole, (ms - whole * 1000) * 1_000_000);
  }
}
