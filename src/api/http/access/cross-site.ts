import type { FastifyRequest } from 'fastify';
import { ArgusError } from '../../../domain/error.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a change that another site asks for through the browser of somebody who is signed in, or who can reach an open
 * Argus. Programs send neither header; a browser sends `Origin` with every change (Fetch, 3.1).
 * @throws ArgusError `forbidden`.
 */
export function refuseOtherSites({ method, headers, host }: FastifyRequest): void {
  if (safeMethods.has(method)) return;
  const site = headers['sec-fetch-site'];
  const isOwn =
    site === undefined
      ? headers.origin === undefined || URL.parse(headers.origin)?.host === host
      : site === 'same-origin' || site === 'none';
  if (isOwn) return;
  throw new ArgusError(
    'forbidden',
    'A page of another site asked for this change; open the console of Argus itself.',
  );
}
