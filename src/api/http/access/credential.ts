import { hash } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';

/** What a request proves its identity with. */
export interface Credential {
  kind: 'token' | 'session';
  /** Of the secret: the secret itself is kept nowhere. */
  sha256: Buffer;
}

/** Longer than any token of ours; what is longer is none. */
const mostCharacters = 200;

/** @returns undefined where the request brings none; a malformed one is a credential that nobody has. */
export function credentialOf({ headers, protocol }: FastifyRequest): Credential | undefined {
  const { authorization, cookie } = headers;
  // RFC 6750, 2.1; schemes have no case (RFC 9110, 11.1).
  const bearer = authorization === undefined ? undefined : /^bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (authorization !== undefined) return { kind: 'token', sha256: digest(bearer ?? '') };
  const session = cookie === undefined ? undefined : parseCookie(cookie)[cookieName(protocol)];
  return session === undefined ? undefined : { kind: 'session', sha256: digest(session) };
}

function digest(secret: string): Buffer {
  return hash('sha256', secret.slice(0, mostCharacters), 'buffer');
}

/** Over HTTPS no other host of the domain can set it (RFC 6265bis, 4.1.3.2). */
function cookieName(protocol: string): string {
  return protocol === 'https' ? '__Host-argus_session' : 'argus_session';
}

/** The `Set-Cookie` that signs a browser in for `seconds`, or with 0 out. */
export function sessionCookie(protocol: string, secret: string, seconds: number): string {
  return stringifySetCookie({
    name: cookieName(protocol),
    value: secret,
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: protocol === 'https',
    maxAge: seconds,
  });
}
