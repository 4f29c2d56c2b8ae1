import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ApiDeps } from '../deps.ts';
import { createServerGauges } from './server-gauges.ts';

export function metricsRoutes({ metrics, stores, background }: ApiDeps): FastifyPluginAsyncZod {
  const refresh = createServerGauges(metrics.registry, stores, background);
  return async (app) => {
    app.get(
      '/metrics',
      { schema: { tags: ['operation'], summary: 'Figures for Prometheus', produces: ['text/plain'] } },
      async (_request, reply) => {
        await refresh();
        return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
      },
    );
  };
}
