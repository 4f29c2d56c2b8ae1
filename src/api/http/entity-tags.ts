import { z } from 'zod';

export const conditionalHeaders = z.object({
  'if-none-match': z
    .string()
    .optional()
    .describe('The `ETag` of what the client has: while that is unchanged, the answer is 304'),
});

/** Whether `If-None-Match` names this entity tag; compared weakly (RFC 9110, 13.1.2 and 8.8.3.2). */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
