import { type ColumnName, columnName } from '../tables/column-name.ts';
import { isTimeName } from '../tables/time-units.ts';
import { ascii, hasControls, textOfBytes } from '../text/ascii.ts';
import { hasFrameColumns } from './can-columns.ts';
import { decimalSign } from './decimal-sign.ts';
import { headingRows, isFigure, uniqueNames, withUnit } from './heading-rows.ts';
import { impliedHeading, impliedSeparators } from './implied-heading.ts';
import { LineFields } from './line-fields.ts';
import { stampedHeading } from './stamp-rows.ts';
import { type Line, lineBreakOf, linesOf, maxPreamble, sampleRows } from './table-lines.ts';

/** How a table is written, found from its first bytes. */
export interface Dialect {
  separator: number;
  /** The byte that ends lines. */
  lineBreak: number;
  /** The decimal sign: a point or a comma. */
  point: number;
  headings: ColumnName[];
  /** The cells of the heading as written; a row of the same cells is a repetition of it. */
  headingCells: string[];
  /** What is above the heading. */
  preamble: string;
  /** Position of the first row behind the heading. */
  rowsAt: number;
  /** The first rows, as many as there are among the first bytes. */
  sample: string[][];
}

/** A table of figures without a heading: nothing says what they are. */
export const noHeading = 'without a heading';

const { semicolon, tab, comma } = ascii;
const separators = { semicolon, tab, bar: 0x7c, comma } as const;

/** Rows below a heading of another width from which it is one. */
const leastShifted = 10;

/**
 * How the table that begins with `head` is written; undefined if it is no table. `isWhole`: whether the head is the
 * whole file, so that its last line counts. A decimal comma makes commas look like separators, so that these are
 * tried last.
 */
export function findDialect(head: Uint8Array, isWhole: boolean): Dialect | typeof noHeading | undefined {
  const written = findWritten(head, isWhole);
  return typeof written === 'object' ? { ...written, lineBreak: lineBreakOf(head) } : written;
}

type Written = Omit<Dialect, 'lineBreak'>;

function findWritten(head: Uint8Array, isWhole: boolean): Written | typeof noHeading | undefined {
  const found = linesOf(head, isWhole);
  const lines = found.filter(({ start, end }) => !hasControls(head, start, end));
  if (lines.length * 2 < found.length) return undefined;
  const stated = statedSeparator(head, lines[0]);
  if (stated !== undefined) return dialectOf(head, lines.slice(1), stated);
  const dialects = Object.values(separators).flatMap((separator) => dialectOf(head, lines, separator) ?? []);
  const headed = dialects.find(namesTime) ?? dialects.find((dialect) => dialect !== noHeading);
  if (headed) return headed;
  const implied = impliedSeparators.map((separator) => withImpliedHeading(head, lines, separator));
  return implied.find((dialect) => dialect !== undefined) ?? dialects[0];
}

/** Where cells hold other separators, a row may look like the heading of a table; that has no name of a time. */
function namesTime(dialect: Written | typeof noHeading): boolean {
  return dialect !== noHeading && dialect.headings.some(({ name }) => isTimeName(name));
}

/** `sep=;` in the first line, as Excel takes it. */
function statedSeparator(head: Uint8Array, first: Line | undefined): number | undefined {
  const text = first && textOfBytes(head.subarray(first.start, first.end));
  return /^"?sep=(.)"?$/i.exec(text ?? '')?.[1]?.charCodeAt(0);
}

/** Remarks may stand above the rows of a table that has no heading. */
function withImpliedHeading(
  head: Uint8Array,
  lines: readonly Line[],
  separator: number,
): Written | undefined {
  const rows = splitRows(head, lines, separator).filter(({ start }) => head[start] !== ascii.numberSign);
  const heading = impliedHeading(
    rows.map(({ cells }) => cells),
    separator,
  );
  if (!heading) return undefined;
  const start = rows[0]?.start ?? 0;
  const above = { start, end: start, cells: [...heading] };
  return { preamble: '', ...withRows(above, fitting(rows, heading), separator) };
}

interface Cells extends Line {
  cells: string[];
}

function dialectOf(
  head: Uint8Array,
  lines: readonly Line[],
  separator: number,
): Written | typeof noHeading | undefined {
  const rows = splitRows(head, lines, separator);
  const stamped = stampedHeading(rows, maxPreamble);
  const lastOfHeading = stamped && rows[stamped.last];
  if (stamped && lastOfHeading) {
    const preamble = textOfBytes(head.subarray(0, lastOfHeading.start));
    const below = fitting(rows.slice(stamped.last + 1), stamped.cells);
    return { preamble, ...withRows({ ...lastOfHeading, cells: stamped.cells }, below, separator) };
  }
  const at = headingAt(rows);
  const heading = rows[at];
  if (heading) {
    const cells = trimmed(heading.cells, 1);
    const preamble = textOfBytes(head.subarray(0, heading.start));
    return { preamble, ...withRows({ ...heading, cells }, fitting(rows.slice(at + 1), cells), separator) };
  }
  const shifted = withShiftedNames(rows);
  if (shifted)
    return { preamble: '', ...withRows(shifted, fitting(rows.slice(1), shifted.cells), separator) };
  const width = rows[0]?.cells.length ?? 0;
  const isTable =
    width > 1 &&
    rows.length > 2 &&
    rows.every(({ cells }) => cells.length === width && cells.every(isFigure));
  return isTable ? noHeading : undefined;
}

