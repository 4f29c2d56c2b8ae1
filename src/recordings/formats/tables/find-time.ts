import type { ColumnName } from './column-name.ts';
import { findDateParts } from './date-parts.ts';
import { dateOrderOf, isDateInWords, readDatedTime, readTimeOfDay, splitDateTime } from './dates.ts';
import { mostly } from './mostly.ts';
import { risingColumn } from './rising-column.ts';
import { secondsPer, type TimeKind, withoutSecondFraction } from './row-time.ts';
import { serialDaysOf } from './serial-days.ts';
import { isUnixSeconds, splitSeconds } from './split-seconds.ts';
import type { NoTime, TimeColumn } from './time-column.ts';
import { timeOfParts } from './time-of-parts.ts';
import { isDateName, isHourName, isTimeName, statedTimeUnit, type TimeUnit } from './time-units.ts';
import { withDate } from './with-date.ts';
import { WrappingCount } from './wrapping-count.ts';

/** A recorder hardly runs longer without a restart; larger numbers without a unit are not seconds. */
const longestSeconds = 400 * 24 * 3600;

/** What programs write in place of a time that they do not have, as CANboat's analyzer does with the lines of a log without times. */
const placeholder = /^(?:-+|n\/?a|nan|null|none|unknown|\?+)$/i;
const noTimes =
  'without times: those of its rows are left empty; record them again with times, and upload that';

/** The unit of a column of numbers, if what the table holds gives it away. */
export type UnitOf = (times: readonly number[]) => TimeUnit | undefined;

/**
 * Finds the time of the rows of a table from its headings and a few rows. Absolute times come before relative ones,
 * earlier columns before later ones. `unitOf`: the unit that the writer of the table or its rows are known to have.
 */
export function findTime(
  columns: readonly ColumnName[],
  rows: readonly (readonly string[])[],
  unitOf?: UnitOf,
): TimeColumn | NoTime {
  const found: (TimeColumn & { isAbsolute: boolean })[] = [];
  const reasons: string[] = [];
  const parts = findDateParts(columns);
  const isPart = (index: number) => [...(parts?.date ?? []), ...(parts?.clock ?? [])].includes(index);
  columns.forEach((column, index) => {
    if (isPart(index)) return;
    const cells = rows
      .map((row) => withoutSecondFraction(row[index]?.trim() ?? ''))
      .filter((cell) => cell !== '');
    const named = isTimeName(column.name);
    if (named && cells.length > 0 && cells.every((cell) => placeholder.test(cell))) reasons.push(noTimes);
    const time = named || cells.some(isDateAndTime) ? understand(column, cells, unitOf) : undefined;
    if (typeof time === 'string') reasons.push(time);
    else if (time) found.push({ index, ...time });
  });
  for (const split of splitSeconds(columns, rows)) {
    const at = found.findIndex(({ index }) => index >= split.index);
    found.splice(at < 0 ? found.length : at, found[at]?.index === split.index ? 1 : 0, split);
  }
  const dated = withDate(columns, rows, found);
  const inParts = parts && timeOfParts(columns, rows, parts);
  const absolute = dated ?? found.find(({ isAbsolute }) => isAbsolute);
  const best = absolute ?? (inParts?.isAbsolute ? inParts : found[0]) ?? inParts;
  if (best) {
    const { isAbsolute: _, ...time } = best;
    return withFurther(time, columns, found);
  }
  const rising = reasons.length === 0 && !parts ? risingTime(columns, rows, unitOf) : undefined;
  if (rising) return rising;
  if (rows.length === 0)
    return {
      missing: 'of headings without rows: nothing was recorded; see to the recorder before the next upload',
    };
  return {
    missing:
      reasons[0] ??
      'without a recognisable time: name the column that holds it "time" with its unit, such as "time [s]", and upload the table again',
  };
}

/** Columns of numbers that differ from the time in the number behind their name alone (`TIME`, `TIME (2)`). */
function withFurther(
  time: TimeColumn,
  columns: readonly ColumnName[],
  found: readonly TimeColumn[],
): TimeColumn {
  const name = columns[time.index]?.name ?? '';
  const isFurther = ({ index, kind }: TimeColumn) => {
    const other = columns[index]?.name ?? '';
    return kind.kind === 'number' && other.startsWith(name) && /^ \(\d+\)$/.test(other.slice(name.length));
  };
  const further = time.kind.kind === 'number' ? found.filter(isFurther).map(({ index }) => index) : [];
  return further.length === 0 ? time : { ...time, further };
}

function isDateAndTime(cell: string): boolean {
  return /\d[-/.](?:\d|[A-Za-z]{3}[-/.]).*[T\s].*:/.test(cell) || isDateInWords(cell);
}

