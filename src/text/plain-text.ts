/**
 * C0 and C1 controls and DEL (terminal sequences, and not allowed in XML), Unicode's bidirectional controls (text that
 * reads otherwise than it is), line and paragraph separators, non-characters.
 */
const unfit = /[\p{Cc}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u2028\u2029\ufeff]/gu;

/** Recorded text on one line, without anything that steers a terminal, breaks an XML document or turns text around. */
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

/** Keeps the end, which tells file names and topics apart. */
export function shortenStart(text: string, length: number): string {
  const points = [...text];
  return points.length <= length ? text : `…${points.slice(points.length - length + 1).join('')}`;
}
