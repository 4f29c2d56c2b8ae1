import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { ProgressSnapshot } from '../domain/batch.ts';
import { createProgressChannels } from './redis/progress-channels.ts';

/** A gate that nobody opened within a day belongs to a run that is over. */
const gateSeconds = 24 * 3600;
const reportSeconds = 10 * 60;
/** Longer than any read takes. */
const generationSeconds = 3600;

const setUnlessNewer = `
  if (redis.call('GET', KEYS[2]) or '') == ARGV[2] then redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[3]) end`;

const keys = {
  processed: (batchId: string) => `batch:${batchId}:processed_files`,
  report: (batchId: string) => `report:${batchId}`,
  generation: (batchId: string) => `report:${batchId}:generation`,
  progress: (batchId: string) => `batch:${batchId}:progress`,
};

/**
 * Barrier, report cache and progress channel. Every call fails at once while Redis is away (nothing is queued), so
 * that callers go on without; the connection heals by itself.
 */
export function createRedis(config: Config, logger: Logger) {
  const [host = '', port = ''] = config.REDIS_ADDR.split(':');
  const options: RedisOptions = {
    host,
    port: Number(port),
    db: config.REDIS_DB,
    ...(config.REDIS_PASSWORD && { password: config.REDIS_PASSWORD }),
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  };
  const client = logOutages(new Redis(options), logger);
  const channels = createProgressChannels(
    // Only this one waits for its server: a subscription made while Redis is away begins when it is back.
    () => logOutages(new Redis({ ...options, enableOfflineQueue: true, commandTimeout: undefined }), logger),
  );
  const reports = { hits: 0, misses: 0 };

  return {
    client,

    /** Passes files through the barrier; repeating it changes nothing. */
    async addProcessed(batchId: string, fileIds: string[]): Promise<void> {
      if (fileIds.length === 0) return;
      await client
        .multi()
        .sadd(keys.processed(batchId), fileIds)
        .expire(keys.processed(batchId), gateSeconds)
        .exec();
    },
    countProcessed: (batchId: string): Promise<number> => client.scard(keys.processed(batchId)),
    async clearProcessed(batchId: string): Promise<void> {
      await client.del(keys.processed(batchId));
    },

    /** The cached report, and the generation under which a fresh one may be cached. */
    async cachedReport(batchId: string): Promise<{ body: string | undefined; generation: string }> {
      const [body, generation] = await client.mget(keys.report(batchId), keys.generation(batchId));
      if (body === null) reports.misses += 1;
      else reports.hits += 1;
      return { body: body ?? undefined, generation: generation ?? '' };
    },
    /** Caches a report unless a newer one was written since `generation` was read: a slow reader keeps no old one alive. */
    async cacheReport(batchId: string, body: string, generation: string): Promise<void> {
      const scripted = [keys.report(batchId), keys.generation(batchId), body, generation, reportSeconds];
      await client.eval(setUnlessNewer, 2, ...scripted);
    },
    async forgetReport(batchId: string): Promise<void> {
      const generation = keys.generation(batchId);
      await client
        .multi()
        .incr(generation)
        .expire(generation, generationSeconds)
        .del(keys.report(batchId))
        .exec();
    },
    /** Report reads answered from the cache, and those that were not, since this process started. */
    reportReads: (): Readonly<typeof reports> => reports,

    async publishProgress(snapshot: ProgressSnapshot): Promise<void> {
      await client.publish(keys.progress(snapshot.batch_id), JSON.stringify(snapshot));
    },
    /** All listeners of this process share one connection. Returns what ends the subscription. */
    subscribeProgress: (batchId: string, listener: () => void): (() => void) =>
      channels.subscribe(keys.progress(batchId), listener),

    async ping(): Promise<void> {
      await client.ping();
    },
    async memoryBytes(): Promise<number> {
      return Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1] ?? 0);
    },
    async close(): Promise<void> {
      channels.close();
      client.disconnect();
    },
  };
}

export type RedisStore = ReturnType<typeof createRedis>;

/** One line when it goes and one when it is back, instead of one per attempt. */
function logOutages(redis: Redis, logger: Logger): Redis {
  let away = false;
  redis.on('error', (error: Error) => {
    if (!away) logger.warn({ err: error }, 'Redis is away');
    away = true;
  });
  redis.on('ready', () => {
    if (away) logger.info('Redis is back');
    away = false;
  });
  return redis;
}
