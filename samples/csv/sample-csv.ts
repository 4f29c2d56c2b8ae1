import type { SampleOptions } from '../sample-options.ts';
import { type TableRow, tableColumns, tableDrive } from '../tables/table-drive.ts';

/** How the table is written: for spreadsheets with decimal points or commas, or with dates of ISO 8601. */
export type CsvStyle = 'plain' | 'german' | 'dated';

/** The measurements of a data logger as a table in text. */
export function sampleCsv(options: SampleOptions & { style?: CsvStyle } = {}): Uint8Array {
  const { style = 'plain' } = options;
  const rows = tableDrive(options);
  switch (style) {
    case 'plain':
      return written(
        ['time [s]', ...tableColumns],
        rows.map((row) => [row.seconds.toFixed(3), ...row.values.map(places)]),
        ',',
        '\n',
      );
    case 'german':
      return written(
        ['Zeit [s]', ...tableColumns],
        rows.map((row) =>
          [row.seconds.toFixed(3), ...row.values.map(places)].map((cell) => cell.replace('.', ',')),
        ),
        ';',
        '\r\n',
      );
    case 'dated':
      return written(
        ['timestamp', ...tableColumns],
        rows.map((row) => [isoTime(row), ...row.values.map(places)]),
        ',',
        '\n',
      );
  }
}

/** Six decimal places, of degrees as of everything else. */
function places(value: number): string {
  return value.toFixed(6);
}

export function isoTime({ timeNs }: TableRow): string {
  return new Date(Number(timeNs / 1_000_000n)).toISOString();
}

function written(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  separator: string,
  lineEnd: string,
): Uint8Array {
  return Buffer.from([heading, ...rows].map((cells) => cells.join(separator) + lineEnd).join(''));
}
