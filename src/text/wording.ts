import { anyWord } from '../domain/code-template.ts';
import { plural } from '../domain/plural.ts';
import { shortenAtWord } from './plain-text.ts';

/** Maximum length of recorded text that titles and descriptions quote. */
const quotedLength = 120;

/** `once`, `12 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : plural(count, 'time');
}

/** Recorded text, cut to a length suitable for a sentence. */
export function quote(text: string): string {
  return shortenAtWord(text, quotedLength);
}

/** A remark in parentheses that contains a changing figure, with the space before it, e.g. ` (# bar)`. */
const changingRemark = /\s*\([^()]*#[^()]*\)/g;

/** A code for people: remarks about changing figures are left out, other changing figures and words become an ellipsis. */
export function quoteCode(code: string): string {
  const lasting = code.replace(changingRemark, '');
  return quote((lasting === '' ? code : lasting).replaceAll(anyWord, '…').replaceAll('#', '…'));
}
