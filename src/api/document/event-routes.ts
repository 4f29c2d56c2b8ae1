import type { FastifyPluginAsync } from 'fastify';
import { everyone } from '../http/access/roles.ts';
import { serveSchema } from '../http/schema-route.ts';
import { asyncApiDocument, eventJsonSchema, eventSchemaPath, type Topics } from './asyncapi.ts';

/** How events are described to programs: the AsyncAPI document, and their schemas. */
export function eventDocumentRoutes(topics: Topics): FastifyPluginAsync {
  return async (app) => {
    serveSchema(app, {
      path: eventSchemaPath,
      tag: 'batches',
      operationId: 'getEventSchema',
      summary: 'JSON Schema of the events on Kafka',
      schema: eventJsonSchema,
    });
    let text: string | undefined;
    app.get(
      '/asyncapi.json',
      { config: { roles: everyone }, schema: { hide: true } },
      async (_request, reply) => {
        text ??= JSON.stringify(asyncApiDocument(topics));
        return reply.type('application/json').send(text);
      },
    );
  };
}
