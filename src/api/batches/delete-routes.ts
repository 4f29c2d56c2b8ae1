import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { ApiDeps } from '../deps.ts';
import { operators } from '../http/access/roles.ts';
import { noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { batchParams } from './schema.ts';

/** Deletes a batch whose run is over; rows at once, objects by the sweep. */
export function deleteRoutes({ stores, logger }: ApiDeps): FastifyPluginAsyncZod {
  const { retention, redis } = stores;
  return async (app) => {
    app.delete(
      '/batches/:id',
      {
        config: { roles: operators },
        schema: {
          tags: ['batches'],
          operationId: 'deleteBatch',
          summary: 'Delete a batch with all that belongs to it: files, reports, events',
          description:
            'Only a batch whose run is over and whose events are all published. From now on it is not found, and no longer counted ' +
            'for its vehicle; its objects are removed within some minutes. Tokens spent and feedback about knowledge stay.',
          params: batchParams,
          response: {
            204: noBody('Deleted'),
            ...failures('not_found', 'state', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const run = await retention.deleteBatch(id);
        await Promise.all([
          retention.count('batches', 1),
          // What Redis still has goes by itself, in ten minutes.
          redis.forgetReports(id, run).catch((error: unknown) => {
            logger.debug({ err: error, batch_id: id }, 'cached reports were not removed');
          }),
        ]);
        logger.info({ batch_id: id }, 'batch deleted');
        return reply.code(204).send();
      },
    );
  };
}
