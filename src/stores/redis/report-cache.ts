import type { Redis } from 'ioredis';

const cacheSeconds = 600;

const reportKey = (batchId: string, run: number) => `report:${batchId}:${run}`;

/**
 * Reports as JSON text, each under its run. The report of a run never changes, so nothing has to be invalidated when
 * a newer one is written, even if Redis is unreachable then.
 */
export function createReportCache(redis: Redis) {
  let hits = 0;
  let misses = 0;
  return {
    /** The report's JSON text. */
    async cachedReport(batchId: string, run: number): Promise<Buffer | undefined> {
      const bytes = await redis.getBuffer(reportKey(batchId, run));
      if (bytes) hits += 1;
      else misses += 1;
      return bytes ?? undefined;
    },

    async storeReport(batchId: string, run: number, bytes: Buffer): Promise<void> {
      await redis.set(reportKey(batchId, run), bytes, 'EX', cacheSeconds);
    },

    /** Of all runs up to `run`. */
    async forgetReports(batchId: string, run: number): Promise<void> {
      await redis.unlink(Array.from({ length: run }, (_, index) => reportKey(batchId, index + 1)));
    },

    /** Since the process started. */
    reportCacheCounts: () => ({ hits, misses }),
  };
}
