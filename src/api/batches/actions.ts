import { type Batch, snapshotOf } from '../../domain/batch.ts';
import { type BatchStatus, isTerminal } from '../../domain/batch-status.ts';
import { ArgusError } from '../../domain/error.ts';
import type { ManifestFile } from '../../domain/manifest.ts';
import type { Delivery } from '../../orchestrator/client.ts';
import type { ApiDeps } from '../deps.ts';

/** The batch after an action, and what Temporal made of the message about it. */
export interface ActionOutcome {
  batch: Batch;
  delivery: Delivery;
}

type ActionDeps = Pick<ApiDeps, 'orchestrator' | 'reconciler' | 'logger'> & {
  stores: Pick<ApiDeps['stores'], 'batches' | 'redis'>;
};

/**
 * Actions on a batch; each is idempotent. The row is changed first, since it is what the reconciler brings the workflow
 * to; an action on a batch whose workflow somebody ended finds that out rather than promise work that nobody does.
 */
export function createBatchActions({ stores, orchestrator, reconciler, logger }: ActionDeps) {
  const { batches, redis } = stores;

  const announce = (batch: Batch) => {
    redis.publishProgress(snapshotOf(batch)).catch((error: unknown) => {
      logger.debug({ err: error, batch_id: batch.id }, 'progress not announced');
    });
  };

  async function cancelRow({ id, run }: Batch): Promise<void> {
    announce(await batches.fail(id, run, { code: 'cancelled', message: 'The batch was cancelled.' }));
  }

  return {
    /** @throws ArgusError as `freeze`, and `state` when the workflow of the batch was ended. */
    async complete(batchId: string, manifest?: readonly ManifestFile[]): Promise<ActionOutcome> {
      const { batch, changed } = await batches.freeze(batchId, manifest);
      if (changed) announce(batch);
      if (isTerminal(batch.status)) return { batch, delivery: { outcome: 'delivered' } };
      if (batch.status === 'uploaded') {
        const delivery = await orchestrator.deliverComplete(batch);
        if (delivery.outcome !== 'closed') return { batch, delivery };
      }
      // It has gone past that, or its workflow is closed: does anybody work on it?
      const delivery = await reconciler.settle(batchId);
      const { status, failure_message } = await batches.mustGet(batchId);
      if (status !== 'failed') return { batch, delivery };
      throw new ArgusError('state', `The batch has failed: ${failure_message}`, { details: { status } });
    },

    /** @throws ArgusError `not_found`, `state` (its run is over), `unavailable`, `internal` (Temporal refuses). */
    async cancel(batchId: string): Promise<Batch> {
      const batch = await batches.mustGet(batchId);
      if (batch.status === 'failed' && batch.failure_code === 'cancelled') return batch;
      if (isTerminal(batch.status)) {
        throw new ArgusError('state', `The batch is ${batch.status}; there is nothing to cancel.`, {
          details: { status: batch.status },
        });
      }
      // A request to cancel a closed workflow succeeds and does nothing.
      const workflow = await orchestrator.executionOf(batchId);
      const works = workflow.state === 'open' && (workflow.run ?? batch.run) === batch.run;
      if (!works || !(await orchestrator.cancel(batchId))) await cancelRow(batch);
      return batches.mustGet(batchId);
    },

    /**
     * Another run of a batch whose run is over; if files are still missing, it waits for them again.
     * @throws ArgusError as the store's `beginRun`.
     */
    async beginRun(
      batchId: string,
      from: BatchStatus[],
      options: { only?: 'failed' | undefined; begunBy?: string } = {},
    ): Promise<ActionOutcome> {
      const before = await batches.mustGet(batchId);
      // Its workflow may have been ended: then the run is over, and the row learns it here.
      if (!isTerminal(before.status)) await reconciler.settle(batchId);
      const batch = await batches.beginRun(batchId, from, options);
      if (isTerminal(batch.status)) return { batch, delivery: { outcome: 'delivered' } };
      announce(batch);
      return { batch, delivery: await orchestrator.startRun(batch) };
    },
  };
}

/** When that will happen which was not delivered yet, to end a sentence; empty when it was delivered. */
export function untilDelivered(delivery: Delivery): string {
  switch (delivery.outcome) {
    case 'delivered':
      return '';
    case 'away':
      return ' as soon as the workflow service responds';
    case 'closed':
      return ' as soon as the run before it has closed';
    case 'refused':
      return ` once an operator has mended what the workflow service refuses: ${delivery.reason}`;
  }
}
