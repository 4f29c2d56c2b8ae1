import type { Logger } from 'pino';
import type { ProgressSnapshot } from '../domain/batch.ts';

/** What the stages need of Redis. */
export interface StageRedis {
  addProcessed(batchId: string, fileIds: string[]): Promise<void>;
  countProcessed(batchId: string): Promise<number>;
  clearProcessed(batchId: string): Promise<void>;
  publishProgress(snapshot: ProgressSnapshot): Promise<void>;
}

/**
 * Redis is optional: watchers fall back to polling and the gate to PostgreSQL. A failure there is logged, resolves to
 * undefined, and never fails a stage.
 */
export async function bestEffort<T>(logger: Logger, what: string, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    logger.warn({ err: error }, `${what} failed; continuing without it`);
    return undefined;
  }
}
