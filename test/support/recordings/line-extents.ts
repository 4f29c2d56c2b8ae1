import type { Extent } from './damage-at-random.ts';

/** Each line is an extent; it contains a message if `isMessage` returns true for its text. */
export function lineExtents(bytes: Uint8Array, isMessage: (line: string) => boolean): Extent[] {
  const extents: Extent[] = [];
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found + 1;
    const line = Buffer.from(bytes.subarray(start, end)).toString('latin1');
    extents.push({ start, end, messages: isMessage(line) ? 1 : 0 });
    start = end;
  }
  return extents;
}
