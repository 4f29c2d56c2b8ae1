import type { Language } from '../../language/language.ts';
import type { Table, Text } from '../document/document.ts';
import { moreOf, notListed } from '../document/more.ts';
import { type Html, html } from './html.ts';
import { renderText } from './text.ts';

type Rows = Table['rows'];

/** The first rows, with the others in a collapsed section. */
export function renderTable(table: Table, language: Language): Html {
  const { rows, first, what, caption, omitted } = table;
  const rest = rows.slice(first);
  return html`${tableOf(table, rows.slice(0, first), caption)}${
    rest.length === 0
      ? undefined
      : html`<details><summary>${moreOf(rest.length, what, language)}</summary>${tableOf(table, rest, language.t('{caption}, continued', { caption }))}</details>`
  }${omitted === 0 ? undefined : html`<p class="muted">${notListed(omitted, what, language)}</p>`}`;
}

/** In a narrow window rows become cards; the roles keep it a table for screen readers. */
function tableOf({ columns }: Table, rows: Rows, caption: string): Html {
  return html`<table role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(
    ({ head, numeric, wide }) =>
      html`<th role="columnheader" scope="col" class="${classOf(numeric, wide)}">${head}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">${rows.map(
    ({ anchor, cells, details = [] }) =>
      html`<tr role="row"${anchor === undefined ? undefined : html` id="${anchor}"`}>${columns.map(
        ({ head, numeric, wide }, i) =>
          html`<td role="cell" data-head="${head}" class="${classOf(numeric, wide)}"><div>${renderText(cells[i] ?? [])}</div></td>`,
      )}</tr>
${details.length === 0 ? undefined : renderDetails(details, columns.length)}`,
  )}</tbody></table>`;
}

/** Below the row, as wide as the table: beside figures they would be cut into a line for each word. */
function renderDetails(details: readonly Text[], columns: number): Html {
  return html`<tr role="row" class="details"><td role="cell" colspan="${columns}" aria-colspan="${columns}" class="wide"><div>${details.map(
    (line, i) => html`${i === 0 ? undefined : html`<br>`}${renderText(line)}`,
  )}</div></td></tr>
`;
}

function classOf(numeric = false, wide = false): string {
  if (numeric) return 'numeric';
  return wide ? 'wide' : 'short';
}
