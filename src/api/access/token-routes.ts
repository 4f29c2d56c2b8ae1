import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import type { AccessToken } from '../../stores/postgres/access/tokens.ts';
import type { ApiDeps } from '../deps.ts';
import { admins } from '../http/access/roles.ts';
import { noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { pageOf } from '../http/page-schema.ts';
import {
  createdTokenSchema,
  createTokenBody,
  type TokenBody,
  tokenPageSchema,
  tokenParams,
  tokensQuery,
} from './schema.ts';

const dayMs = 24 * 3600 * 1000;

/** Tokens for vehicles, programs and people. */
export function tokenRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { tokens } = stores;
  const tags = ['access'];

  return async (app) => {
    app.post(
      '/tokens',
      {
        // A kept answer would hold the secret for a day; a repeat makes another secret for the same token instead.
        config: { roles: admins, keepsNoAnswer: true },
        schema: {
          tags,
          operationId: 'createToken',
          summary: 'Make a token',
          description:
            'A repeat with the same `Idempotency-Key` answers with another secret for the same token, as the first may have got ' +
            'lost; 409 once the token was used.',
          body: createTokenBody,
          response: { 201: createdTokenSchema, ...failures('conflict', 'unavailable') },
        },
      },
      async (request, reply) => {
        const { name, role, vehicle_id, expires_in_days: days } = request.body;
        const created = await tokens.create({
          id: request.resourceId,
          name,
          role,
          vehicle_id: vehicle_id ?? null,
          expires_at: days === null ? null : new Date(Date.now() + days * dayMs).toISOString(),
          created_by: request.identity.name,
        });
        if (!created)
          throw new ArgusError(
            'conflict',
            'This token exists and is in use; make another one with a new key.',
          );
        const { token, ...row } = created;
        return reply
          .code(201)
          .header('cache-control', 'no-store')
          .send({ ...present(row), token });
      },
    );

    app.get(
      '/tokens',
      {
        config: { roles: admins },
        schema: {
          tags,
          operationId: 'listTokens',
          summary: 'Tokens, newest first, without their secrets',
          querystring: tokensQuery,
          response: { 200: tokenPageSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { limit, cursor } = request.query;
        const { page, next_cursor } = pageOf(await tokens.list(cursor, limit + 1), limit);
        return { tokens: page.map(present), next_cursor };
      },
    );

    app.delete(
      '/tokens/:id',
      {
        config: { roles: admins },
        schema: {
          tags,
          operationId: 'revokeToken',
          summary: 'Revoke a token; within two seconds nothing accepts it, and what it does is cut off',
          params: tokenParams,
          response: { 204: noBody('Revoked'), ...failures('not_found', 'unavailable') },
        },
      },
      async (request, reply) => {
        const revoked = await tokens.revoke(request.params.id, request.identity.name);
        if (!revoked) throw new ArgusError('not_found', 'There is no such token.');
        return reply.code(204).send();
      },
    );
  };
}

function present({ id, ...token }: AccessToken): TokenBody {
  const { name, role, vehicle_id, prefix, created_by, created_at, expires_at } = token;
  const { last_used_at, revoked_at, revoked_by } = token;
  return {
    token_id: id,
    ...{ name, role, vehicle_id, prefix, created_by, created_at, expires_at },
    ...{ last_used_at, revoked_at, revoked_by },
  };
}
