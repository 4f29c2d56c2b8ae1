import { displayWidth, padTo } from '../text/display-width.ts';

/** Columns as `kubectl` prints them: padded, two spaces apart, control characters removed. */
export function printTable(
  head: readonly string[],
  rows: string[][],
  out: NodeJS.WriteStream = process.stdout,
): void {
  const clean = rows.map((row) => row.map((cell) => cell.replaceAll(/\p{Cc}/gu, ' ')));
  const widths = head.map((title, column) =>
    Math.max(displayWidth(title), ...clean.map((row) => displayWidth(row[column] ?? ''))),
  );
  for (const row of [head, ...clean]) {
    out.write(
      `${row
        .map((cell, column) => padTo(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
}
