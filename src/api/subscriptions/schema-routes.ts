import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { serveSchema } from '../http/schema-route.ts';
import { findingAlertSchema } from './schema.ts';

/** How the messages of subscriptions are described to programs. */
export const alertSchemaRoutes: FastifyPluginAsync = async (app) => {
  serveSchema(app, {
    path: '/schemas/alert-v1.json',
    tag: 'subscriptions',
    operationId: 'getAlertSchema',
    summary: 'JSON Schema of alerts to webhooks',
    schema: alertJsonSchema,
  });
};

/** JSON Schema 2020-12. A clone has no id, and so becomes no reference. */
export function alertJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(findingAlertSchema.clone(findingAlertSchema.def), {
    target: 'draft-2020-12',
    io: 'input',
  });
  return {
    $schema,
    $id: 'urn:argus:schemas:alert-v1',
    title: 'Argus alert about findings, version 1',
    description:
      'It grows by optional members only; what breaks readers gets another version and another address.',
    ...schema,
  };
}
