import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ApiDeps } from '../deps.ts';
import { everyone } from '../http/access/roles.ts';
import { fileAnswer } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import type { ServerFigures } from './server-figures.ts';
import { registerServerGauges } from './server-gauges.ts';

export function metricsRoutes(
  { metrics, stores }: ApiDeps,
  figures: () => Promise<ServerFigures>,
): FastifyPluginAsyncZod {
  registerServerGauges(metrics.all, stores, figures);
  return async (app) => {
    app.get(
      '/metrics',
      {
        config: { roles: everyone },
        schema: {
          tags: ['operation'],
          operationId: 'getMetrics',
          summary: 'Metrics for Prometheus',
          response: { 200: fileAnswer('Figures', 'text/plain'), ...failures() },
        },
      },
      async (_request, reply) => reply.type(metrics.all.contentType).send(await metrics.all.text()),
    );
  };
}
