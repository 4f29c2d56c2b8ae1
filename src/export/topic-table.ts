import type { ChannelField } from '../recordings/messages/message-sink.ts';
import { labelsOf } from '../signals/catalogue.ts';
import type { Cell, ColumnKind, TableColumn } from './parquet/table-column.ts';
import { ParquetTable } from './parquet-table.ts';

/** What was read but is in no table. */
export type OmittedReason = 'undecoded' | 'groups' | 'values' | 'times' | 'topics' | 'counted_only';

export type Omitted = Partial<Record<OmittedReason, number>>;

/** One column, as the footer of the file describes it. */
export interface ExportedColumn {
  name: string;
  /** Path in the message; null for columns that every table has. */
  field: string | null;
  /** Of the format. */
  type: string | null;
  unit: string | null;
  labels: Record<string, string> | null;
}

/** The file of one table. */
export interface TableFile {
  /** Relative to the folder of the export. */
  readonly path: string;
  append(bytes: Uint8Array): void;
  remove(): void;
}

export interface TopicFacts {
  topic: string;
  type: string;
  encoding: string;
  /** Name of the recording in an archive. */
  member?: string | undefined;
}

/** A field of a channel: it has a column for each kind of its values. */
export interface TableField {
  path: string;
  known: ChannelField | undefined;
  byKind: Partial<Record<ColumnKind, TableColumn>>;
}

const [smallest, largest] = [-(2n ** 63n), 2n ** 63n - 1n];

/** The messages of one topic, whoever published them. */
export class TopicTable {
  readonly facts: TopicFacts;
  readonly table: ParquetTable;
  readonly columns: ExportedColumn[] = [];
  readonly omitted: Omitted = {};
  readonly #file: () => TableFile;
  readonly #mayAddColumn: () => boolean;
  readonly #byField = new Map<string, TableColumn>();
  readonly #time: TableColumn;
  readonly #offset: TableColumn;
  /** Undefined as long as nothing was written. */
  file: TableFile | undefined;

  /**
   * @param file creates the file, when the first group of rows is written.
   * @param mayAddColumn whether the recording may have one more.
   */
  constructor(facts: TopicFacts, file: () => TableFile, mayAddColumn: () => boolean) {
    this.facts = facts;
    this.#file = file;
    this.#mayAddColumn = mayAddColumn;
    this.table = new ParquetTable((bytes) => {
      this.file ??= this.#file();
      this.file.append(bytes);
    });
    const common = { field: null, type: null, labels: null };
    this.#time = this.table.addColumn('time_ns', 'int64', true);
    this.columns.push({ name: 'time_ns', unit: 'ns', ...common });
    this.#offset = this.table.addColumn('offset', 'int64', true);
    this.columns.push({ name: 'offset', unit: 'byte', ...common });
  }

  /** Begins a row; false if its time cannot be stored. */
  beginRow(timeNs: bigint, offset: number | undefined): boolean {
    if (timeNs < smallest || timeNs > largest) {
      addTo(this.omitted, 'times');
      return false;
    }
    this.table.beginRow();
    this.table.set(this.#time, timeNs);
    if (offset !== undefined) this.table.set(this.#offset, offset);
    return true;
  }

  /** Sets a value of the last row. */
  set(field: TableField, value: Cell): void {
    const kind = kindOf(value);
    const column = field.byKind[kind] ?? this.#column(field, kind);
    if (!column) {
      addTo(this.omitted, 'values');
      return;
    }
    field.byKind[kind] = column;
    if (kind === 'double') this.table.set(column, Number(value));
    else this.table.set(column, typeof value === 'string' ? value.toWellFormed() : value);
  }

  /** Publishers of one topic share its columns. */
  #column({ path, known }: TableField, kind: ColumnKind): TableColumn | undefined {
    const key = `${kind}\n${path}`;
    const present = this.#byField.get(key);
    if (present) return present;
    if (!this.#mayAddColumn()) return undefined;
    const column = this.table.addColumn(path, kind);
    this.#byField.set(key, column);
    this.columns.push({
      name: column.name,
      field: path,
      type: known?.type ?? null,
      unit: known?.unit || null,
      labels: labelsOf(known),
    });
    return column;
  }
}

export function addTo(omitted: Omitted, reason: OmittedReason, count = 1): void {
  if (count > 0) omitted[reason] = (omitted[reason] ?? 0) + count;
}

/** Integers of 64 bits beyond the signed ones are stored as doubles, with less precision. */
function kindOf(value: Cell): ColumnKind {
  if (typeof value === 'number') return 'double';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'bigint') return value >= smallest && value <= largest ? 'int64' : 'double';
  return 'bytes';
}
