/** By their first three letters, English and German; CANoe writes them in the language of the machine. */
const months = [
  'jan',
  'feb',
  'mar mär mrz',
  'apr',
  'may mai',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct okt',
  'nov',
  'dec dez',
];

const pattern =
  /(\p{L}{3})\p{L}*\.?\s+(\d{1,2})\.?\s+(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?\s*([ap]m)?\s+(\d{4})\b/iu;

/**
 * Milliseconds since 1970 of `Sam Sep 30 15:06:13.191 2017` or `Thu Apr 28 10:44:52.480 am 2022`; undefined when it is
 * no such date. It is the recorder's wall clock; its zone is not in the file, so UTC is taken.
 */
export function parseAscDate(text: string): number | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, name = '', day, hour, minute, second, fraction = '', half = '', year] = match;
  const month = months.findIndex((names) => names.split(' ').includes(name.toLowerCase()));
  if (month < 0) return undefined;
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const ms = Math.floor(Number(fraction.padEnd(9, '0')) / 1e6);
  const time = Date.UTC(Number(year), month, Number(day), hours, Number(minute), Number(second), ms);
  return Number(year) >= 1970 && hours < 24 ? time : undefined;
}
