import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { ArgusError } from '../../../domain/error.ts';

/**
 * Whether a request's `Host` cannot be a name that somebody has pointed at this machine (DNS rebinding): an address, or `localhost`
 * and names below it, which resolvers never look up (RFC 6761, 6.3). A page of another site has its own name there.
 */
export function isLocalName(host: string | undefined): boolean {
  // HTTP/1.0 without a name: no browser.
  if (host === undefined) return true;
  const name = URL.parse(`http://${host}`)?.hostname.replace(/^\[|\]$|\.$/g, '') ?? '';
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost');
}

/**
 * For an Argus that is open to whoever reaches this machine.
 * @throws ArgusError `forbidden`. The name itself counts, not what a proxy says of it: a page may set that header.
 */
export function refuseOtherNames({ raw }: FastifyRequest): void {
  if (isLocalName(raw.headers.host)) return;
  throw new ArgusError(
    'forbidden',
    'While no token exists, Argus answers under localhost or an address only, so that no page of another site reads it under a name of ' +
      'its own. Use http://localhost, make the first token with `argus admin init`, or set ARGUS_ALLOW_OPEN=true.',
  );
}
