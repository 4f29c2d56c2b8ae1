import type { Logger } from 'pino';
import type { ProgressSnapshot } from '../domain/batch.ts';

/** What the stages ask of Redis. */
export interface StageRedis {
  addProcessed(batchId: string, fileIds: string[]): Promise<void>;
  countProcessed(batchId: string): Promise<number>;
  clearProcessed(batchId: string): Promise<void>;
  publishProgress(snapshot: ProgressSnapshot): Promise<void>;
}

/**
 * Redis is optional: watchers fall back to polling and the gate to PostgreSQL. What fails there is logged and
 * never fails a stage. Resolves to undefined then.
 */
export async function bestEffort<T>(logger: Logger, what: string, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    logger.warn({ err: error }, `${what} failed; going on without`);
    return undefined;
  }
}
