import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { createReadiness } from '../../readiness.ts';
import type { ApiDeps } from '../deps.ts';
import { everyone } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { retryAfterSeconds } from '../http/http-status.ts';
import { healthSchema, readinessSchema } from './health-schema.ts';

export function healthRoutes({ stores, orchestrator, background }: ApiDeps): FastifyPluginAsyncZod {
  const readiness = createReadiness('api', { stores, orchestrator }, background.track);
  return async (app) => {
    app.get(
      '/healthz',
      {
        config: { roles: everyone },
        schema: {
          tags: ['operation'],
          operationId: 'getHealth',
          summary: 'Whether the process is alive',
          response: { 200: healthSchema, ...failures() },
        },
      },
      async () => ({ status: 'ok' as const }),
    );

    app.get(
      '/readyz',
      {
        config: { roles: everyone },
        schema: {
          tags: ['operation'],
          operationId: 'getReadiness',
          summary:
            'Whether requests can be answered, which servers do not respond, and what does not work then',
          description: 'For readiness probes: 503 only without PostgreSQL, which every request needs.',
          response: { 200: readinessSchema, 503: readinessSchema, ...failures() },
        },
      },
      async (_request, reply) => {
        const body = await readiness();
        if (body.status !== 'not_ready') return body;
        reply.header('retry-after', retryAfterSeconds.unavailable);
        return reply.code(503).send(body);
      },
    );
  };
}
