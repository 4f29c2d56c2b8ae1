/**
 * C0 and C1 controls and DEL (terminal sequences, and not allowed in XML), Unicode's bidirectional controls (which
 * reorder text on screen), line and paragraph separators, non-characters.
 */
const unfit = /[\p{Cc}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u2028\u2029\ufeff]/gu;

/** Recorded text on one line, without anything that controls a terminal, breaks an XML document or reorders text. */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\r\n\t]+/g, ' ')
    .replace(unfit, '\ufffd');
}

/** At most `length` code points, the last one `…` where something was cut off. */
export function shorten(text: string, length: number): string {
  const points = [...text];
  return points.length <= length ? text : `${points.slice(0, Math.max(0, length - 1)).join('')}…`;
}

/** Like `shorten`, but cuts no word in two unless it fills half of the space by itself. */
export function shortenAtWord(text: string, length: number): string {
  const cut = shorten(text, length);
  if (cut === text) return text;
  const atWord = /\s/.test([...text][length - 1] ?? '');
  const end = atWord ? cut.length - 1 : cut.lastIndexOf(' ');
  return end < cut.length / 2 ? cut : `${cut.slice(0, end).replace(/[\s,;:.–-]+$/, '')}…`;
}

/** Keeps the end, where file names and topics differ; it begins with a whole word, or part of a path, unless half is lost. */
export function shortenStart(text: string, length: number): string {
  const points = [...text];
  if (points.length <= length) return text;
  const end = points.slice(points.length - length + 1).join('');
  const begin = end.search(/[\s/]/);
  return `…${begin < end.length / 2 ? end.slice(Math.max(0, begin)).trimStart() : end}`;
}
