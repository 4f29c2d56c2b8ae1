import type { ColumnName } from './column-name.ts';
import { type DateOrder, dateOrderOf } from './dates.ts';
import type { TimeColumn } from './time-column.ts';
import { isDateName } from './time-units.ts';

/** A date in one column and the time of day in another are one time. */
export function withDate(
  columns: readonly ColumnName[],
  rows: readonly (readonly string[])[],
  found: readonly TimeColumn[],
): (TimeColumn & { isAbsolute: true }) | undefined {
  const time = found.find(({ kind }) => kind.kind === 'time-of-day');
  if (!time || found.some(({ kind }) => kind.kind === 'date-time')) return undefined;
  // `Data` is a date in some languages, and anything else in others.
  const dated = columns.flatMap(({ name }, index) => {
    const order = isDateName(name) ? orderOf(rows, index) : undefined;
    return order === undefined || order === 'ambiguous' ? [] : [{ date: index, order }];
  });
  const { date, order } = dated[0] ?? {};
  if (date === undefined || order === undefined) return undefined;
  const understood = `"${columns[date]?.name}" and "${columns[time.index]?.name}", date and time without a zone, counted as UTC`;
  return {
    index: time.index,
    rest: date,
    kind: { kind: 'date-and-time', order },
    understood,
    isAbsolute: true,
  };
}

function orderOf(rows: readonly (readonly string[])[], index: number): DateOrder | 'ambiguous' | undefined {
  return dateOrderOf(rows.map((row) => row[index] ?? '').filter((cell) => cell.trim() !== ''));
}
