import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { everyone } from './access/roles.ts';
import { unchanged } from './answers.ts';
import { conditionalHeaders, matchesEtag } from './entity-tags.ts';
import { failures } from './failures.ts';

interface SchemaRoute {
  path: string;
  tag: string;
  operationId: string;
  summary: string;
  schema(): object;
}

const schemaAnswer = {
  description: 'The schema',
  content: { 'application/schema+json': { schema: z.looseObject({}) } },
};

/** Serves a JSON Schema of Argus's output, for programs that read it. */
export function serveSchema(app: FastifyInstance, { path, tag, schema, ...description }: SchemaRoute): void {
  let text: string | undefined;
  app.get(
    path,
    {
      config: { roles: everyone },
      schema: {
        tags: [tag],
        ...description,
        headers: conditionalHeaders,
        response: { 200: schemaAnswer, 304: unchanged, ...failures() },
      },
    },
    async (request, reply) => {
      text ??= JSON.stringify(schema(), null, 2);
      const etag = `"${createHash('sha1').update(text).digest('base64url')}"`;
      reply.header('etag', etag).header('cache-control', 'public, max-age=3600');
      if (matchesEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
      return reply.type('application/schema+json; charset=utf-8').send(text);
    },
  );
}
