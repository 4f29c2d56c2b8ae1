import type { Redis } from 'ioredis';
import { execAll } from './exec-all.ts';

const cacheSeconds = 600;
/** Longer than any database read that may still be on its way with an older report. */
const generationSeconds = 3600;

/** Longer than writing a report takes; should the writer die, the next report is cached again after it. */
const writingSeconds = 60;

const reportKey = (batchId: string) => `report:${batchId}`;
const generationKey = (batchId: string) => `report:${batchId}:generation`;
const writingKey = (batchId: string) => `report:${batchId}:writing`;

/** Stores the report only if no newer one was announced since it was asked for, and none is being written. */
const storeIfCurrent = `
if redis.call('EXISTS', KEYS[3]) == 0 and (redis.call('GET', KEYS[2]) or '0') == ARGV[1] then
  return redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
end`;

export interface CachedReport {
  /** The report's JSON text. */
  bytes: Buffer | undefined;
  /** To be handed back with `storeReport`: says which reports had been announced at the time. */
  generation: string;
}

/** Newest report of each batch as JSON text. A report read before a newer one was written is never cached after it. */
export function createReportCache(redis: Redis) {
  let hits = 0;
  let misses = 0;
  return {
    async cachedReport(batchId: string): Promise<CachedReport> {
      const [bytes, generation] = await redis.mgetBuffer(reportKey(batchId), generationKey(batchId));
      if (bytes) hits += 1;
      else misses += 1;
      return { bytes: bytes ?? undefined, generation: generation?.toString() ?? '0' };
    },

    async storeReport(batchId: string, bytes: Buffer, generation: string): Promise<void> {
      const keys = [reportKey(batchId), generationKey(batchId), writingKey(batchId)];
      await redis.eval(storeIfCurrent, keys.length, ...keys, generation, bytes, cacheSeconds);
    },

    /** To be called before a newer report is written: who hears of that one must not be given the older one. */
    async holdReport(batchId: string): Promise<void> {
      await execAll(redis.multi().set(writingKey(batchId), 1, 'EX', writingSeconds).del(reportKey(batchId)));
    },

    /** To be called whenever a report has been written. */
    async forgetReport(batchId: string): Promise<void> {
      const key = generationKey(batchId);
      await execAll(
        redis.multi().incr(key).expire(key, generationSeconds).del(reportKey(batchId), writingKey(batchId)),
      );
    },

    /** Since the process began. */
    reportCacheCounts: () => ({ hits, misses }),
  };
}
