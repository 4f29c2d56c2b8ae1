import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
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
          summary: 'Whether the servers behind it respond, and which do not',
          response: { 200: readinessSchema, 503: readinessSchema, ...failures() },
        },
      },
      async (_request, reply) => {
        const servers = await check();
        const missing = Object.entries(servers).flatMap(([name, { ok }]) => (ok ? [] : [name]));
        if (missing.length === 0) return { status: 'ready' as const, servers, missing };
        reply.header('retry-after', retryAfterSeconds.unavailable);
        return reply.code(503).send({ status: 'not_ready', servers, missing });
      },
    );
  };
}
