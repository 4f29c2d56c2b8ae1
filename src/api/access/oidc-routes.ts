import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { sessionSeconds } from '../../domain/identity.ts';
import type { ApiDeps } from '../deps.ts';
import { actOf } from '../http/access/audit.ts';
import { sessionCookie } from '../http/access/credential.ts';
import { everyone } from '../http/access/roles.ts';
import { createOidcClient } from './oidc-client.ts';

/** How long one may take to sign in at the provider. */
const departureSeconds = 600;

const departureSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  to: z.string(),
});

/** Why nobody was signed in; the console says it in words. */
type Refusal = 'unavailable' | 'refused' | 'no_role';

/** Pages that a browser is sent through to sign in with a provider. */
export function oidcRoutes({ config, stores, access }: ApiDeps): FastifyPluginAsync {
  return async (app) => {
    const oidc = createOidcClient(config);
    if (!oidc) return;
    const page = { config: { roles: everyone }, schema: { hide: true } } as const;

    app.get<{ Querystring: { to?: unknown } }>('/auth/login', page, async (request, reply) => {
      try {
        const { url, departure } = await oidc.leave();
        const kept = JSON.stringify({ ...departure, to: localPath(request.query.to) });
        return reply
          .header('set-cookie', departureCookie(request, kept, departureSeconds))
          .redirect(url, 303);
      } catch (error) {
        return refuse(request, reply, 'unavailable', error);
      }
    });

    app.get('/auth/callback', page, async (request, reply) => {
      access.refuseGuessing(request);
      const departure = departureOf(request);
      if (!departure)
        return refuse(request, reply, 'refused', new Error('the browser had not left from here'));
      const query = request.url.slice(request.url.indexOf('?'));
      const person = await oidc.arrive(query, departure).catch((error: unknown) => {
        request.log.warn({ err: error }, 'a sign-in was refused');
        access.noteUnknown(request);
        return null;
      });
      if (person === null) return refuse(request, reply, 'refused');
      if (person === undefined) return refuse(request, reply, 'no_role');
      const { secret, identity } = await stores.sessions.begin(person);
      const act = { ...actOf(request), who: identity, action: 'signIn', target: 'GET /auth/callback' };
      await stores.audit.end(await stores.audit.begin(act), 303);
      return reply
        .header('set-cookie', [
          sessionCookie(request.protocol, secret, sessionSeconds),
          departureCookie(request, '', 0),
        ])
        .redirect(departure.to, 303);
    });
  };
}

function refuse(request: FastifyRequest, reply: FastifyReply, why: Refusal, error?: unknown): FastifyReply {
  if (error !== undefined) request.log.warn({ err: error }, 'nobody could be signed in');
  return reply.header('set-cookie', departureCookie(request, '', 0)).redirect(`/?sign_in=${why}`, 303);
}

/** A path of the console; never another site. */
function localPath(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])[\x21-\x7e]{0,500}$/.test(to) ? to : '/';
}

function cookieName({ protocol }: FastifyRequest): string {
  return protocol === 'https' ? '__Host-argus_sign_in' : 'argus_sign_in';
}

/** `Lax`, as the browser has to send it when it comes back from another site. */
function departureCookie(request: FastifyRequest, value: string, seconds: number): string {
  return stringifySetCookie({
    name: cookieName(request),
    value,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    maxAge: seconds,
  });
}

function departureOf(request: FastifyRequest): z.infer<typeof departureSchema> | undefined {
  const kept = parseCookie(request.headers.cookie ?? '')[cookieName(request)];
  try {
    return departureSchema.parse(JSON.parse(kept ?? ''));
  } catch {
    // Absent, or none of ours.
    return undefined;
  }
}
