import { monthNamed } from '../text/month-names.ts';

/** Chinese and Japanese use the number of the month; Chinese has its own words for am and pm. */
const pattern =
  /(\p{L}{3,9}|\d{1,2}月)\.?\s+(\d{1,2})\.?\s+(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,9}))?\s*([ap]\.?m\.?|上午|下午)?\s+(\d{4})(?!\d)/iu;

/**
 * Milliseconds since 1970 of `Sam Sep 30 15:06:13.191 2017` or `Thu Apr 28 10:44:52.480 am 2022`; undefined if it is
 * not such a date. It is the recorder's wall clock; its zone is not in the file, so UTC is assumed.
 */
export function parseAscDate(text: string): number | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, name = '', day, hour, minute, second, fraction = '', half = '', year] = match;
  const month = monthOf(name.toLowerCase());
  if (month < 0) return undefined;
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (/^p|下/i.test(half) ? 12 : 0);
  const ms = Math.floor(Number(fraction.padEnd(9, '0')) / 1e6);
  const time = Date.UTC(Number(year), month, Number(day), hours, Number(minute), Number(second), ms);
  return Number(year) >= 1970 && hours < 24 ? time : undefined;
}

/** From 0; -1 if it is not the name of a month. */
function monthOf(name: string): number {
  const number = /^(\d{1,2})月$/.exec(name)?.[1];
  if (number !== undefined) return Number(number) <= 12 ? Number(number) - 1 : -1;
  return monthNamed(name) - 1;
}
