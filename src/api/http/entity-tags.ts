import { z } from 'zod';

export const conditionalHeaders = z.object({
  'if-none-match': z.string().optional().describe('`ETag` of the client’s copy: 304 while that is current'),
});

/** Whether `If-None-Match` names this entity tag; compared weakly (RFC 9110, 13.1.2 and 8.8.3.2). */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}
