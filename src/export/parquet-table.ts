import type { RowGroup } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { type Cell, type ColumnKind, TableColumn } from './parquet/table-column.ts';

const elements = {
  double: { type: 'DOUBLE' },
  int64: { type: 'INT64' },
  boolean: { type: 'BOOLEAN' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  bytes: { type: 'BYTE_ARRAY' },
} as const;

/**
 * One Parquet file that is written group of rows by group of rows. Memory holds the rows of one group, and about 500
 * bytes for each column of each group. Columns may be added at any time: earlier groups get them without values.
 */
export class ParquetTable {
  readonly columns: TableColumn[] = [];
  /** Rows of the file, and those of them that are not written yet. */
  rows = 0;
  bufferedRows = 0;
  /** Characters of texts, and bytes, that are not written yet. */
  #bufferedLength = 0;
  readonly #append: (bytes: Uint8Array) => void;
  readonly #bytes = new ByteWriter();
  readonly #names = new Set<string>();
  readonly #writer: ParquetWriter;

  /** @param append takes the bytes of the file, valid only during the call. */
  constructor(append: (bytes: Uint8Array) => void) {
    this.#append = append;
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: [{ name: 'root', num_children: 0 }],
    });
  }

  /** Size of what is not written yet, in values of 8 bytes; a column without a value in a row takes as much. */
  get bufferedCells(): number {
    return this.bufferedRows * this.columns.length + (this.#bufferedLength >> 3);
  }

  /** Adds a column; where another has the name, the kind is appended to it. @param growing as of `TableColumn`. */
  addColumn(name: string, kind: ColumnKind, growing = false): TableColumn {
    const column = new TableColumn(this.#freeName(name, kind), growing ? 'growing' : kind);
    this.#names.add(column.name);
    this.columns.push(column);
    this.#writer.schema.push({ name: column.name, repetition_type: 'OPTIONAL', ...elements[kind] });
    (this.#writer.schema[0] as { num_children: number }).num_children += 1;
    return column;
  }

  /** Begins the next row. */
  beginRow(): void {
    this.rows += 1;
    this.bufferedRows += 1;
  }

  /** Sets a value of the last row; the first of it counts. */
  set(column: TableColumn, value: Cell): void {
    const isSet = column.set(this.bufferedRows - 1, value);
    if (isSet && (typeof value === 'object' || typeof value === 'string'))
      this.#bufferedLength += 16 + value.length;
  }

  /** Writes the rows of memory as a group. */
  flush(): void {
    if (this.bufferedRows === 0) return;
    this.#writer.row_groups.push(this.#writeGroup(this.columns, this.bufferedRows));
    this.#writer.num_rows += BigInt(this.bufferedRows);
    this.bufferedRows = 0;
    this.#bufferedLength = 0;
  }

  /**
   * Writes the rest. With `utc` the column `time_ns` is a time of UTC, else a number.
   * @param metadata texts by key, in the footer of the file.
   */
  finish(metadata: Record<string, string>, utc: boolean): void {
    this.flush();
    const { schema, row_groups: groups } = this.#writer;
    for (const group of groups) {
      const missing = this.columns.slice(group.columns.length);
      if (missing.length === 0) continue;
      // Columns of a group may be anywhere in the file: those without values follow after the last group.
      const added = this.#writeGroup(missing, Number(group.num_rows));
      group.columns.push(...added.columns);
      group.total_byte_size += added.total_byte_size;
    }
    const time = schema.find(({ name }) => name === 'time_ns');
    if (time && utc) time.logical_type = { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' };
    this.#writer.kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }));
    // Synchronous: the writer in memory has nothing to wait for.
    void this.#writer.finish();
    this.#pass();
  }

  #writeGroup(columns: readonly TableColumn[], rows: number): RowGroup {
    const group: RowGroup = { columns: [], total_byte_size: 0n, num_rows: BigInt(rows) };
    for (const column of columns) {
      const chunk = column.write(this.#bytes, rows);
      group.columns.push(chunk);
      group.total_byte_size += chunk.meta_data?.total_uncompressed_size ?? 0n;
    }
    this.#pass();
    return group;
  }

  /** Hands the bytes on, and frees their memory. */
  #pass(): void {
    this.#append(this.#bytes.getBytes());
    this.#bytes.buffer = new ArrayBuffer(1_024);
    this.#bytes.view = new DataView(this.#bytes.buffer);
    this.#bytes.index = 0;
  }

  #freeName(name: string, kind: ColumnKind): string {
    if (!this.#names.has(name)) return name;
    const qualified = `${name}:${kind}`;
    let free = qualified;
    for (let next = 2; this.#names.has(free); next += 1) free = `${qualified}:${next}`;
    return free;
  }
}
