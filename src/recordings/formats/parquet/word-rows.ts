import type { DecodedArray } from 'hyparquet';
import type { Row } from '../tables/table.ts';

/** A value of a column: a number, a text, `null` for anything else; undefined if there is none. */
export function cellOf(value: unknown): number | string | null | undefined {
  switch (typeof value) {
    case 'number':
      return value;
    case 'bigint':
      return Number(value);
    case 'string':
      return value;
    case 'boolean':
      return String(value);
    default:
      return value === undefined || value === null ? undefined : null;
  }
}

/** Values of a few columns of one row group, as rows. */
export class WordRows implements Row {
  row = 0;
  readonly rows: number;
  readonly #columns = new Map<number, (number | string | null | undefined)[]>();

  constructor(rows: number) {
    this.rows = rows;
  }

  take(index: number, first: number, values: DecodedArray): void {
    const cells = this.#columns.get(index) ?? [];
    this.#columns.set(index, cells);
    for (let i = 0; i < values.length; i += 1) cells[first + i] = cellOf(values[i]);
  }

  number(index: number): number {
    const cell = this.#columns.get(index)?.[this.row];
    return typeof cell === 'number' ? cell : Number.NaN;
  }

  text(index: number): string {
    return this.textAt(index, this.row);
  }

  textAt(index: number, row: number): string {
    return String(this.#columns.get(index)?.[row] ?? '');
  }
}
