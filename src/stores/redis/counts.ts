import type { Redis } from 'ioredis';
import { execAll } from './exec-all.ts';

/** Counters that processes share, each for a window of time. */
export function createCounts(redis: Redis) {
  return {
    /** Adds the amounts; resolves to the new values, in the same order. */
    async addCounts(
      amounts: readonly (readonly [key: string, amount: number])[],
      seconds: number,
    ): Promise<number[]> {
      const pipeline = redis.multi();
      for (const [key, amount] of amounts)
        pipeline.incrby(`count:${key}`, amount).expire(`count:${key}`, seconds);
      const answers = (await execAll(pipeline)) as number[];
      return amounts.map((_, index) => answers[2 * index] ?? 0);
    },
  };
}
