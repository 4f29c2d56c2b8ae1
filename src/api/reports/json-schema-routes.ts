import type { FastifyPluginAsync } from 'fastify';
import { reportJsonSchema, reportSchemaPath } from '../../report/json-schema.ts';
import { serveSchema } from '../http/schema-route.ts';

export const reportSchemaRoutes: FastifyPluginAsync = async (app) => {
  serveSchema(app, {
    path: reportSchemaPath,
    tag: 'reports',
    operationId: 'getReportSchema',
    summary: 'JSON Schema of reports',
    schema: reportJsonSchema,
  });
};
