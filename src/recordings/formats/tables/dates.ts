import { dayNumber } from '../text/days.ts';
import { monthNamed } from '../text/month-names.ts';
import { splitScriptDate } from '../text/script-date.ts';

/** The order of year, month and day in a date. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const patterns: Record<DateOrder, RegExp> = {
  ymd: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
  dmy: /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/,
  mdy: /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/,
};

/** Other ways to write a date whose order is plain. */
const plainPatterns: { order: DateOrder; pattern: RegExp; year?: number }[] = [
  // ISO 8601, basic format.
  { order: 'ymd', pattern: /^(\d{4})()(\d{2})(\d{2})$/ },
  // `2026年3月14日`, `2026년 3월 14일`.
  { order: 'ymd', pattern: /^(\d{4})\s?([年년])\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号]$/ },
  // `14-Nov-2023`, as MATLAB, INCA and Torque write it.
  { order: 'dmy', pattern: /^(\d{1,2})([-/.])(\p{L}{3,9})\2(\d{4})$/u },
  // `14.11.23`: with points the day comes first everywhere.
  { order: 'dmy', pattern: /^(\d{2})(\.)(\d{2})\2(\d{2})$/, year: 2000 },
];

/** Days since 1970; undefined if it is no date. */
export function readDate(text: string, order: DateOrder): number | undefined {
  const date = text.trim();
  const plain = plainPatterns.find((each) => each.order === order && each.pattern.test(date));
  const [, first, , second, third] = (plain?.pattern ?? patterns[order]).exec(date) ?? [];
  if (first === undefined || second === undefined) return undefined;
  if (plain?.year !== undefined) return dayNumber(plain.year + Number(third), Number(second), Number(first));
  if (/\p{L}/u.test(second)) return dayNumber(Number(third), monthNamed(second), Number(first));
  return dayNumber(...inOrder([Number(first), Number(second), Number(third)], order));
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

/** With the words for year, month and day; blanks may stand between them, and none need stand before the time. */
const dateInWords = /^\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일号]/;

export function isDateInWords(text: string): boolean {
  return dateInWords.test(text);
}

/** The date and the time of day of a cell that has both; the time is empty where there is none. */
export function splitDateTime(cell: string): [date: string, time: string] {
  const text = cell.trim();
  const script = splitScriptDate(text);
  if (script) return script;
  const at = dateInWords.exec(text)?.[0].length ?? text.search(/[T\s]/);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at).replace(/^[T\s]/, '')];
}

const timeOfDay =
  /^(\d{1,2}):(\d{2}|\d(?=:))(?::(\d{1,2})(?:[.,](\d{1,12}))?)?\s*([AaPp]\.?[Mm]\.?)?\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;
/** ISO 8601, basic format. Without seconds it would be any number. */
const basicTimeOfDay = /^(\d{2})(\d{2})(\d{2})(?:[.,](\d{1,12}))?()(Z|[+-]\d{2}(?::?\d{2})?)?$/;
/** `下午3时04分05.5秒`, `오후 3:04:05`: the half of the day stands first, and words may stand for the colons. */
const timeInWords =
  /^(?:(上午|午前|오전)|(下午|午後|오후))?\s?(\d{1,2})(?:[时時点點시]|:)\s?(\d{1,2})(?:[分분]|(?=:|$))\s?(?::?(\d{1,2})(?:[.,](\d{1,12}))?[秒초]?)?$/;

export interface TimeOfDay {
  /** Since midnight. */
  ns: bigint;
  /** How far the clock is ahead of UTC: 0 if the text does not say. */
  offsetMinutes: number;
}

/** The time of day of a cell. */
export function readTimeOfDay(text: string): TimeOfDay | undefined {
  const clock = text.trim();
  return timeOf(timeOfDay.exec(clock)) ?? timeOfWords(clock);
}

function timeOfWords(text: string): TimeOfDay | undefined {
  const [, am, pm, hour, minute, second = '0', fraction] = timeInWords.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const half = (am && ' AM') ?? (pm && ' PM') ?? '';
  const parts = fraction === undefined ? second : `${second}.${fraction}`;
  return timeOf(timeOfDay.exec(`${hour}:${minute.padStart(2, '0')}:${parts}${half}`));
}

/** As `readTimeOfDay`, behind a date: there `221320` is one, too. */
export function readDatedTime(text: string): TimeOfDay | undefined {
  return readTimeOfDay(text) ?? timeOf(basicTimeOfDay.exec(text.trim()));
}

function timeOf(match: RegExpExecArray | null): TimeOfDay | undefined {
  const [, hour, minute, second = '0', fraction = '', half = '', zone = ''] = match ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return undefined;
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  const seconds = (hours * 60 + Number(minute)) * 60 + Number(second);
  const ns = BigInt(seconds) * 1_000_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
  return { ns, offsetMinutes: offsetOf(zone) };
}

function offsetOf(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
