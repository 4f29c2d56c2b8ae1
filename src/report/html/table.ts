import type { Language } from '../../language/language.ts';
import type { Table } from '../document/document.ts';
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
          html`<td role="cell" data-head="${head}" class="${classOf(numeric, wide)}"><div>${renderText(cells[i] ?? [])}${i === 0 ? details.map((line) => html`<br>${renderText(line)}`) : undefined}</div></td>`,
      )}</tr>
`,
  )}</tbody></table>`;
}

function classOf(numeric = false, wide = false): string {
  if (numeric) return 'numeric';
  return wide ? 'wide' : 'short';
}
