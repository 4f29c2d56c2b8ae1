import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isTerminal } from '../../domain/batch-status.ts';
import { batchParams } from '../batches/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { askerOf } from '../http/access/asker.ts';
import { vehiclesAndReaders } from '../http/access/roles.ts';
import { fileAnswer, noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { sendStream } from '../http/send-stream.ts';
import { createFollowers, type Watcher } from './follow-batch.ts';
import { idPattern, resumeAt } from './resume.ts';
import { openSseConnection, sseHeaders } from './sse-connection.ts';
import { createStreamLimits } from './stream-limits.ts';

const sequence = z.string().regex(idPattern, 'must be the id of an event of this stream').optional();

export function eventRoutes({ config, stores, metrics, logger }: ApiDeps): FastifyPluginAsyncZod {
  return async (app) => {
    const { batches, events, redis } = stores;
    const followerOf = createFollowers({ batches, events, feed: redis, logger });
    const limits = createStreamLimits(config.SSE_MAX_STREAMS, config.SSE_MAX_STREAMS_PER_CLIENT, (open) =>
      metrics.streams.set(open),
    );
    const open = new Set<{ close(): void }>();
    // A stream does not end while its batch is running; the server must not wait for it when it stops.
    app.addHook('preClose', async () => {
      for (const stream of open) stream.close();
    });

    app.get(
      '/batches/:id/events',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['batches'],
          operationId: 'streamEvents',
          summary: 'Events of a batch, as server-sent events',
          description:
            'Events `status`, `file` (several files in one message), `progress`, `end`, and the other Kafka events ' +
            'in snake_case. Resumes after `Last-Event-ID` without a gap; ends when the run is over. ' +
            'With the id of `end` the response is 204, until there is another run.',
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
        const batch = await batches.mustGet(id);
        const { seq, ended } = resumeAt(after);
        // Browsers reconnect whenever a stream ends; 204 is what stops them (WHATWG HTML, 9.2).
        if (ended && isTerminal(batch.status) && (await events.after(id, seq, 1)).length === 0) {
          return reply.code(204).send();
        }
        if (request.method === 'HEAD') {
          reply.headers(sseHeaders);
          return sendStream(reply, sseHeaders['content-type'], () => Readable.from([]));
        }
        // Left while its batch was read.
        if (reply.raw.destroyed) return reply.hijack();
        const leave = limits.enter(askerOf(request) ?? request.ip);
        reply.hijack();
        const follower = followerOf(id);
        const connection = openSseConnection(reply.raw, reply.getHeaders() as Record<string, string>, {
          onRoom: follower.look,
          onClosed() {
            follower.leave(watcher);
            open.delete(connection);
            leave();
          },
        });
        const watcher: Watcher = { connection, seq, shown: '' };
        open.add(connection);
        follower.join(watcher);
      },
    );
  };
}
