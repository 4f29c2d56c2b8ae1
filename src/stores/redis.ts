import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';
import { hostAndPort } from '../address.ts';
import type { Config } from '../config.ts';
import type { ProgressSnapshot } from '../domain/batch.ts';
import { execAll } from './redis/exec-all.ts';
import { createProgressFeed, progressChannel } from './redis/progress-feed.ts';
import { redisFigures, sections } from './redis/redis-figures.ts';
import { createReportCache } from './redis/report-cache.ts';

type RedisConfig = Pick<Config, 'REDIS_ADDR' | 'REDIS_PASSWORD' | 'REDIS_DB'>;

/** The set need not outlive the batch's scatter stage; PostgreSQL knows it all. */
const barrierSeconds = 24 * 3600;
/** Members per command: one command never holds the server up for long. */
const addAtOnce = 5_000;

const barrierKey = (batchId: string) => `batch:${batchId}:processed_files`;

/**
 * Barrier, report cache and progress feed. Every call fails within a second or two when Redis is away, so that
 * callers can go on without; nothing is queued for later.
 */
export function createRedis(config: RedisConfig, logger: Logger) {
  const options = connectionOptions(config);
  const redis = new Redis(options);
  logOutages(redis, logger, 'redis');
  const feed = createProgressFeed(() => {
    const subscriber = new Redis({ ...options, enableOfflineQueue: true, autoResubscribe: false });
    logOutages(subscriber, logger, 'redis (subscriber)');
    return subscriber;
  });

  return {
    /** Adding an id again changes nothing. */
    async addProcessed(batchId: string, fileIds: readonly string[]): Promise<void> {
      for (let at = 0; at < fileIds.length; at += addAtOnce) {
        const ids = fileIds.slice(at, at + addAtOnce);
        await execAll(
          redis.multi().sadd(barrierKey(batchId), ids).expire(barrierKey(batchId), barrierSeconds),
        );
      }
    },

    countProcessed: (batchId: string): Promise<number> => redis.scard(barrierKey(batchId)),

    async clearProcessed(batchId: string): Promise<void> {
      await redis.del(barrierKey(batchId));
    },

    ...createReportCache(redis),

    async publishProgress(snapshot: ProgressSnapshot): Promise<void> {
      await redis.publish(progressChannel(snapshot.batch_id), JSON.stringify(snapshot));
    },

    /** Calls the listener when the batch has moved on; returns what ends it. All share one connection. */
    subscribeProgress: feed.subscribe,

    /** Whether listeners are notified at the moment; else they have to poll. */
    feedIsUp: feed.isUp,

    /** What the server says of itself; counts are since it started. */
    figures: async () =>
      redisFigures((await Promise.all(sections.map((name) => redis.info(name)))).join('\n')),

    async ping(): Promise<void> {
      await redis.ping();
    },

    async close(): Promise<void> {
      redis.disconnect();
      feed.close();
    },
  };
}

export type RedisStore = ReturnType<typeof createRedis>;

function connectionOptions(config: RedisConfig) {
  return {
    ...hostAndPort(config.REDIS_ADDR),
    db: config.REDIS_DB,
    ...(config.REDIS_PASSWORD && { password: config.REDIS_PASSWORD }),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 1_500,
    // Quick at first, and never further apart than this: what hangs on Redis goes on soon after it is back.
    retryStrategy: (times) => Math.min(times * 100, 1_000),
  } satisfies RedisOptions;
}

/** One line when it goes and one when it is back, however many attempts fail in between. */
function logOutages(redis: Redis, logger: Logger, name: string): void {
  let away = false;
  redis.on('error', (error) => {
    if (!away) logger.warn({ err: error }, `${name} does not answer; going on without`);
    away = true;
  });
  redis.on('ready', () => {
    if (away) logger.info(`${name} answers again`);
    away = false;
  });
}