/**
 * A heading with more or fewer names than the rows below have cells, of which the first is that of a time: which name belongs to
 * which of the other columns nobody knows, so that these have numbers.
 */
function withShiftedNames([heading, ...below]: readonly Cells[]): Cells | undefined {
  const [time, ...others] = trimmed(heading?.cells ?? [], 1);
  const width = below[0]?.cells.length ?? 0;
  if (!heading || time === undefined || !isTimeName(columnName(time).name)) return undefined;
  if (others.length === 0 || !others.every(isHeading) || width < 2 || below.length < leastShifted)
    return undefined;
  const alike = below.filter(({ cells }) => cells.length === width && cells.every(isFigure));
  if (alike.length * 5 < below.length * 4) return undefined;
  const numbered = Array.from({ length: width - 1 }, (_, at) => `column ${at + 2}`);
  return { ...heading, cells: [time, ...numbered] };
}

/** Of several rows of names in front of the others, the first of frames, else the first, with the name of a time. */
function headingAt(rows: readonly Cells[]): number {
  const first = rows.slice(0, maxPreamble).findIndex((_, index) => isHeadingOf(rows, index));
  const timed: number[] = [];
  for (let at = first; at >= 0 && isHeadingOf(rows, at); at += 1) {
    if ((rows[at] as Cells).cells.some((cell) => isTimeName(columnName(cell).name))) timed.push(at);
  }
  return timed.find((at) => hasFrameColumns((rows[at] as Cells).cells)) ?? timed[0] ?? first;
}

/** Names, and at least half of the rows below have as many fields. */
function isHeadingOf(rows: readonly Cells[], at: number): boolean {
  const cells = trimmed(rows[at]?.cells ?? [], 1);
  if (cells.length < 2 || !cells.every(isHeading)) return false;
  const below = rows.slice(at + 1);
  return fitting(below, cells).length * 2 >= below.length;
}

/** The rows that have as many fields as the heading; those of frames are as long as their data. */
function fitting(rows: readonly Cells[], heading: readonly string[]): Cells[] {
  const fitted = rows.map((row) => ({ ...row, cells: trimmed(row.cells, heading.length) }));
  return hasFrameColumns(heading) ? fitted : fitted.filter(({ cells }) => cells.length === heading.length);
}

/** Without the last cells that are empty, down to `width`: spreadsheets and loggers end rows with separators. */
function trimmed(cells: readonly string[], width: number): string[] {
  let end = cells.length;
  while (end > width && cells[end - 1] === '') end -= 1;
  return cells.slice(0, end);
}

/** Rows whose quoted fields go on in the next lines are joined; lines that are none are left out. */
function splitRows(head: Uint8Array, lines: readonly Line[], separator: number): Cells[] {
  const fields = new LineFields(separator);
  const rows: Cells[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const { start, end } = lines[at] as Line;
    if (start === end) continue;
    let isRow = fields.split(head, start, end);
    let last = at;
    while (isRow && fields.isOpen && last + 1 < lines.length) {
      last += 1;
      isRow = fields.split(head, start, (lines[last] as Line).end);
    }
    if (!isRow || fields.isOpen) continue;
    at = last;
    rows.push({ start, end: (lines[last] as Line).end, cells: cellsOf(fields) });
  }
  return rows;
}

function withRows(heading: Cells, whole: readonly Cells[], separator: number): Omit<Written, 'preamble'> {
  const { units, sources, count } = headingRows(whole.map(({ cells }) => cells));
  const sample = whole
    .slice(count)
    .map(({ cells }) => cells)
    .filter((cells) => cells.some((cell, index) => cell !== heading.cells[index]))
    .slice(0, sampleRows);
  const written = heading.cells.map((cell) => columnName(cell.replace(/^[%#]\s*/, '')));
  const last = whole[count - 1] ?? heading;
  return {
    separator,
    point: decimalSign(sample, separator),
    headings: uniqueNames(written, sources).map((name, index) => withUnit(name, units[index])),
    headingCells: heading.cells,
    rowsAt: last.end,
    sample,
  };
}

/** A name: neither a number nor a time, and not as long as a sentence. Empty for the index that pandas writes. */
function isHeading(cell: string): boolean {
  return cell.length <= 200 && !isFigure(cell) && !/^\d{1,4}(?:[-/.:]\d{1,2}[-/.:]\d|\s?[年년])/.test(cell);
}

export function cellsOf(fields: LineFields): string[] {
  return Array.from({ length: fields.count }, (_, index) => cellText(fields, index));
}

export function cellText({ bytes, starts, ends, escaped }: LineFields, index: number): string {
  const start = starts[index] as number;
  const end = ends[index] as number;
  if (start === end) return '';
  const text = textOfBytes(bytes.subarray(start, end));
  return escaped[index] === 1 ? text.replaceAll('""', '"') : text;
}

/** In words, for the sentence that says how a table was understood. */
export function separatorName(separator: number): string {
  if (separator === separators.tab) return 'tabs';
  return separator === ascii.space ? 'spaces' : `"${String.fromCharCode(separator)}"`;
}
