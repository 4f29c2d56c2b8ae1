import { plainText } from '../../text/plain-text.ts';

/** A piece of HTML. Only `html` creates it, so that external text cannot become markup. */
class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type { Html };

type Child = Html | string | number | undefined | readonly Child[];

/** Tagged template: its own text is markup; interpolated values are text and are escaped, unless they are `Html`. */
export function html(markup: TemplateStringsArray, ...children: Child[]): Html {
  return new Html(String.raw({ raw: markup }, ...children.map(render)));
}

function render(child: Child): string {
  if (child === undefined) return '';
  if (child instanceof Html) return child.markup;
  if (typeof child === 'object') return child.map(render).join('');
  return escapeHtml(String(child));
}

/** For text as well as for quoted attributes (WHATWG HTML, 13.1.2 and 13.1.3). */
function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** @param sheet our own: a style sheet is raw text to a parser (13.1.2.6), in which nothing can be escaped. */
export function styleElement(sheet: string): Html {
  return new Html(`<style>${sheet}</style>`);
}
