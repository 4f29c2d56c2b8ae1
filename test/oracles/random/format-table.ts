import type { FormatRun } from './fuzz-format.ts';

/** Differences that are printed of a file. */
const shown = 8;

/** A row for each format, and below the first file that differs. */
export function formatRuns(runs: readonly FormatRun[]): string {
  const rows = runs.map(({ format, files, messages, compared, excepted, differing, seconds }) =>
    [format.name, format.reader, files, messages, compared, excepted, differing, seconds.toFixed(0)]
      .map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell))
      .join(' | '),
  );
  const head = [
    'format | reader | files | messages | compared | asked otherwise | files that differ | s',
    '---|---|---|---|---|---|---|---',
  ];
  const details = runs.flatMap(({ format, first }) =>
    first
      ? [
          '',
          `${format.name}: \`npm run oracles -- ${format.name} --files 1 --seed ${first.seed}\` differs:`,
          ...first.what.slice(0, shown).map((line) => `  ${line.slice(0, 600)}`),
        ]
      : [],
  );
  return [...head, ...rows]
    .map((row) => `| ${row} |`)
    .concat(details)
    .join('\n');
}
