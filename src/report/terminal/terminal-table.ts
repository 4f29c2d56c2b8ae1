import { displayWidth } from '../../text/display-width.ts';
import { table as textTable } from '../../text/text-table.ts';
import type { Column, Row, Table } from '../document/document.ts';
import { moreOf } from '../document/more.ts';
import { badgeOf, brokenAt, flat, linesOf, type Terminal } from './terminal-text.ts';
import { toneStyles } from './tone-styles.ts';

/** Tables whose wide columns would be narrower than this are written as cards. */
const minWideColumn = 24;
const gap = 2;
const indent = '    ';

/** The first rows of a table; if it does not fit the terminal, a card for each row. */
export function tableLines({ columns, rows, first, omitted, what }: Table, terminal: Terminal): string[] {
  const shown = rows.slice(0, first);
  const rest = rows.length - shown.length + omitted;
  const drawn = fits(columns, shown, terminal.width)
    ? asTable(columns, shown, terminal)
    : shown.flatMap((row) => asCard(columns, row, terminal));
  return [
    ...drawn,
    ...(rest > 0
      ? [terminal.language.t('… and {rest}', { rest: moreOf(rest, what, terminal.language) })]
      : []),
  ];
}

/** The first line of a cell; the others are placed below the row. */
function headOf(row: Row, column: number): string {
  const [line = []] = brokenAt(row.cells[column] ?? []);
  return flat(line);
}

function fits(columns: Column[], rows: Row[], width: number): boolean {
  const fixed = columns.reduce((sum, { head, wide }, i) => {
    const natural = Math.max(displayWidth(head), ...rows.map((row) => displayWidth(headOf(row, i))));
    return sum + gap + (wide ? Math.min(natural, minWideColumn) : natural);
  }, -gap);
  return fixed <= width;
}

function asTable(columns: Column[], rows: Row[], terminal: Terminal): string[] {
  const { width, paint } = terminal;
  const [head = '', ...lines] = textTable(
    rows,
    columns.map(({ head: name, numeric = false, wide = false }, i) => ({
      head: name,
      cell: (row: Row) => headOf(row, i),
      right: numeric,
      flexible: wide,
      style: (row: Row, text: string) => {
        const badge = badgeOf(row.cells[i] ?? []);
        return badge ? paint(toneStyles[badge.tone], text) : text;
      },
    })),
    width,
  );
  return [paint('dim', head), ...rows.flatMap((row, i) => [lines[i] ?? '', ...belowRow(row, terminal)])];
}

function asCard(columns: Column[], row: Row, terminal: Terminal): string[] {
  const [first, ...others] = columns.map(({ head }, i) => ({ head, text: headOf(row, i) }));
  const figures = others.map(({ head, text }) => `${head} ${text}`).join(' · ');
  return [
    ...linesOf([first?.text ?? ''], terminal),
    ...linesOf([figures], terminal, indent),
    ...belowRow(row, terminal),
  ];
}

/** The content of a row beyond one line of each cell. */
function belowRow({ cells, details = [] }: Row, terminal: Terminal): string[] {
  return [...cells.flatMap((cell) => brokenAt(cell).slice(1)), ...details].flatMap((line) =>
    linesOf(line, terminal, indent).map((text) => terminal.paint('dim', text)),
  );
}
