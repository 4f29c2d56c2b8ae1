/**
 * How JavaScript writes a `Date` as text (ECMA-262, "Date.prototype.toString" and "toUTCString"), with the name of the zone in brackets
 * behind it: `Sat Mar 09 2024 23:01:31 GMT+0100 (CET)`, `Sat, 09 Mar 2024 22:01:31 GMT`.
 */
const form =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:([A-Z][a-z]{2}) (\d\d)|(\d\d) ([A-Z][a-z]{2})) (\d{4}) (\d\d:\d\d:\d\d) GMT(?:([+-]\d{4})(?: \([^()]{0,60}\))?)?$/;

/** Day, month and year, and the time of day with its zone; undefined if it is another text. */
export function splitScriptDate(text: string): [date: string, time: string] | undefined {
  const [, month, day, dayFirst, monthBehind, year, clock, zone = 'Z'] = form.exec(text.trim()) ?? [];
  if (clock === undefined) return undefined;
  return [`${day ?? dayFirst}-${month ?? monthBehind}-${year}`, `${clock}${zone}`];
}
