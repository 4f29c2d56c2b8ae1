import { latin1 } from '../text/ascii.ts';
import { dayNumber, secondsPerDay } from '../text/days.ts';
import type { LineReader } from '../text/line-walk.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { IgcExtensions } from './igc-extensions.ts';
import { type TrackPoint, timeName } from './track-points.ts';
import type { PointSink } from './track-walk.ts';

/** FAI, "Technical Specification for GNSS Flight Recorders", appendix A: the first record names the maker, then come headings and fixes. */
const fix = /^B(\d\d)(\d\d)(\d\d)(\d\d)(\d{5})([NS])(\d{3})(\d{5})([EW])([AV])(-\d{4}|\d{5})(-\d{4}|\d{5})/;
const date = /^H[A-Z]DTE(?:DATE)?[: ]*(\d\d)(\d\d)(\d\d)/;
/** Kinds of records; programs add `H` without a source, and makers `L`. */
const record = /^[A-Z][\x20-\x7e\x80-\xff]*$/;
const first = /^\s*A[A-Z\d]{3}.*\r?\n/;
const another = /^(?:H[A-Z]DTE|H[A-Z]{4}|B\d{13}[NS]\d{8}[EW][AV])/m;

/** A log of a flight recorder. */
export function isIgc(head: Uint8Array): boolean {
  const text = latin1(head).replace(/^\xef\xbb\xbf/, '');
  return first.test(text) && another.test(text);
}

/** Seconds by which a time of day falls at midnight, at least. */
const leastFall = secondsPerDay / 2;
/** Digits behind the minutes of a position, before extensions add further ones. */
const minuteDigits = 3;

/** Reads the records of a flight recorder; each fix is a point. Times are UTC; midnight begins the next day, unless the recorder says so itself. */
export class IgcLines implements LineReader {
  readonly #sink: PointSink;
  readonly #passedOver: PassedOver;
  readonly #extensions = new IgcExtensions();
  /** Since 1970, or since a day that is not known. */
  #day = 0;
  #previous = -1;

  constructor(sink: PointSink, passedOver: PassedOver) {
    this.#sink = sink;
    this.#passedOver = passedOver;
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    const line = latin1(bytes, start, end).trimEnd();
    if (line.startsWith('B')) return this.#fix(line, end - start, offset);
    if (!record.test(line)) return false;
    if (line.startsWith('I')) this.#extensions.describe(line);
    this.#readDate(line);
    // A is the recorder, H are headings, and G is the signature.
    if (!/^[AGHI]/.test(line)) this.#passedOver.count(`record ${line[0]}`);
    return true;
  }

  restart(): number {
    return -1;
  }

  #readDate(line: string): void {
    const [, day, month, year = ''] = date.exec(line) ?? [];
    if (day === undefined) return;
    // Two digits of the year: recorders are in use since 1995.
    const whole = Number(year) + (Number(year) < 80 ? 2000 : 1900);
    const days = dayNumber(whole, Number(month), Number(day));
    if (days === undefined || days <= this.#day) return;
    this.#day = days;
    this.#previous = -1;
  }

  #fix(line: string, bytes: number, offset: number): boolean {
    const [, hour, minute, second, ...place] = fix.exec(line) ?? [];
    const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
    if (second === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return false;
    if (this.#previous >= 0 && seconds < this.#previous - leastFall) this.#day += 1;
    this.#previous = seconds;
    const { figures, fraction, moreLatitude, moreLongitude } = this.#extensions.read(line);
    const [
      latDegrees,
      latMinutes = '',
      north,
      lonDegrees,
      lonMinutes = '',
      east,
      validity,
      pressure,
      height,
    ] = place;
    const point: TrackPoint = new Map(figures);
    point.set('lat', degrees(latDegrees, latMinutes + moreLatitude, north === 'S'));
    point.set('lon', degrees(lonDegrees, lonMinutes + moreLongitude, east === 'W'));
    point.set('pressure altitude', String(Number(pressure)));
    // V: the receiver has no height, and 0 stands in its place.
    if (validity === 'A') point.set('ele', String(Number(height)));
    const time = `${hour}:${minute}:${second}${fraction === '' ? '' : `.${fraction}`}`;
    point.set(timeName, `${isoDay(this.#day)}T${time}Z`);
    this.#sink(point, bytes, offset);
    return true;
  }
}

function isoDay(day: number): string {
  return new Date(day * secondsPerDay * 1000).toISOString().slice(0, 10);
}

/** `digits`: whole minutes in two digits, then their fraction. */
function degrees(whole: string | undefined, digits: string, negative: boolean): string {
  const minutes = Number(digits) / 10 ** (digits.length - 5 + minuteDigits);
  return ((Number(whole) + minutes / 60) * (negative ? -1 : 1)).toFixed(8);
}
