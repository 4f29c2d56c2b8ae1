import type { ColumnChunk } from 'hyparquet';
import type { ByteWriter } from 'hyparquet-writer';
import { BytesCells } from './bytes-cells.ts';
import type { ColumnCells } from './column-cells.ts';
import { Int64Cells } from './int64-cells.ts';
import { DoubleCells, FlagCells } from './number-cells.ts';
import { leastRoom, withRoom } from './room.ts';
import { TextCells } from './text-cells.ts';
import { writeColumn } from './write-column.ts';

export type Cell = number | bigint | boolean | string | Uint8Array;
export type ColumnKind = 'double' | 'int64' | 'boolean' | 'text' | 'bytes';

const cellsOf: Record<ColumnKind | 'growing', () => ColumnCells> = {
  double: () => new DoubleCells(),
  int64: () => new Int64Cells('PLAIN'),
  growing: () => new Int64Cells('DELTA_BINARY_PACKED'),
  boolean: () => new FlagCells(),
  text: () => new TextCells(),
  bytes: () => new BytesCells(),
};

/** A column of a table, and its values in the rows that are not written yet. */
export class TableColumn {
  readonly name: string;
  readonly #cells: () => ColumnCells;
  #values: ColumnCells;
  /** Rows up to the last one with a value. */
  #rows = 0;
  /** Of these rows, 1 for each that has a value; undefined if all have. */
  #levels: Uint8Array<ArrayBuffer> | undefined;

  /** @param kind `growing` for numbers of 64 bits that grow by little from row to row. */
  constructor(name: string, kind: ColumnKind | 'growing') {
    this.name = name;
    this.#cells = cellsOf[kind];
    this.#values = this.#cells();
  }

  /** Sets the value of a row, copying bytes; false if it has one, which stays. @param value of the kind of the column. */
  set(row: number, value: Cell): boolean {
    if (this.#rows > row) return false;
    if (this.#rows < row || this.#levels) this.#mark(row);
    this.#rows = row + 1;
    this.#values.add(value as never);
    return true;
  }

  /** Writes this many rows, and forgets them. */
  write(writer: ByteWriter, rows: number): ColumnChunk {
    if (this.#rows < rows) this.#reach(rows);
    const chunk = writeColumn(writer, this.name, this.#values, rows, this.#levels);
    // Memory of their size would stay with each table that ever had many rows.
    if (this.#rows > 0) this.#values = this.#cells();
    this.#rows = 0;
    this.#levels = undefined;
    return chunk;
  }

  #mark(row: number): void {
    this.#reach(row + 1);
    (this.#levels as Uint8Array)[row] = 1;
  }

  /** Rows from the last one with a value on have none. */
  #reach(rows: number): void {
    this.#levels ??= new Uint8Array(Math.max(leastRoom, rows)).fill(1, 0, this.#rows);
    this.#levels = withRoom(this.#levels, rows);
  }
}
