import type { AscClock } from './asc-clock.ts';
import { parseAscDate } from './asc-date.ts';
import type { AscNumbers } from './asc-numbers.ts';
import { looksLikeFrame } from './event-text.ts';

/** Reads a line that is not an event; false if it is not valid in an ASC. `inHeader`: no event came before. */
export function readHeaderLine(
  line: string,
  clock: AscClock,
  numbers: AscNumbers,
  inHeader: boolean,
  onVersion: (version: string) => void,
): boolean {
  // What programs other than Vector's write as a comment.
  if (line.startsWith(';')) return true;
  if (line.startsWith('//')) {
    const version = /^\/\/\s*version\s+(\d[\w.]{0,30})/i.exec(line)?.[1];
    if (version) onVersion(version);
    return true;
  }
  const base = /^base\s+(hex|dec)\b(?:\s+timestamps\s+(absolute|relative)\b)?/i.exec(line);
  if (base) {
    numbers.hexadecimal = base[1]?.toLowerCase() === 'hex';
    clock.relative = base[2]?.toLowerCase() === 'relative';
    return true;
  }
  if (/^date\s/i.test(line)) {
    clock.begin(parseAscDate(line) ?? 0);
    return true;
  }
  if (/^begin\s+triggerblock\b/i.test(line)) {
    const date = parseAscDate(line);
    if (date !== undefined) clock.beginBlock(date);
    return true;
  }
  return (
    /^(?:(?:no\s+)?internal\s+events?\s+logg(?:ed|ing)|end\s+triggerblock)\b/i.test(line) ||
    (inHeader && isOtherText(line))
  );
}

/**
 * A header line that only some writers use, unless it appears to be one of the lines above, or an event, with a
 * damaged beginning.
 */
function isOtherText(line: string): boolean {
  return (
    /^\p{L}{2}/u.test(line) && !looksLikeFrame(line) && !/\btimestamps\b/i.test(line) && !parseAscDate(line)
  );
}
