import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import { anyone, type Identity, sessionSeconds } from '../../domain/identity.ts';
import type { ApiDeps } from '../deps.ts';
import { actOf } from '../http/access/audit.ts';
import { sessionCookie } from '../http/access/credential.ts';
import { refuseOtherSites } from '../http/access/cross-site.ts';
import { everyone } from '../http/access/roles.ts';
import { noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { type SessionBody, sessionSchema, signInBody } from './schema.ts';

/** Signing in to the console with a token, and out. */
export function sessionRoutes({ config, stores, access }: ApiDeps): FastifyPluginAsyncZod {
  const { sessions, audit } = stores;
  const tags = ['access'];

  async function bodyOf(request: FastifyRequest, identity: Identity | undefined): Promise<SessionBody> {
    const { name, role, vehicleId } = identity ?? anyone;
    const signedIn = identity !== undefined && request.credential?.kind === 'session';
    return {
      identity: identity ? { name, role, vehicle_id: vehicleId ?? null } : null,
      // Whoever is signed in has a token: that nobody has one may be remembered for a second more.
      open: !signedIn && (await access.isOpen()),
      signed_in: signedIn,
      provider: config.OIDC_ISSUER === undefined ? null : config.OIDC_NAME,
    };
  }

  async function recorded(request: FastifyRequest, who: Identity, status: number): Promise<void> {
    await audit.end(await audit.begin({ ...actOf(request), who }), status);
  }

  return async (app) => {
    app.get(
      '/session',
      {
        config: { roles: everyone },
        schema: {
          tags,
          operationId: 'getSession',
          summary: 'Who asks, and how one can sign in',
          response: { 200: sessionSchema, ...failures('rate_limited', 'unavailable') },
        },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        return bodyOf(request, await access.identify(request));
      },
    );

    app.post(
      '/session',
      {
        // A kept answer has no cookie; a repeat begins another session.
        config: { roles: everyone, keepsNoAnswer: true },
        schema: {
          tags,
          operationId: 'signIn',
          summary: 'Sign a browser in with a token: sets a cookie for 12 hours at most',
          body: signInBody,
          response: {
            201: sessionSchema,
            ...failures('unauthorized', 'forbidden', 'rate_limited', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        refuseOtherSites(request);
        access.refuseGuessing(request);
        const begun = await sessions.beginWithToken(request.body.token.trim());
        if (!begun) throw refused(request, reply);
        await recorded(request, begun.identity, 201);
        reply.header('set-cookie', sessionCookie(request.protocol, begun.secret, sessionSeconds));
        reply.header('cache-control', 'no-store');
        return reply.code(201).send({ ...(await bodyOf(request, begun.identity)), signed_in: true });
      },
    );

    app.delete(
      '/session',
      {
        config: { roles: everyone },
        schema: {
          tags,
          operationId: 'signOut',
          summary: 'Sign out: ends the session and removes its cookie',
          response: {
            204: noBody('Signed out, or nobody was signed in'),
            ...failures('forbidden', 'rate_limited', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        refuseOtherSites(request);
        const identity = await access.identify(request);
        const { credential } = request;
        if (credential?.kind === 'session') {
          await sessions.end(credential.sha256);
          if (identity) await recorded(request, identity, 204);
        }
        return reply
          .header('set-cookie', sessionCookie(request.protocol, '', 0))
          .code(204)
          .send();
      },
    );
  };

  function refused(request: FastifyRequest, reply: FastifyReply): ArgusError {
    access.noteUnknown(request);
    reply.header('www-authenticate', 'Bearer realm="argus"');
    return new ArgusError(
      'unauthorized',
      'No person or program has this token: it may have expired or been revoked.',
      {
        details: { field: 'token' },
      },
    );
  }
}
