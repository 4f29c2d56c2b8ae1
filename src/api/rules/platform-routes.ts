import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ApiDeps } from '../deps.ts';
import { readers } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { picker } from '../http/fields.ts';
import { listPlatformsQuery, platformPageSchema } from './platform-schema.ts';

const present = picker(platformPageSchema.shape.platforms.element);

export function platformRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { platforms } = stores;
  return async (app) => {
    app.get(
      '/platforms',
      {
        config: { roles: readers },
        schema: {
          tags: ['platforms'],
          operationId: 'listPlatforms',
          summary: 'Platforms: those of vehicles, and those with settings',
          querystring: listPlatformsQuery,
          response: { 200: platformPageSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { limit, cursor } = request.query;
        const rows = await platforms.list(cursor, limit + 1);
        const page = rows.slice(0, limit).map(present);
        return { platforms: page, next_cursor: rows.length > limit ? (page.at(-1)?.platform ?? null) : null };
      },
    );
  };
}
