import { ascii } from '../text/ascii.ts';

/** Rows from which a table is understood. */
export const sampleRows = 200;
/** Lines before the heading: remarks of the program that wrote the table. */
export const maxPreamble = 200;

/** Where a line of the first bytes is, without its break. */
export interface Line {
  start: number;
  end: number;
}

/** Excel writes carriage returns alone as "CSV (Macintosh)". */
export function lineBreakOf(head: Uint8Array): number {
  return head.includes(ascii.lineFeed) || !head.includes(ascii.carriageReturn)
    ? ascii.lineFeed
    : ascii.carriageReturn;
}

/** The first lines, of which the last counts only if the head is the whole file. */
export function linesOf(head: Uint8Array, isWhole: boolean): Line[] {
  const lineBreak = lineBreakOf(head);
  const lines: Line[] = [];
  let start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  while (start < head.length && lines.length < sampleRows + maxPreamble) {
    const found = head.indexOf(lineBreak, start);
    if (found < 0 && !isWhole) break;
    const next = found < 0 ? head.length : found + 1;
    let end = found < 0 ? head.length : found;
    while (end > start && (head[end - 1] === ascii.carriageReturn || head[end - 1] === ascii.space)) end -= 1;
    lines.push({ start, end });
    start = next;
  }
  return lines;
}
