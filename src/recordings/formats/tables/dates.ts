import { dayNumber } from '../text/days.ts';

/** The order of year, month and day in a date. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const patterns: Record<DateOrder, RegExp> = {
  ymd: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
  dmy: /^(\d{1,2})([-/.])(\d{1,2}|[a-z]{3})\2(\d{4})$/i,
  mdy: /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/,
};

/** English, as loggers of OBD write them: `23-Feb-2022`. */
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** NaN if it is neither a number nor a month. */
function numberOf(part: string): number {
  const month = months.indexOf(part.toLowerCase());
  return month < 0 ? Number(part) : month + 1;
}

/** Days since 1970; undefined if it is no date. */
export function readDate(text: string, order: DateOrder): number | undefined {
  const [, first, , second, third] = patterns[order].exec(text.trim()) ?? [];
  if (first === undefined) return undefined;
  return dayNumber(...inOrder([Number(first), numberOf(second ?? ''), Number(third)], order));
}

function inOrder(
  [a, b, c]: readonly [number, number, number],
  order: DateOrder,
): [year: number, month: number, day: number] {
  if (order === 'ymd') return [a, b, c];
  return order === 'dmy' ? [c, b, a] : [c, a, b];
}

/** A few dates may be damaged. */
const leastShare = 0.8;

/**
 * The order in which the most dates exist; `ambiguous` if that is so in several, undefined if too few do in any. Dates with
 * points are written day first everywhere.
 */
export function dateOrderOf(dates: readonly string[]): DateOrder | 'ambiguous' | undefined {
  const orders = (['ymd', 'dmy', 'mdy'] as const).map((order) => ({
    order,
    count: dates.filter((date) => readDate(date, order) !== undefined).length,
  }));
  const most = Math.max(...orders.map(({ count }) => count));
  if (dates.length === 0 || most < dates.length * leastShare) return undefined;
  const best = orders.filter(({ count }) => count === most);
  if (best.length === 1) return best[0]?.order;
  const withPoints = dates.filter((date) => date.includes('.')).length;
  return withPoints >= dates.length * leastShare ? 'dmy' : 'ambiguous';
}

const timeOfDay =
  /^(\d{1,2}):(\d{2}|\d(?=:))(?::(\d{1,2})(?:[.,](\d{1,12}))?)?\s*([AaPp][Mm])?\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;

/** Nanoseconds since midnight, and how far the clock is ahead of UTC: 0 if the text does not say. */
export function readTimeOfDay(text: string): { ns: bigint; offsetMinutes: number } | undefined {
  const [, hour, minute, second = '0', fraction = '', half, zone = ''] = timeOfDay.exec(text.trim()) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  const seconds = (hours * 60 + Number(minute)) * 60 + Number(second);
  const ns = BigInt(seconds) * 1_000_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
  return { ns, offsetMinutes: offsetOf(zone) };
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
