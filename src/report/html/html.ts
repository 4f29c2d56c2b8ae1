import { plainText } from '../../text/plain-text.ts';

/** A piece of HTML. Only `html` makes one, so that text from outside cannot become markup. */
class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type { Html };

type Child = Html | string | number | undefined | readonly Child[];

/** Tagged template: its own text is markup, what is put into it is text and is escaped, unless it is `Html`. */
export function html(markup: TemplateStringsArray, ...children: Child[]): Html {
  return new Html(String.raw({ raw: markup }, ...children.map(render)));
}

function render(child: Child): string {
  if (child === undefined) return '';
  if (child instanceof Html) return child.markup;
  if (typeof child === 'object') return child.map(render).join('');
  return escapeHtml(String(child));
}

/** For text as well as for attributes in quotes (WHATWG HTML, 13.1.2 and 13.1.3). */
function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** @param sheet Of ours: a style sheet is raw text to a parser (13.1.2.6), where nothing can be escaped. */
export function styleElement(sheet: string): Html {
  return new Html(`<style>${sheet}</style>`);
}
