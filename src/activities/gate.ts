import type { Logger } from 'pino';
import type { Batch } from '../domain/batch.ts';
import { type BatchFailure, judgeFailedFiles } from '../domain/failure.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import type { FileStore } from '../stores/postgres/files.ts';
import { bestEffort, type StageRedis } from './side-effects.ts';

export interface GateDeps {
  batches: Pick<BatchStore, 'mustGet'>;
  files: Pick<FileStore, 'processedIds'>;
  redis: Pick<StageRedis, 'addProcessed' | 'countProcessed'>;
  logger: Logger;
  /** Called when the barrier in Redis was short and is rebuilt. */
  onGateHealed?: (() => void) | undefined;
}

export interface GateResult {
  processedFiles: number;
  failedFiles: number;
  /** Present when too many files failed for the batch to go on. */
  failure?: BatchFailure;
}

/**
 * The barrier behind the scatter stage. The Redis set is checked first; if it is incomplete (flushed, lost, unavailable) it is
 * rebuilt from PostgreSQL, which decides.
 */
export function createGate({ batches, files, redis, logger, onGateHealed }: GateDeps) {
  return async (batchId: string): Promise<{ batch: Batch; result: GateResult }> => {
    const [batch, counted] = await Promise.all([
      batches.mustGet(batchId),
      bestEffort(logger, 'checking the gate', redis.countProcessed(batchId)),
    ]);
    if (batch.status === 'scattering' && counted !== batch.total_files) {
      const processed = await files.processedIds(batchId);
      logger.warn({ batch_id: batchId, counted, processed: processed.length }, 'the gate is rebuilt');
      onGateHealed?.();
      await bestEffort(logger, 'rebuilding the gate', redis.addProcessed(batchId, processed));
    }
    const failure = judgeFailedFiles(batch.total_files, batch.failed_files, batch.tolerated_failed_percent);
    const result = { processedFiles: batch.processed_files, failedFiles: batch.failed_files };
    return { batch, result: failure ? { ...result, failure } : result };
  };
}

export type Gate = ReturnType<typeof createGate>;
