import type { Batch } from '../../domain/batch.ts';
import { type BatchStatus, hasReached, statesBefore } from '../../domain/batch-status.ts';
import { ArgusError } from '../../domain/error.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { BatchFailure } from '../../domain/failure.ts';
import { batchColumns, noSuchBatch } from './batch-rows.ts';
import { appendEvents } from './events.ts';
import type { Tx } from './pool.ts';

export interface Transition {
  batchId: string;
  run: number;
  to: BatchStatus;
  /** Events that belong to the same step; they come before the `StatusChanged`. */
  events?: NewEvent[];
  /** With `to: 'failed'`. */
  failure?: BatchFailure;
}

/**
 * One guarded state change with its events. Repeating a change that has already happened changes nothing and
 * succeeds with the batch as it is now.
 * @throws ArgusError `state` when the batch is in a state (or a run) from which it may not go there, `not_found`.
 */
export async function transition(tx: Tx, step: Transition): Promise<Batch> {
  const { rows } = await tx.query<Batch & { old_status: BatchStatus }>({
    name: 'transition',
    text: `UPDATE batches SET
             status = $3, updated_at = now(), failure_code = $5, failure_message = $6,
             completed_at = CASE WHEN $3 IN ('completed', 'failed') THEN now() END
           WHERE id = $1 AND run = $2 AND status = ANY($4)
           RETURNING ${batchColumns}, old.status AS old_status`,
    values: [
      step.batchId,
      step.run,
      step.to,
      statesBefore(step.to),
      step.failure?.code ?? null,
      step.failure?.message ?? null,
    ],
  });
  const changed = rows[0];
  if (!changed) return alreadyThere(tx, step);
  const { old_status, ...batch } = changed;
  const statusChanged: NewEvent = {
    type: 'StatusChanged',
    payload: {
      old_status,
      new_status: step.to,
      ...(step.failure && { failure_code: step.failure.code, failure_message: step.failure.message }),
    },
  };
  await appendEvents(tx, step.batchId, step.run, [...(step.events ?? []), statusChanged]);
  return batch;
}

async function alreadyThere(tx: Tx, step: Transition): Promise<Batch> {
  const { rows } = await tx.query<Batch>(`SELECT ${batchColumns} FROM batches WHERE id = $1`, [step.batchId]);
  const batch = rows[0];
  if (!batch) throw noSuchBatch(step.batchId);
  if (batch.run === step.run && hasReached(batch.status, step.to)) return batch;
  throw new ArgusError(
    'state',
    `The batch is ${batch.status} (run ${batch.run}); run ${step.run} cannot make it ${step.to}.`,
    { details: { status: batch.status, run: batch.run } },
  );
}
