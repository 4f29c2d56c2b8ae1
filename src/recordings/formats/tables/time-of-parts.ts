import type { ColumnName } from './column-name.ts';
import { clockOf, type DateParts, dateOf } from './date-parts.ts';
import { dateOrderOf, readTimeOfDay } from './dates.ts';
import { mostly } from './mostly.ts';
import type { TimeColumn } from './time-column.ts';

/** Undefined where the numbers of fewer than most rows are a date and a time of day. */
export function timeOfParts(
  columns: readonly ColumnName[],
  rows: readonly (readonly string[])[],
  parts: DateParts,
): (TimeColumn & { isAbsolute: boolean }) | undefined {
  const index = parts.clock[2];
  const clocks = rows.map((row) => clockOf(parts, (at) => row[at] ?? ''));
  if (rows.length === 0 || !mostly(clocks, (clock) => readTimeOfDay(clock) !== undefined)) return undefined;
  const quoted = (columnsOf: readonly number[]) =>
    columnsOf.map((column) => `"${columns[column]?.name}"`).join(', ');
  const dates = rows.map((row) => dateOf(parts, (at) => row[at] ?? ''));
  if (parts.date && dateOrderOf(dates) === 'ymd') {
    const understood = `${quoted(parts.date)}, ${quoted(parts.clock)}, date and time without a zone, counted as UTC`;
    return { index, parts, kind: { kind: 'date-and-time', order: 'ymd' }, understood, isAbsolute: true };
  }
  const understood = `${quoted(parts.clock)}, time of day without a date`;
  return {
    index,
    parts: { clock: parts.clock },
    kind: { kind: 'time-of-day' },
    understood,
    isAbsolute: false,
  };
}
