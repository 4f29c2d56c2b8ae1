import { plural } from '../../domain/plural.ts';
import { plainText } from '../../text/plain-text.ts';
import { type Column, table } from '../../text/text-table.ts';
import { wrap } from '../../text/wrap.ts';
import { type ChangeRow, changeRows, omittedChanges } from './change-rows.ts';
import type { Comparison } from './comparison-schema.ts';

/** For people at a terminal; the JSON report has everything. */
const shown = 30;

export function textChanges(changes: Comparison, width: number): string[] {
  const rows = changeRows(changes);
  const rest = Math.max(0, rows.length - shown) + omittedChanges(changes);
  return [
    ...wrap(plainText(changes.sentence), width),
    ...table(rows.slice(0, shown), columns, width),
    ...(rest > 0 ? [`… and ${plural(rest, 'more change')}`] : []),
  ];
}

const columns: Column<ChangeRow>[] = [
  { head: 'change', cell: ({ kind }) => kind },
  { head: 'of', cell: ({ subject }) => subject.toLowerCase() },
  {
    head: 'what',
    cell: ({ name, detail, before, after }) =>
      plainText(`${name}${detail === undefined ? '' : ` [${detail}]`}: ${before || '–'} → ${after || '–'}`),
    flexible: true,
  },
];
