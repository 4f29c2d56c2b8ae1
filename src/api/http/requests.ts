import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ApiMetrics } from './metrics.ts';

/** Headers of every answer, one log line and one observation for each request. */
export function registerRequests(app: FastifyInstance, metrics: ApiMetrics): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    done();
  });

  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const milliseconds = reply.elapsedTime;
    metrics.observeRequest(route, request.method, reply.statusCode, milliseconds / 1000);
    // Successful reads are most of the requests and the least interesting.
    const level = reply.statusCode >= 400 || request.method !== 'GET' ? 'info' : 'debug';
    if ((request.log as Logger).isLevelEnabled(level)) {
      const { id } = (request.params ?? {}) as { id?: string };
      request.log[level](
        {
          method: request.method,
          route,
          status: reply.statusCode,
          milliseconds: Math.round(milliseconds * 10) / 10,
          remote: request.ip,
          ...(id !== undefined && { batch_id: id }),
        },
        'request',
      );
    }
    done();
  });
}
