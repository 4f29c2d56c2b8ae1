import type { ColumnName } from './column-name.ts';
import { plainName } from './time-units.ts';

type Three = readonly [number, number, number];

/** The columns of a date and a time of day that are written number by number. */
export interface DateParts {
  /** Of year, month and day; without them, days count from that of the first row. */
  date?: Three;
  /** Of hour, minute and second. */
  clock: Three;
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

const names: Record<Part, RegExp> = {
  year: /^(.*?)_?years?$/,
  month: /^(.*?)_?months?$/,
  day: /^(.*?)_?days?$/,
  hour: /^(.*?)_?hours?$/,
  minute: /^(.*?)_?(?:minutes?|mins?)$/,
  second: /^(.*?)_?(?:seconds?|secs?)$/,
};

/** Those whose names have the same beginning, such as `utc_hour`, `utc_minute` and `utc_second`. */
export function findDateParts(columns: readonly ColumnName[]): DateParts | undefined {
  const plain = columns.map(({ name }) => plainName(name));
  for (const name of plain) {
    const stem = names.hour.exec(name)?.[1];
    if (stem === undefined) continue;
    const at = (part: Part) => plain.findIndex((other) => names[part].exec(other)?.[1] === stem);
    const clock = [at('hour'), at('minute'), at('second')] as const;
    const date = [at('year'), at('month'), at('day')] as const;
    if (clock.includes(-1)) continue;
    return date.includes(-1) ? { clock } : { date, clock };
  }
  return undefined;
}

/** `2021-6-9`; the years of two digits are those of this century. Empty if there is no date. */
export function dateOf({ date }: DateParts, textOf: (index: number) => string): string {
  if (!date) return '';
  const [year, month, day] = date.map((index) => whole(textOf(index)));
  return `${/^\d\d?$/.test(year ?? '') ? 2000 + Number(year) : year}-${month}-${day}`;
}

/** `12:1:12,5`. */
export function clockOf(
  { clock: [hour, minute, second] }: DateParts,
  textOf: (index: number) => string,
): string {
  return `${whole(textOf(hour))}:${whole(textOf(minute))}:${textOf(second).trim()}`;
}

/** Programs that hold all figures as floating point ones write `12.0`. */
function whole(cell: string): string {
  return cell.trim().replace(/[.,]0+$/, '');
}
