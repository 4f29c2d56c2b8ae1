import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ComponentChildren;
  /** Figures stand to the right, under each other. */
  numeric?: boolean;
  /** The column that takes what room is left, and the first line of a row's card in a narrow window. */
  wide?: boolean;
}

interface DataTableProps<Row> {
  /** What it lists; read to those who cannot see it. */
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row, index: number) => string;
  /** Where links to a row lead. */
  idOf?: (row: Row) => string | undefined;
  class?: string;
}

/** A table; where there is no room for one, a card for each row, with the heads beside the values. */
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
              <th key={column.head} scope="col" class={classOf(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)} id={idOf?.(row)}>
              {columns.map((column) => (
                <td key={column.head} class={classOf(column)} data-head={column.head}>
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
