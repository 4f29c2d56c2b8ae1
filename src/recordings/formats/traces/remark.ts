import { hasControls, textOfBytes } from '../text/ascii.ts';

/** Longer ones are rather frames whose line breaks were lost. */
const maxRemarkBytes = 200;

/** What even a damaged line of a frame keeps: a time in parentheses, data behind `#`, a length, or a row of bytes. */
const traceOfFrame = /^\s*\(\s*[\d.]|[0-9A-F]{2}#|#[0-9A-F]{2}|[[{]\d{1,2}[\]}]|(?:\b[0-9A-F]{2}[ .]){2}/i;
/** A rule of dashes, or words. */
const wording = /^\W+$|\p{L}{3}.*\p{L}{3}/u;

/** Where another frame begins, because a line break was lost. */
const anotherFrame = /[0-9A-F]{2}#|#[0-9A-F]{2}|[[{]\d{1,2}[\]}]/i;
/** A word that is no row of hexadecimal digits. */
const word = /\p{L}{3}/u;
const notHexadecimal = /[g-z]/i;

/**
 * Whether a line is something that people, shells and terminals leave in what they save from the screen (a command, a
 * prompt, a note, the separator of `grep -B`), and not a frame that was damaged.
 */
export function isRemark(bytes: Uint8Array, start: number, end: number): boolean {
  const line = textIn(bytes, start, end);
  return line !== undefined && !traceOfFrame.test(line) && wording.test(line);
}

/** A line that its writer marked as a comment, whatever is in it. */
export function isComment(bytes: Uint8Array, start: number, end: number): boolean {
  const line = textIn(bytes, start, end);
  return line !== undefined && /^\s*(?:#|;|\/\/)(?:\s.*\S|\s*$)/.test(line);
}

/** Whether what follows a whole frame is a note of its reader. */
export function isNote(bytes: Uint8Array, start: number, end: number): boolean {
  const text = textIn(bytes, start, end);
  return text !== undefined && !anotherFrame.test(text) && word.test(text) && notHexadecimal.test(text);
}

function textIn(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (end - start > maxRemarkBytes || hasControls(bytes, start, end)) return undefined;
  return textOfBytes(bytes.subarray(start, end));
}
