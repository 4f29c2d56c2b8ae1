/** Characters that take two columns of a terminal: East Asian wide and fullwidth ones, and emoji (UAX #11). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/gu;

/** Columns of a terminal that a line of text takes. */
export function displayWidth(text: string): number {
  let more = 0;
  // A wide character outside of the first plane has two code units already.
  for (const [character] of text.matchAll(wide)) more += 2 - character.length;
  return text.length + more;
}

/** The start of the text that fits into `width` columns; at least one character. */
export function fitting(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let taken = '';
  let used = 0;
  for (const character of text) {
    used += displayWidth(character);
    if (used > width && taken !== '') break;
    taken += character;
  }
  return taken;
}

/** Like `padEnd` and `padStart`, in columns. */
export function padTo(text: string, width: number, side: 'start' | 'end' = 'end'): string {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return side === 'end' ? text + space : space + text;
}
