import { shorten } from './plain-text.ts';

export interface Column<T> {
  head: string;
  cell(row: T): string;
  right?: boolean;
  /** Takes what the others leave; longer text is cut. */
  flexible?: boolean;
  /** Applied to the padded cell. */
  style?(row: T, text: string): string;
}

const gap = 2;

/** Lines of a table no wider than `width`; nothing for no rows. */
export function table<T>(rows: T[], columns: Column<T>[], width: number): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  const natural = columns.map((column, i) =>
    Math.max(column.head.length, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  const fixed = columns.reduce(
    (sum, { flexible }, i) => sum + gap + (flexible ? 0 : (natural[i] ?? 0)),
    -gap,
  );
  const widths = columns.map(({ flexible, head }, i) =>
    flexible ? Math.max(head.length, Math.min(natural[i] ?? 0, width - fixed)) : (natural[i] ?? 0),
  );
  const pad = (text: string, i: number) => {
    const size = widths[i] ?? 0;
    const cut = shorten(text, size);
    return columns[i]?.right ? cut.padStart(size) : cut.padEnd(size);
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
