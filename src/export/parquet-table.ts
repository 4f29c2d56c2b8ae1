import { constants, zstdCompressSync } from 'node:zlib';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';

export type Cell = number | bigint | boolean | string | Uint8Array;
export type ColumnKind = 'double' | 'int64' | 'boolean' | 'text' | 'bytes';

/** A column, and its values in the rows that are not written yet; undefined where a row has none. */
export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  values: (Cell | undefined)[];
}

const elements = {
  double: { type: 'DOUBLE' },
  int64: { type: 'INT64' },
  boolean: { type: 'BOOLEAN' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  bytes: { type: 'BYTE_ARRAY' },
} as const;

/** Times and offsets grow from row to row. */
const growing = { time_ns: true, offset: true } as Record<string, boolean | undefined>;

/** Time over size, as in the chunks of MCAP. */
const zstdLevel = 1;

function zstd(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: zstdLevel } });
}

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
      codec: 'ZSTD',
      compressors: { ZSTD: zstd },
    });
  }

  /** Size of what is not written yet, in values of 8 bytes; a column without a value in a row takes as much. */
  get bufferedCells(): number {
    return this.bufferedRows * this.columns.length + (this.#bufferedLength >> 3);
  }

  /** Adds a column; where another has the name, the kind is appended to it. */
  addColumn(name: string, kind: ColumnKind): TableColumn {
    const column: TableColumn = { name: this.#freeName(name, kind), kind, values: [] };
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
    const { values } = column;
    if (values.length >= this.bufferedRows) return;
    while (values.length < this.bufferedRows - 1) values.push(undefined);
    values.push(value);
    if (typeof value === 'object' || typeof value === 'string') this.#bufferedLength += 16 + value.length;
  }

  /** Writes the rows of memory as a group. */
  flush(): void {
    if (this.bufferedRows === 0) return;
    this.#writeGroup(this.columns, this.bufferedRows);
    for (const column of this.columns) column.values = [];
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
    for (const group of groups.slice()) {
      const missing = this.columns.slice(group.columns.length);
      if (missing.length === 0) continue;
      // Columns of a group may be anywhere in the file: those without values follow after the last group.
      this.#writeGroup(missing, Number(group.num_rows));
      const added = groups.pop();
      if (!added) continue;
      this.#writer.num_rows -= added.num_rows;
      group.columns.push(...added.columns);
      group.total_byte_size += added.total_byte_size;
    }
    const time = schema.find(({ name }) => name === 'time_ns');
    if (time && utc) time.logical_type = { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' };
    this.#writer.kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }));
    // Synchronous, as is `write`: the writer in memory has no `flush`.
    void this.#writer.finish();
    this.#pass();
  }

  #writeGroup(columns: readonly TableColumn[], rows: number): void {
    const columnData = columns.map(({ name, values }) => {
      while (values.length < rows) values.push(undefined);
      return { name, data: values, ...(growing[name] && { encoding: 'DELTA_BINARY_PACKED' as const }) };
    });
    void this.#writer.write({ columnData, rowGroupSize: rows });
    this.#pass();
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
