import { detectionBytes } from '../../bytes/file-head.ts';
import { plainTextOf } from '../companions/plain-lines.ts';
import { columnName } from '../tables/column-name.ts';
import { findTime } from '../tables/find-time.ts';
import { isTimeName } from '../tables/time-units.ts';
import { ascii } from '../text/ascii.ts';
import { findDialect, noHeading } from './dialect.ts';

/** Columns from which a heading that fills all first bytes is one. */
const manyColumns = 8;

/** Whether the first bytes are those of a table: a heading, and rows below it of which some cells are figures. */
export function looksLikeTable(head: Uint8Array): boolean {
  const isWhole = head.byteLength < detectionBytes;
  const dialect = findDialect(head, isWhole);
  if (dialect === noHeading) return true;
  if (dialect === undefined) return isLongHeading(head);
  const { headings, sample } = dialect;
  if (sample.length === 0) return headings.some(({ name }) => isTimeName(name));
  return hasFigures(sample) || 'index' in findTime(headings, sample);
}

function hasFigures(sample: readonly (readonly string[])[]): boolean {
  const cells = sample.flat().filter((cell) => cell !== '');
  return (
    cells.filter((cell) => /^[+-]?\d+(?:[.,]\d*)?(?:e[+-]?\d+)?$/i.test(cell)).length * 4 >= cells.length
  );
}

/** A heading of so many columns that no row is among the first bytes. */
function isLongHeading(head: Uint8Array): boolean {
  if (head.byteLength < detectionBytes || head.includes(ascii.lineFeed)) return false;
  const text = plainTextOf(head.subarray(0, detectionBytes - 4)) ?? '';
  return [';', '\t', ','].some((separator) => {
    const names = text
      .split(separator)
      .slice(0, -1)
      .map((name) => columnName(name.replaceAll('"', '')).name);
    const areNames = names.every((name) => Number.isNaN(Number(name || 'empty')));
    return names.length >= manyColumns && areNames && names.some(isTimeName);
  });
}
