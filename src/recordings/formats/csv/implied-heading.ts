import { ascii } from '../text/ascii.ts';

/** A table that a program writes without a heading. */
interface KnownRows {
  separators: readonly number[];
  headings: readonly string[];
  isRow(cells: readonly string[]): boolean;
}

const isFigure = (cell: string | undefined) => /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(cell ?? '');
const isFlag = (cell: string | undefined) => cell === '0' || cell === '1';

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
];

/** Separators of tables that are known only without a heading. */
export const impliedSeparators = [...new Set(known.flatMap(({ separators }) => separators))];

/** The names of the columns, if most rows are those of a program that writes no heading. */
export function impliedHeading(
  rows: readonly (readonly string[])[],
  separator: number,
): readonly string[] | undefined {
  return known.find(
    ({ separators, isRow }) =>
      separators.includes(separator) && rows.length > 1 && rows.filter(isRow).length * 5 >= rows.length * 4,
  )?.headings;
}
