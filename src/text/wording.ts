const counts = new Intl.NumberFormat('en-US');

/** Titles and descriptions quote recorded text no longer than this. */
const quotedLength = 120;

/** `1 file`, `1,200 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${counts.format(count)} ${count === 1 ? one : many}`;
}

/** `once`, `12 times`. */
export function times(count: number): string {
  return count === 1 ? 'once' : plural(count, 'time');
}

/** Recorded text, cut to a length that a sentence bears. */
export function quote(text: string): string {
  return text.length <= quotedLength ? text : `${text.slice(0, quotedLength - 1)}…`;
}

/** A code for people: the `#` that stands for changing figures reads as an ellipsis. */
export function quoteCode(code: string): string {
  return quote(code.replaceAll('#', '…'));
}
