import { assertNever } from '../../domain/assert-never.ts';
import { english, type Language } from '../../language/language.ts';
import { type Block, type FindingBlock, type Tile, toneNames } from '../document/document.ts';
import { renderCharts } from './charts.ts';
import { type Html, html } from './html.ts';
import { renderTable } from './table.ts';
import { renderFacts, renderText } from './text.ts';

/** @param pictures SVG of the charts by name. */
export function renderBlock(
  block: Block,
  pictures: ReadonlyMap<string, string>,
  language: Language = english,
): Html {
  switch (block.kind) {
    case 'paragraph':
      return html`<p>${renderText(block.text)}</p>`;
    case 'list':
      return html`<ul${block.short ? html` class="short-items"` : undefined}${block.label === undefined ? undefined : html` aria-label="${block.label}"`}>${block.items.map((item) => html`<li>${renderText(item)}</li>`)}</ul>`;
    case 'facts':
      return renderFacts(block.facts);
    case 'tiles':
      return html`<div class="load"><h3>${block.title}</h3>${renderTiles(block.tiles)}<p class="small muted">${renderText(block.note)}</p></div>`;
    case 'findings':
      return html`<ol class="findings">${block.findings.map((finding) => html`<li>${renderFinding(finding, language)}</li>`)}</ol>`;
    case 'charts':
      return renderCharts(block.charts, pictures, language);
    case 'table':
      return renderTable(block, language);
    default:
      return assertNever(block);
  }
}

export function renderTiles(tiles: Tile[]): Html {
  return html`<dl class="tiles">${tiles.map(
    ({ name, value, note }) =>
      html`<div><dt>${name}</dt><dd><span class="figure">${value}</span>${
        note.length === 0 ? undefined : html`<span class="small muted">${renderText(note)}</span>`
      }</dd></div>`,
  )}</dl>`;
}

function renderFinding(
  { anchor, tone, title, description, facts, evidence }: FindingBlock,
  { t }: Language,
): Html {
  return html`<article id="${anchor}" class="finding ${tone}" aria-labelledby="${anchor}-title">
<h3 id="${anchor}-title"><span class="badge ${tone}">${t(toneNames[tone])}</span> <bdi>${title}</bdi></h3>
<p>${description}</p>
${renderFacts(facts)}
${
  evidence.length === 0
    ? undefined
    : html`<h4>${t('Evidence')}</h4><ul class="evidence">${evidence.map((one) => html`<li>${renderText(one)}</li>`)}</ul>`
}
</article>`;
}
