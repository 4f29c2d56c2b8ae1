import { z } from 'zod';

export const rangeHeaders = z.looseObject({
  range: z
    .string()
    .optional()
    .describe('One range of bytes, such as `bytes=1000-`; several are answered with the whole'),
  'if-range': z
    .string()
    .optional()
    .describe('`ETag` of the client’s part: the range counts while that is current'),
  'if-none-match': z.string().optional().describe('`ETag` of the client’s copy: 304 while that is current'),
});

/** Both ends included. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * What a `Range` asks of so many bytes (RFC 9110, 14.1.2 and 14.2). Other units, several ranges and what is not valid are
 * ignored, which the RFC allows.
 */
export function askedRange(range: string | undefined, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const [, from, to] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(range ?? '') ?? [];
  if (from === undefined || to === undefined || from + to === '') return 'whole';
  if (from === '') {
    const length = Number(to);
    if (length === 0) return 'unsatisfiable';
    return size === 0 ? 'whole' : { first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return 'whole';
  return first >= size ? 'unsatisfiable' : { first, last };
}

/** Whether `If-Range` lets the range count: only the very same entity tag does, compared strongly (13.1.5). */
export function rangeCounts(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag;
}
