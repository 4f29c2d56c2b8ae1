import { ascii } from '../text/ascii.ts';

/** A table that a program writes without a heading. */
interface KnownRows {
  separators: readonly number[];
  headings: readonly string[] | ((width: number) => readonly string[]);
  isRow(cells: readonly string[]): boolean;
}

const isFigure = (cell: string | undefined) => /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(cell ?? '');
const isFlag = (cell: string | undefined) => cell === '0' || cell === '1';

/** Seconds since 1970 with a fraction, from 2008 to 2100: no other figure of a drive looks like them. */
const isUnixSeconds = (cell: string | undefined) =>
  /^\d{10}\.\d+$/.test(cell ?? '') && Number(cell) >= 1.2e9 && Number(cell) < 4.1e9;

/** ISO 8601 with date and time of day, in the extended or the basic format. */
const isDateTime = (cell: string | undefined) =>
  /^(?:19|20)\d{2}(-?)[01]\d\1[0-3]\d[T ][0-2]\d(:?)[0-5]\d\2[0-6]\d(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?$/.test(
    cell ?? '',
  );

/** A unit quaternion with the digits that programs write. */
const aboutOne = 0.02;

const known: readonly KnownRows[] = [
  // python-can, `can/io/csv.py`: a writer that appends leaves the heading out.
  {
    separators: [ascii.comma],
    headings: ['timestamp', 'arbitration_id', 'extended', 'remote', 'error', 'dlc', 'data'],
    isRow: ([time, id = '', extended, remote, error, length, data, ...rest]) =>
      isFigure(time) &&
      /^0x[\da-f]{1,8}$/i.test(id) &&
      [extended, remote, error].every(isFlag) &&
      /^\d{1,2}$/.test(length ?? '') &&
      /^[A-Za-z\d+/]*={0,2}$/.test(data ?? '-') &&
      rest.length === 0,
  },
  // https://cvg.cit.tum.de/data/datasets/rgbd-dataset/file_formats, "Ground-truth trajectories".
  {
    separators: [ascii.space, ascii.tab],
    headings: ['timestamp [s]', 'tx [m]', 'ty [m]', 'tz [m]', 'qx', 'qy', 'qz', 'qw'],
    isRow: (cells) =>
      cells.length === 8 &&
      cells.every(isFigure) &&
      Math.abs(Math.hypot(...cells.slice(4).map(Number)) - 1) < aboutOne,
  },
  // SavvyCAN, its own table (`FrameFileIO::saveNativeCSVFile`): rows that were cut out of one.
  {
    separators: [ascii.comma],
    headings: ['Time Stamp', 'ID', 'Extended', 'Bus', 'LEN', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8'],
    isRow: ([time = '', id = '', extended = '', bus = '', length = '', ...data]) =>
      /^\d{1,19}$/.test(time) &&
      /^[\da-f]{8}$/i.test(id) &&
      /^(?:true|false)$/i.test(extended) &&
      /^\d{1,2}$/.test(bus) &&
      /^[0-8]$/.test(length) &&
      data.filter((cell) => cell !== '').length === Number(length) &&
      data.every((cell) => /^(?:[\da-f]{2})?$/i.test(cell)),
  },
  // Scripts around adapters: a time, an identifier and the data bytes of a frame.
  {
    separators: [ascii.comma, ascii.semicolon],
    headings: ['timestamp', 'id', 'data'],
    isRow: ([time, id = '', data = '-', ...rest]) =>
      isFigure(time) &&
      /^0x[\da-f]{1,8}$/i.test(id) &&
      /^(?:[\da-f]{2}(?: [\da-f]{2}){0,63})?$/i.test(data) &&
      rest.length === 0,
  },
  // A row for each signal and moment, as decoders of racing teams write it: seconds with a fraction, a name, a value.
  {
    separators: [ascii.comma, ascii.semicolon, ascii.tab],
    headings: ['timestamp [s]', 'name', 'value'],
    isRow: ([time = '', name = '', value = '', ...rest]) =>
      /^\d{1,9}\.\d{1,9}$/.test(time.trim()) &&
      /^[A-Za-z][\w.-]{0,79}$/.test(name.trim()) &&
      value.trim() !== '' &&
      rest.length === 0,
  },
  // Figures of which the first is the time; what the others are nothing says.
  {
    separators: [ascii.comma, ascii.semicolon, ascii.tab, ascii.space],
    headings: (width) => ['timestamp [s]', ...numbered(width)],
    isRow: (cells) => isUnixSeconds(cells[0]) && areFigures(cells),
  },
  {
    separators: [ascii.comma, ascii.semicolon, ascii.tab],
    headings: (width) => ['timestamp', ...numbered(width)],
    isRow: (cells) => isDateTime(cells[0]) && areFigures(cells),
  },
];

/** Names of the columns behind the time. */
function numbered(width: number): string[] {
  return Array.from({ length: width - 1 }, (_, at) => `column ${at + 2}`);
}

/** All cells behind the time. */
function areFigures(cells: readonly string[]): boolean {
  const figures = cells.slice(1, widthOf(cells));
  return figures.length > 0 && figures.every(isFigure);
}

/** Separators of tables that are known only without a heading. */
export const impliedSeparators = [...new Set(known.flatMap(({ separators }) => separators))];

/** The names of the columns, if most rows are those of a program that writes no heading. */
export function impliedHeading(
  rows: readonly (readonly string[])[],
  separator: number,
): readonly string[] | undefined {
  const areMost = (some: readonly unknown[]) => rows.length > 1 && some.length * 5 >= rows.length * 4;
  for (const { separators, headings, isRow } of known) {
    if (!separators.includes(separator)) continue;
    const found = rows.filter(isRow);
    if (!areMost(found)) continue;
    if (typeof headings !== 'function') return headings;
    const widths = found.map(widthOf);
    // Rows of another width would be left out.
    const width = widths.find((one) => areMost(widths.filter((other) => other === one)));
    if (width !== undefined) return headings(width);
  }
  return undefined;
}

/** Without the empty cell behind a separator at the end. */
function widthOf(row: readonly string[]): number {
  return row.at(-1) === '' ? row.length - 1 : row.length;
}
