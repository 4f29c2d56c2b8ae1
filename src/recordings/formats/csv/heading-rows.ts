import type { ColumnName } from '../tables/column-name.ts';
import { timeUnitOf } from '../tables/time-units.ts';

/** What stands between the heading of a table and its first row. */
export interface HeadingRows {
  /** By column; none if there is no line of units. */
  units: readonly string[];
  /** The devices that the columns come from; none if there is no line of them. */
  sources: readonly string[];
  /** How many lines these are. */
  count: number;
}

/** A number and a name of a device, or `calc`: RaceChrono, format 3 of its CSV exports. */
const source = /^(?:\d{1,5}: ?(\S.{0,40})|(calc))$/;

/**
 * A line of units below the heading, as measurement programs export it, is of words above numbers, one of them a unit of time. Below
 * it may be one of devices.
 */
export function headingRows(rows: readonly (readonly string[])[]): HeadingRows {
  const none = { units: [], sources: [], count: 0 };
  const [units, second, third] = rows;
  if (!units || !second || !areUnits(units)) return none;
  if (second.some(isFigure)) return { units, sources: [], count: 1 };
  if (!third?.some(isFigure) || !second.every((cell) => cell === '' || source.test(cell))) return none;
  return { units, sources: second.map((cell) => source.exec(cell)?.slice(1).join('') ?? ''), count: 2 };
}

function areUnits(cells: readonly string[]): boolean {
  if (cells.some((cell) => /\d/.test(cell) && !/^1?\/|[²³]|m\/s2/.test(cell))) return false;
  return cells.some((cell) => timeUnitOf(cell.replace(/^[[(]|[\])]$/g, '')) !== undefined);
}

export function isFigure(cell: string): boolean {
  return cell !== '' && /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d+)?$/i.test(cell);
}

/** The heading with the unit below it, if it states none itself. */
export function withUnit(heading: ColumnName, unit: string | undefined): ColumnName {
  if (heading.unit !== '') return heading;
  const plain = (unit ?? '').replace(/^[[(]|[\])]$/g, '').trim();
  // RaceChrono writes `.C` for degrees Celsius.
  return { name: heading.name, unit: plain.replace(/^\.(?=[CF]$)/, '°') };
}

/** Columns of the same name are told apart by their devices, and these and those without a name by their number. */
export function uniqueNames(headings: readonly ColumnName[], sources: readonly string[]): ColumnName[] {
  const counts = countsOf(headings.map(({ name }) => name));
  const named = headings.map(({ name, unit }, index) => {
    const device = sources[index] ?? '';
    if (name === '') return { name: `column ${index + 1}`, unit };
    return { name: device !== '' && (counts.get(name) ?? 0) > 1 ? `${name} (${device})` : name, unit };
  });
  const seen = new Map<string, number>();
  return named.map(({ name, unit }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { name: count === 1 ? name : `${name} (${count})`, unit };
  });
}

function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
