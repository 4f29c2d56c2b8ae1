import { detectionBytes } from '../../bytes/file-head.ts';
import { ascii } from '../text/ascii.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a file in UTF-8; undefined if it is not text, or contains control characters. */
export function plainTextOf(bytes: Uint8Array): string | undefined {
  try {
    const text = utf8.decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches control characters
    return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The text of the first bytes without the last line, which may be cut; all of it if the file ends before. */
export function headText(head: Uint8Array): string | undefined {
  if (head.byteLength < detectionBytes) return plainTextOf(head);
  const end = head.lastIndexOf(ascii.lineFeed);
  return end < 0 ? undefined : plainTextOf(head.subarray(0, end));
}

/** Lines that are neither blank nor a comment. */
export function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => /^\s*[^\s#]/.test(line));
}
