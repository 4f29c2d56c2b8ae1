import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  head: string;
  /** If heads are texts from recordings, which may be equal. */
  key?: string;
  cell: (row: Row) => ComponentChildren;
  /** Numbers are right-aligned. */
  numeric?: boolean;
  /** The column that takes the remaining width, and the first line of a row's card in a narrow window. */
  wide?: boolean;
}

interface DataTableProps<Row> {
  /** Caption for screen readers. */
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row, index: number) => string;
  /** Anchor of a row. */
  idOf?: (row: Row) => string | undefined;
  class?: string;
}

/** A table; in a narrow window, one card per row, with the column heads beside the values. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  idOf,
  class: more = '',
}: DataTableProps<Row>) {
  return (
    <div class="table-room">
      <table class={`data-table ${more}`}>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key ?? column.head} scope="col" class={classOf(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)} id={idOf?.(row)}>
              {columns.map((column) => (
                <td key={column.key ?? column.head} class={classOf(column)} data-head={column.head}>
                  <div class="cell">{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function classOf<Row>({ numeric, wide }: Column<Row>): string {
  return `${numeric ? 'numeric ' : ''}${wide ? 'wide' : ''}`;
}
