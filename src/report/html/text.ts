import { assertNever } from '../../domain/assert-never.ts';
import { formatRecorded } from '../../text/figure-format.ts';
import type { Fact, Span, Text } from '../document/document.ts';
import { type Html, html } from './html.ts';

/** External text is wrapped in `<bdi>`: its direction must not affect the words around it (UAX #9). */
export function renderText(text: Text): Html[] {
  return text.map(renderSpan);
}

function renderSpan(span: Span): Html {
  if (typeof span === 'string') return html`${span}`;
  switch (span.kind) {
    case 'outside':
      return html`<bdi>${span.text}</bdi>`;
    case 'name':
      return html`<code><bdi>${span.text}</bdi></code>`;
    case 'muted':
      return html`<bdi class="muted">${span.text}</bdi>`;
    case 'strong':
      return html`<strong><bdi>${span.text}</bdi></strong>`;
    case 'badge':
      return html`<span class="badge ${span.tone}">${span.text}</span>`;
    case 'time':
      return html`<bdi>${formatRecorded(span.time, span)}</bdi>`;
    case 'reference':
      return html`<code><bdi>${span.text}</bdi></code>`;
    case 'link':
      return html`<a href="#${span.to}"><bdi>${span.text}</bdi></a>`;
    case 'break':
      return html`<br>`;
    default:
      return assertNever(span);
  }
}

export function renderFacts(facts: Fact[]): Html {
  return html`<dl class="facts">${facts.map(
    ({ term, text }) => html`<div><dt><bdi>${term}</bdi></dt><dd>${renderText(text)}</dd></div>`,
  )}</dl>`;
}
