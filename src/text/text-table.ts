import { displayWidth, fitting, padTo } from './display-width.ts';

export interface Column<T> {
  head: string;
  cell(row: T): string;
  right?: boolean;
  /** Takes the width that other columns leave, shared with other columns of this kind; longer text is cut. */
  flexible?: boolean;
  /** Applied to the padded cell. */
  style?(row: T, text: string): string;
}

const gap = 2;

/** Lines of a table at most `width` wide; empty if there are no rows. */
export function table<T>(rows: T[], columns: Column<T>[], width: number): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  const natural = columns.map((column, i) =>
    Math.max(displayWidth(column.head), ...cells.map((row) => displayWidth(row[i] ?? ''))),
  );
  const widths = widthsOf(columns, natural, width);
  const pad = (text: string, i: number) => {
    const size = widths[i] ?? 0;
    const cut = displayWidth(text) <= size ? text : `${fitting(text, size - 1)}…`;
    if (columns[i]?.right) return padTo(cut, size, 'start');
    return i === columns.length - 1 ? cut : padTo(cut, size);
  };
  const join = (parts: string[]) => parts.join(' '.repeat(gap)).trimEnd();
  return [
    join(columns.map(({ head }, i) => pad(head, i))),
    ...rows.map((row, r) =>
      join(
        columns.map((column, i) => {
          const text = pad(cells[r]?.[i] ?? '', i);
          return column.style ? column.style(row, text) : text;
        }),
      ),
    ),
  ];
}

/** Short flexible columns get the width they need, the longer ones equal shares of the rest. */
function widthsOf<T>(columns: Column<T>[], natural: number[], width: number): number[] {
  const widths = [...natural];
  const flexible = columns.flatMap((column, i) => (column.flexible ? [i] : []));
  let room = width - gap * (columns.length - 1);
  columns.forEach(({ flexible: shares }, i) => {
    room -= shares ? 0 : (natural[i] ?? 0);
  });
  const shortestFirst = flexible.toSorted((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0));
  shortestFirst.forEach((i, n) => {
    const share = Math.floor(room / (shortestFirst.length - n));
    widths[i] = Math.max(displayWidth(columns[i]?.head ?? ''), Math.min(natural[i] ?? 0, share));
    room -= widths[i] ?? 0;
  });
  return widths;
}
