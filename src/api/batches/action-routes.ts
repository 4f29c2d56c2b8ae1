import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Batch } from '../../domain/batch.ts';
import type { ApiDeps } from '../deps.ts';
import { operators, vehiclesAndOperators } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { type ActionOutcome, createBatchActions, untilDelivered } from './actions.ts';
import { type BatchActionBody, batchActionSchema, batchParams, retryBody } from './schema.ts';

/** Actions on a batch. Each is idempotent. */
export function batchActionRoutes(deps: ApiDeps): FastifyPluginAsyncZod {
  const { complete, cancel, beginRun } = createBatchActions(deps);

  return async (app) => {
    const schema = (operationId: string, summary: string) => ({
      tags: ['batches'],
      operationId,
      summary,
      params: batchParams,
      response: {
        202: batchActionSchema,
        ...failures('not_found', 'state', 'unavailable'),
      },
    });

    app.post(
      '/batches/:id/complete',
      {
        config: { roles: vehiclesAndOperators },
        schema: {
          ...schema('completeBatch', 'Complete the upload: the batch accepts no more files and is processed'),
          description:
            '200 when it is in the history of the workflow, where nothing loses it; 202 when the workflow service does not ' +
            'answer or refuses it: the batch is closed all the same and will be processed, and `message` says what it ' +
            'waits for. Idempotent.',
          response: {
            200: batchActionSchema,
            202: batchActionSchema,
            ...failures('not_found', 'empty_batch', 'state', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        const { batch, delivery } = await complete(request.params.id);
        const message = `The upload is complete; the batch will be processed${untilDelivered(delivery)}.`;
        // What completing led to, not what the batch has become since: a repeat gives the same answer.
        return reply
          .code(delivery.outcome === 'delivered' ? 200 : 202)
          .send(action({ ...batch, status: 'uploaded' }, message));
      },
    );

    app.post(
      '/batches/:id/cancel',
      { config: { roles: vehiclesAndOperators }, schema: schema('cancelBatch', 'Cancel a batch') },
      async (request, reply) =>
        reply.code(202).send(action(await cancel(request.params.id), 'The batch is being cancelled.')),
    );

    app.post(
      '/batches/:id/reprocess',
      {
        config: { roles: operators },
        schema: schema('reprocessBatch', 'Run a completed batch again; the old report is kept'),
      },
      async (request, reply) => {
        const outcome = await beginRun(request.params.id, ['completed'], { begunBy: request.resourceId });
        return reply.code(202).send(action(outcome.batch, runSentence(outcome)));
      },
    );

    app.post(
      '/batches/:id/retry',
      {
        config: { roles: operators },
        schema: {
          ...schema(
            'retryBatch',
            'Run a failed batch again, or only the failed files of a failed or completed one',
          ),
          body: retryBody,
        },
      },
      async (request, reply) => {
        const only = request.body?.only;
        const outcome = await beginRun(request.params.id, only ? ['failed', 'completed'] : ['failed'], {
          only,
          begunBy: request.resourceId,
        });
        const waits = outcome.batch.status === 'pending';
        const message = waits ? 'The batch takes files again.' : runSentence(outcome);
        return reply.code(202).send(action(outcome.batch, message));
      },
    );
  };
}

function runSentence({ batch, delivery }: ActionOutcome): string {
  if (delivery.outcome === 'delivered') return `Run ${batch.run} has begun.`;
  return `Run ${batch.run} begins${untilDelivered(delivery)}.`;
}

function action(batch: Batch, message: string): BatchActionBody {
  const { id, status, run, total_files, total_bytes } = batch;
  return { message, batch_id: id, status, run, total_files, total_bytes };
}
