import { shortenAtWord } from './plain-text.ts';
import { plural } from './plural.ts';

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

/** A code for people: the `#` that stands for changing figures reads as an ellipsis. */
export function quoteCode(code: string): string {
  return quote(code.replaceAll('#', '…'));
}
