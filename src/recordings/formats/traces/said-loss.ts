import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { hasControls, textOfBytes } from '../text/ascii.ts';

/** Longer lines are rather frames whose line breaks were lost. */
const longestBytes = 200;

const lost = '(?:dropped|lost|missed|discarded)';
const what = '(?:(?:can|bus|rx) )?(?:frames?|messages?|packets?)';
const saysLoss = new RegExp(
  String.raw`\b${lost} (?:\d+ |of |a |some )*${what}\b|\b${what} (?:was |were |have been |has been )?${lost}\b|\b(?:buffer|queue|fifo|receive|rx) ?(?:overr?(?:un|flow)|full)\b`,
  'i',
);
/** `0 frames lost`, `no dropped frames`. */
const saysNone = /(?:^|\D)0 (?:[a-z]+ )?(?:frames?|messages?|packets?)\b|\b(?:no|not|none|without)\b|: *0\b/i;

/**
 * Reports a line in which the program that recorded says that it lost frames, as a code that the rule on lost frames knows;
 * false if the line says no such thing.
 */
export function reportSaidLoss(
  findings: Findings,
  bytes: Uint8Array,
  { start, end }: { start: number; end: number },
  place: Place,
): boolean {
  if (end - start > longestBytes || hasControls(bytes, start, end)) return false;
  const text = textOfBytes(bytes.subarray(start, end)).trim();
  if (!saysLoss.test(text) || saysNone.test(text)) return false;
  findings.code({ code: 'recorder: lost frames', source: 'can', severity: 'warning', message: text }, place);
  return true;
}
