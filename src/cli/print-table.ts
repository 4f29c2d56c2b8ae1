/** Columns as `kubectl` prints them: padded, two spaces apart, control characters removed. */
export function printTable(head: string[], rows: string[][], out: NodeJS.WriteStream = process.stdout): void {
  const clean = rows.map((row) => row.map((cell) => cell.replaceAll(/\p{Cc}/gu, ' ')));
  const widths = head.map((title, column) =>
    Math.max(title.length, ...clean.map((row) => (row[column] ?? '').length)),
  );
  for (const row of [head, ...clean]) {
    out.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
}
