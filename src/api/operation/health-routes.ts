import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { readinessOf, type ServerName } from '../../domain/server-needs.ts';
import type { ApiDeps } from '../deps.ts';
import { failures } from '../http/failures.ts';
import { retryAfterSeconds } from '../http/http-status.ts';
import { createChecks } from './checks.ts';
import { healthSchema, readinessSchema } from './health-schema.ts';

const checkMs = 2_000;

export function healthRoutes({ stores, orchestrator, background }: ApiDeps): FastifyPluginAsyncZod {
  const check = createChecks(
    {
      postgres: async () => {
        await stores.db.query('SELECT 1');
      },
      redis: () => stores.redis.ping(),
      object_store: () => stores.objects.ping(),
      temporal: () => orchestrator.ping(),
      kafka: () => stores.kafka.ping(),
    },
    checkMs,
    background,
  );
  return async (app) => {
    app.get(
      '/healthz',
      {
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
        const servers = await check();
        const names = Object.keys(servers) as ServerName[];
        const missing = names.filter((name) => !servers[name].ok);
        const { status, degraded } = readinessOf('api', missing);
        const body = { status, servers, missing, degraded };
        if (status !== 'not_ready') return body;
        reply.header('retry-after', retryAfterSeconds.unavailable);
        return reply.code(503).send(body);
      },
    );
  };
}
