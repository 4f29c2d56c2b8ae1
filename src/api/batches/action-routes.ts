import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { type Batch, snapshotOf } from '../../domain/batch.ts';
import { type BatchStatus, isTerminal } from '../../domain/batch-status.ts';
import { ArgusError } from '../../domain/error.ts';
import type { ApiDeps } from '../deps.ts';
import { failures } from '../http/failures.ts';
import { type BatchActionBody, batchActionSchema, batchParams, retryBody } from './schema.ts';

/** Actions on a batch. Each is idempotent. */
export function batchActionRoutes({ stores, orchestrator, logger }: ApiDeps): FastifyPluginAsyncZod {
  const { batches, redis } = stores;

  const announce = (batch: Batch) => {
    redis.publishProgress(snapshotOf(batch)).catch((error: unknown) => {
      logger.debug({ err: error, batch_id: batch.id }, 'progress not announced');
    });
  };

  /** Another run of a batch whose run is over; if files are still missing, it waits for them again. */
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
      // Created while Temporal was unavailable: there is no workflow to do it.
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
          ...schema('completeBatch', 'Complete the upload: the batch accepts no more files and is processed'),
          description:
            '200 when the workflow has accepted it; 202 when none of its workers has answered yet: the batch is ' +
            'closed all the same and will be processed. Idempotent.',
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
          ? 'The upload is complete; the batch is being processed.'
          : 'The upload is complete; the batch will be processed as soon as a worker is available.';
        // The result of completing, not the batch's present state: a repeat gets the same answer.
        return reply.code(delivered ? 200 : 202).send(action({ ...batch, status: 'uploaded' }, message));
      },
    );

    app.post(
      '/batches/:id/cancel',
      { schema: schema('cancelBatch', 'Cancel a batch') },
      async (request, reply) =>
        reply.code(202).send(action(await cancel(request.params.id), 'The batch is being cancelled.')),
    );

    app.post(
      '/batches/:id/reprocess',
      { schema: schema('reprocessBatch', 'Run a completed batch again; the old report is kept') },
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
            'Run a failed batch again, or only the failed files of a failed or completed one',
          ),
          body: retryBody,
        },
      },
      async (request, reply) => {
        const only = request.body?.only;
        const batch = await beginRun(request.params.id, only ? ['failed', 'completed'] : ['failed'], only);
        const waits = batch.status === 'pending';
        const message = waits ? 'The batch accepts files again.' : `Run ${batch.run} has begun.`;
        return reply.code(202).send(action(batch, message));
      },
    );
  };
}

function action(batch: Batch, message: string): BatchActionBody {
  const { id, status, run, total_files, total_bytes } = batch;
  return { message, batch_id: id, status, run, total_files, total_bytes };
}