/** Where no column is named as the time, one that behaves as a time does. */
function risingTime(
  columns: readonly ColumnName[],
  rows: readonly (readonly string[])[],
  unitOf?: UnitOf,
): TimeColumn | undefined {
  const cellsOf = (index: number) =>
    rows.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
  const figuresOf = (index: number) => {
    const cells = cellsOf(index);
    const figures = numbersOf(cells);
    return figures.length === cells.length ? figures : [];
  };
  const index = risingColumn(columns, figuresOf);
  const time = index < 0 ? undefined : understand(columns[index] as ColumnName, cellsOf(index), unitOf);
  if (time === undefined || typeof time === 'string') return undefined;
  const { kind, understood } = time;
  return {
    index,
    kind,
    understood: `${understood}; no column is named as the time, and this one rises as a time does`,
  };
}

type Understood = { kind: TimeKind; understood: string; isAbsolute: boolean };

/** A sentence part if it is a time that can be understood in several ways. */
function understand(
  column: ColumnName,
  cells: readonly string[],
  unitOf?: UnitOf,
): Understood | string | undefined {
  if (cells.length === 0) return undefined;
  const heading = `"${column.name}${column.unit === '' ? '' : ` [${column.unit}]`}"`;
  if (mostly(cells, (cell) => /^[+-]?\d+(?:[.,]\d*)?(?:e[+-]?\d+)?$/i.test(cell))) {
    const values = numbersOf(cells);
    return understandNumbers(column, heading, values, unitOf?.(values));
  }
  const pairs = cells.map(splitDateTime).filter(([, time]) => readDatedTime(time));
  if (pairs.length * 5 >= cells.length * 4) return understandDates(heading, pairs);
  if (mostly(cells, (cell) => readTimeOfDay(cell) !== undefined)) {
    return {
      kind: { kind: 'time-of-day' },
      understood: `${heading}, time of day without a date`,
      isAbsolute: false,
    };
  }
  return undefined;
}

function understandDates(heading: string, pairs: readonly string[][]): Understood | string | undefined {
  const order = dateOrderOf(pairs.map(([date = '']) => date));
  if (order === undefined) return undefined;
  if (order === 'ambiguous') return ambiguousDates(heading);
  const zoned = pairs.every(([, time = '']) => /(?:Z|UTC|GMT|[+-]\d{2}:?\d{0,2})$/i.test(time.trim()));
  return {
    kind: { kind: 'date-time', order },
    understood: `${heading}, date and time${zoned ? ' with their zone' : ' without a zone, counted as UTC'}`,
    isAbsolute: true,
  };
}

function ambiguousDates(heading: string): string {
  return `whose dates in ${heading} may begin with the day or with the month: write them as 2026-11-29 and upload the table again`;
}

function understandNumbers(
  column: ColumnName,
  heading: string,
  values: readonly number[],
  stated: TimeUnit | undefined,
): Understood | string | undefined {
  const unit = stated ?? statedTimeUnit(column);
  if (unit !== undefined) {
    const isAbsolute = mostly(values, (value) => isUnixSeconds(value * secondsPer[unit]));
    const since = isAbsolute ? 'since 1970' : 'since the start';
    return {
      kind: { kind: 'number', unit, ...originOf(values) },
      understood: `${heading}, ${unitNames[unit]} ${since}`,
      isAbsolute,
    };
  }
  for (const unix of ['s', 'ms', 'us', 'ns'] as const) {
    if (!mostly(values, (value) => isUnixSeconds(value * secondsPer[unix]))) continue;
    const understood = `${heading}, ${unitNames[unix]} since 1970, by the size of the numbers`;
    return { kind: { kind: 'number', unit: unix }, understood, isAbsolute: true };
  }
  const days = serialDaysOf(values);
  if (days) {
    const understood = `${heading}, days and their fractions as ${days.who} count them, counted as UTC`;
    return { kind: { kind: 'number', unit: 'd', origin: days.epoch }, understood, isAbsolute: true };
  }
  if (isDateName(column.name) || isHourName(column.name)) return undefined;
  if (!mostly(values, (value) => value <= longestSeconds)) {
    return `whose times in ${heading} have no unit, and are too large for seconds: put the unit into the heading, such as "${column.name} [us]", and upload the table again`;
  }
  return {
    kind: { kind: 'number', unit: 's' },
    understood: `${heading}, taken as seconds since the start, since no unit is given`,
    isAbsolute: false,
  };
}

/** Fewer negative numbers are damage, not times. */
const negativeShare = 0.1;

/**
 * SavvyCAN writes negative numbers when its clock is that of the computer, or behind frames that it still held from a capture
 * before: they count up from the least of them. Those of a counter that began anew go on behind the others.
 */
function originOf(values: readonly number[]): { origin?: number } {
  const count = new WrappingCount();
  for (const value of values) count.next(value);
  if (count.wraps > 0) return {};
  const negative = values.filter((value) => value < 0).length;
  return negative > values.length * negativeShare ? { origin: Math.min(...values) } : {};
}

const unitNames: Record<TimeUnit, string> = {
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
  min: 'minutes',
  h: 'hours',
  d: 'days',
};

function numbersOf(cells: readonly string[]): number[] {
  return cells.map((cell) => Number(cell.replace(',', '.'))).filter((value) => !Number.isNaN(value));
}
