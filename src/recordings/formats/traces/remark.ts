import { hasControls, textOfBytes } from '../text/ascii.ts';

/** Longer ones are rather frames whose line breaks were lost. */
const maxRemarkBytes = 200;

/** What even a damaged line of a frame keeps: a time in parentheses, data behind `#`, a length, or a row of bytes. */
const traceOfFrame = /^\s*\(\s*[\d.]|[0-9A-F]{2}#|#[0-9A-F]{2}|[[{]\d{1,2}[\]}]|(?:\b[0-9A-F]{2}[ .]){2}/i;
/** A rule of dashes, or words. */
const wording = /^\W+$|\p{L}{3}.*\p{L}{3}/u;

/**
 * Whether a line is something that people, shells and terminals leave in what they save from the screen (a command, a
 * prompt, a note, the separator of `grep -B`), and not a frame that was damaged.
 */
export function isRemark(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > maxRemarkBytes || hasControls(bytes, start, end)) return false;
  const line = textOfBytes(bytes.subarray(start, end));
  return !traceOfFrame.test(line) && wording.test(line);
}
