import type { Logger } from 'pino';
import { type Batch, snapshotOf } from '../domain/batch.ts';
import type { BatchFailure } from '../domain/failure.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import type { FileStore } from '../stores/postgres/files.ts';
import { createEnterScattering, type ScatterDeps } from './enter-scattering.ts';
import { withFinalFailures } from './failures.ts';
import type { Gate, GateResult } from './gate.ts';
import type { RunRef } from './run-ref.ts';
import { bestEffort, type StageRedis } from './side-effects.ts';

export interface ControlDeps extends ScatterDeps {
  batches: BatchStore;
  files: FileStore;
  redis: StageRedis;
  gate: Gate;
  logger: Logger;
}

/** The short state changes of the workflow; local activities, each safe to repeat. */
export function createControlActivities(deps: ControlDeps) {
  const { batches, files, redis, gate, logger } = deps;
  const announce = (batch: Batch) =>
    bestEffort(logger, 'announcing progress', redis.publishProgress(snapshotOf(batch)));

  return withFinalFailures({
    enterScattering: createEnterScattering(deps),

    /** Where the upload stands, for a workflow that has received no signal for a while. */
    async checkUpload({ batchId, run }: RunRef): Promise<{
      completed: boolean;
      totalFiles: number;
      quietSeconds: number;
    }> {
      const batch = await batches.mustGet(batchId);
      const last = (await files.lastUploadAt(batchId)) ?? batch.updated_at;
      const since = Math.max(Date.parse(last), Date.parse(batch.updated_at));
      return {
        completed: batch.run === run && batch.status !== 'pending' && batch.status !== 'failed',
        totalFiles: batch.total_files,
        quietSeconds: Math.max(0, (Date.now() - since) / 1000),
      };
    },

    /** Opens when every file of the run has been processed. */
    async openGate({ batchId, run }: RunRef): Promise<GateResult> {
      const { batch, result } = await gate(batchId);
      if (result.failure) return result;
      const opened = await batches.openGate(batchId, run, batch);
      await Promise.all([
        bestEffort(logger, 'emptying the gate', redis.clearProcessed(batchId)),
        announce(opened),
      ]);
      return result;
    },

    /** Ends the run as failed; a run that has already ended stays unchanged. */
    async failRun({ batchId, run, failure }: RunRef & { failure: BatchFailure }): Promise<void> {
      await announce(await batches.fail(batchId, run, failure));
    },
  });
}
