import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OpenSpan, Tracing } from '../../tracing/tracing.ts';

/** Scrapes and probes are none of a batch's business, and most of the requests. */
const untraced = /^\/(metrics|healthz|readyz)$/;
const createsBatch = 'POST /api/v1/batches';

/** A span for each request that reaches its handler: in the trace of its batch, or in the caller's. */
export function registerTraces(app: FastifyInstance, tracing: Tracing): void {
  if (!tracing.isOn) return;
  const spans = new WeakMap<FastifyRequest, OpenSpan>();

  app.addHook('preHandler', (request, _reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (untraced.test(route)) return done();
    const span = tracing.open(`${request.method} ${route}`, {
      kind: 'server',
      batchId: batchOf(request),
      causedBy: headerOf(request),
      attributes: {
        'http.request.method': request.method,
        'http.route': route,
        'argus.request_id': request.id,
      },
    });
    spans.set(request, span);
    return span.inside(done);
  });

  // The batch that a request makes has its id only now: its trace begins with the request.
  app.addHook('onSend', async (request, reply, payload) => {
    const name = `${request.method} ${request.routeOptions.url}`;
    if (name !== createsBatch || reply.statusCode !== 201 || typeof payload !== 'string') return payload;
    const { batch_id } = JSON.parse(payload) as { batch_id?: string };
    const endedAt = Date.now();
    tracing.record(name, {
      kind: 'server',
      batchId: batch_id,
      startedAt: endedAt - reply.elapsedTime,
      endedAt,
      causedBy: spans.get(request)?.traceparent,
    });
    return payload;
  });

  app.addHook('onResponse', (request, reply, done) => {
    spans.get(request)?.end({
      failed: reply.statusCode >= 500,
      attributes: { 'http.response.status_code': reply.statusCode },
    });
    done();
  });
}

function batchOf(request: FastifyRequest): string | undefined {
  const { id } = (request.params ?? {}) as { id?: string };
  return request.routeOptions.url?.startsWith('/api/v1/batches/:id') ? id : undefined;
}

function headerOf({ headers }: FastifyRequest): string | undefined {
  return typeof headers.traceparent === 'string' ? headers.traceparent : undefined;
}
