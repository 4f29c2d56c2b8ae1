import type { SampleSignal } from '../dbc/dbc-writer.ts';

/** Place counted from the payload's first bit, as KCD and SYM count it. */
export function placeOf({ start, bigEndian }: SampleSignal): number {
  return bigEndian ? (start & ~7) + 7 - (start & 7) : start;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
