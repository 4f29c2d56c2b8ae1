import type { FastifyInstance } from 'fastify';
import { everyone } from '../http/access/roles.ts';
import { collectRoutes } from './collect-routes.ts';

/** Serves the document of all routes registered after it. */
export async function registerOpenapi(app: FastifyInstance): Promise<void> {
  await collectRoutes(app);
  let text: string | undefined;
  app.get(
    '/openapi.json',
    { config: { roles: everyone }, schema: { hide: true } },
    async (_request, reply) => {
      text ??= JSON.stringify(app.swagger());
      return reply.type('application/json; charset=utf-8').send(text);
    },
  );
}
