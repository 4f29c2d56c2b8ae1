import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { batchParams } from '../batches/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { fileAnswer, noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { followBatch } from './follow-batch.ts';
import { openSseConnection } from './sse-connection.ts';
import { createStreamLimits } from './stream-limits.ts';

const sequence = z
  .string()
  .regex(/^\d{1,15}$/, 'must be the id of an event')
  .optional();

export function eventRoutes({ config, stores, metrics, logger }: ApiDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const { batches, events, redis } = stores;
    const follow = { batches, events, feed: redis, logger };
    const limits = createStreamLimits(config.SSE_MAX_STREAMS, config.SSE_MAX_STREAMS_PER_CLIENT, (open) =>
      metrics.streams.set(open),
    );
    const open = new Set<{ close(): void }>();
    // A stream never ends by itself while its batch goes on; the server must not wait for it when it stops.
    app.addHook('preClose', async () => {
      for (const stream of open) stream.close();
    });

    app.get(
      '/batches/:id/events',
      {
        schema: {
          tags: ['batches'],
          operationId: 'streamEvents',
          summary: 'What happens to a batch, as server-sent events',
          description:
            'Events `status`, `file` (several files in one message), `progress`, `end`, and the other Kafka events ' +
            'in snake_case. Goes on after `Last-Event-ID` without a gap; ends when the run is over.',
          params: batchParams,
          headers: z.object({ 'last-event-id': sequence }),
          querystring: z.strictObject({ last_event_id: sequence }),
          response: {
            200: fileAnswer('The events', 'text/event-stream'),
            204: noBody('The run is over, and the client has seen its end'),
            ...failures('not_found', 'rate_limited', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const after = request.headers['last-event-id'] ?? request.query.last_event_id;
        await batches.mustGet(id);
        const leave = limits.enter(request.ip);
        reply.hijack();
        const stream = openSseConnection(reply.raw, reply.getHeaders() as Record<string, string>);
        open.add(stream);
        try {
          await followBatch(follow, id, Number(after ?? 0), stream.send, stream.signal);
        } finally {
          stream.close();
          open.delete(stream);
          leave();
        }
      },
    );
  };
}
