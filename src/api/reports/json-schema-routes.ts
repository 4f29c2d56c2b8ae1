import { createHash } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { reportJsonSchema, reportSchemaPath } from '../../report/json-schema.ts';
import { unchanged } from '../http/answers.ts';
import { conditionalHeaders, matchesEtag } from '../http/entity-tags.ts';
import { failures } from '../http/failures.ts';

const schemaAnswer = {
  description: 'The schema',
  content: { 'application/schema+json': { schema: z.looseObject({}) } },
};

/** The JSON Schemas of Argus's output, for programs that read it. */
export const schemaRoutes: FastifyPluginAsync = async (app) => {
  let text: string | undefined;
  app.get(
    reportSchemaPath,
    {
      schema: {
        tags: ['reports'],
        operationId: 'getReportSchema',
        headers: conditionalHeaders,
        summary: 'JSON Schema of reports',
        response: { 200: schemaAnswer, 304: unchanged, ...failures() },
      },
    },
    async (request, reply) => {
      text ??= JSON.stringify(reportJsonSchema(), null, 2);
      const etag = `"${createHash('sha1').update(text).digest('base64url')}"`;
      reply.header('etag', etag).header('cache-control', 'public, max-age=3600');
      if (matchesEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
      return reply.type('application/schema+json; charset=utf-8').send(text);
    },
  );
};
