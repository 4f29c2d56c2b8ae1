import { latin1 } from './ascii.ts';

/** The complete lines of the first bytes of a text, and the last one, which may be truncated; without blank ones. */
function headLines(head: Uint8Array): { lines: string[]; last: string } {
  const text = latin1(head).replace(/^\u00ef\u00bb\u00bf/, '');
  const lines = text.split(/\r?\n/);
  const last = lines.pop() ?? '';
  return { lines: lines.filter((line) => line.trim() !== ''), last };
}

/** Recognises lines of a format, such as a regular expression without state. */
export interface LineTest {
  test(line: string): boolean;
}

const comment = /^\s*(?:\/\/|[;#])/;

/** Whether at least half of the first lines, without comments, match: a few damaged ones do not prevent detection. */
export function mostLinesAre(head: Uint8Array, pattern: LineTest): boolean {
  const { lines: all, last } = headLines(head);
  const lines = all.filter((line) => !comment.test(line));
  let matching = lines.filter((line) => pattern.test(line)).length;
  if (pattern.test(last)) matching += 1;
  return matching > 0 && matching * 2 >= lines.length;
}

/** Whether one of the first lines matches. */
export function headHas(head: Uint8Array, pattern: LineTest): boolean {
  const { lines, last } = headLines(head);
  return pattern.test(last) || lines.some((line) => pattern.test(line));
}
