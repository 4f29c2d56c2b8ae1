import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { type Batch, snapshotOf } from '../../domain/batch.ts';
import { type BatchStatus, isTerminal } from '../../domain/batch-status.ts';
import { ArgusError } from '../../domain/error.ts';
import type { ApiDeps } from '../deps.ts';
import { failures } from '../http/failures.ts';
import { type BatchActionBody, batchActionSchema, batchParams, retryBody } from './schema.ts';

/** What people ask of a batch. Each may be repeated. */
export function batchActionRoutes({ stores, orchestrator, logger }: ApiDeps): FastifyPluginAsyncZod {
  const { batches, redis } = stores;

  const announce = (batch: Batch) => {
    redis.publishProgress(snapshotOf(batch)).catch((error: unknown) => {
      logger.debug({ err: error, batch_id: batch.id }, 'progress not announced');
    });
  };

  /** Another run of a batch whose run is over; with files still to come it waits for them again. */
  async function beginRun(batchId: string, from: BatchStatus[], only?: 'failed'): Promise<Batch> {
    const batch = await batches.beginRun(batchId, from, only);
    announce(batch);
    await (batch.status === 'uploaded' ? orchestrator.deliverComplete(batch) : orchestrator.start(batch));
    return batch;
  }

  async function cancel(batchId: string): Promise<Batch> {
    const batch = await batches.mustGet(batchId);
    if (batch.status === 'failed' && batch.failure_code === 'cancelled') return batch;
    if (isTerminal(batch.status)) {
      throw new ArgusError('state', `The batch is ${batch.status}; there is nothing to cancel.`, {
        details: { status: batch.status },
      });
    }
    try {
      await orchestrator.cancel(batchId);
    } catch (error) {
      if (!(error instanceof ArgusError && error.code === 'not_found')) throw error;
      // Created while Temporal was away: no workflow will ever do it.
      const failure = { code: 'cancelled' as const, message: 'The batch was cancelled.' };
      announce(await batches.fail(batchId, batch.run, failure));
    }
    return batches.mustGet(batchId);
  }

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
        schema: {
          ...schema(
            'completeBatch',
            'Say that all files are up: the batch takes no more of them and is worked on',
          ),
          description:
            '200 when the workflow has taken it over; 202 when none of its workers answered yet: the batch is ' +
            'frozen all the same and will be worked on. Repeating it changes nothing.',
          response: {
            200: batchActionSchema,
            202: batchActionSchema,
            ...failures('not_found', 'empty_batch', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        const { batch, changed } = await batches.freeze(request.params.id);
        if (changed) announce(batch);
        const delivered = batch.status !== 'uploaded' || (await orchestrator.deliverComplete(batch));
        const message = delivered
          ? 'The upload is complete; the batch is being worked on.'
          : 'The upload is complete; the batch will be worked on as soon as a worker is there.';
        // What completing led to, not what the batch has become since: a repeat gives the same answer.
        return reply.code(delivered ? 200 : 202).send(action({ ...batch, status: 'uploaded' }, message));
      },
    );

    app.post(
      '/batches/:id/cancel',
      { schema: schema('cancelBatch', 'Give a batch up') },
      async (request, reply) =>
        reply.code(202).send(action(await cancel(request.params.id), 'The batch is being cancelled.')),
    );

    app.post(
      '/batches/:id/reprocess',
      { schema: schema('reprocessBatch', 'Run a completed batch again; the old report stays') },
      async (request, reply) => {
        const batch = await beginRun(request.params.id, ['completed']);
        return reply.code(202).send(action(batch, `Run ${batch.run} has begun.`));
      },
    );

    app.post(
      '/batches/:id/retry',
      {
        schema: {
          ...schema(
            'retryBatch',
            'Run a failed batch again, or the failed files of a failed or completed one',
          ),
          body: retryBody,
        },
      },
      async (request, reply) => {
        const only = request.body?.only;
        const batch = await beginRun(request.params.id, only ? ['failed', 'completed'] : ['failed'], only);
        const waits = batch.status === 'pending';
        const message = waits ? 'The batch takes files again.' : `Run ${batch.run} has begun.`;
        return reply.code(202).send(action(batch, message));
      },
    );
  };
}

function action(batch: Batch, message: string): BatchActionBody {
  const { id, status, run, total_files, total_bytes } = batch;
  return { message, batch_id: id, status, run, total_files, total_bytes };
}
