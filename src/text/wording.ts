import { plural } from '../domain/plural.ts';
import { shortenAtWord } from './plain-text.ts';

/** Titles and descriptions quote recorded text no longer than this. */
const quotedLength = 120;

/** `once`, `12 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : plural(count, 'time');
}

/** Recorded text, cut to a length that a sentence bears. */
export function quote(text: string): string {
  return shortenAtWord(text, quotedLength);
}

/** A remark in parentheses that holds a figure which changes, with the blank before it, e.g. ` (# bar)`. */
const changingRemark = /\s*\([^()]*#[^()]*\)/g;

/** A code for people: remarks about changing figures are left out, other such figures read as an ellipsis. */
export function quoteCode(code: string): string {
  const lasting = code.replace(changingRemark, '');
  return quote((lasting === '' ? code : lasting).replaceAll('#', '…'));
}
