import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';
import { hostAndPort } from '../address.ts';
import type { Config } from '../config.ts';
import type { ProgressSnapshot } from '../domain/batch.ts';
import { readTlsFiles } from '../tls-files.ts';
import { RedisConnector } from './redis/connector.ts';
import { createCounts } from './redis/counts.ts';
import { execAll } from './redis/exec-all.ts';
import { createProgressFeed, filesChannel, progressChannel } from './redis/progress-feed.ts';
import { redisFigures, sections } from './redis/redis-figures.ts';
import { createReportCache } from './redis/report-cache.ts';

type RedisConfig = Pick<Config, 'REDIS_ADDR' | 'REDIS_PASSWORD' | 'REDIS_DB'> &
  Partial<Pick<Config, 'REDIS_USER' | 'REDIS_USE_TLS' | 'REDIS_CA' | 'REDIS_CERT' | 'REDIS_KEY'>>;

/** The set need not outlive the batch's scatter stage; PostgreSQL has all of it. */
const barrierSeconds = 24 * 3600;
/** Members per command, so that no command blocks the server for long. */
const addAtOnce = 5_000;

const barrierKey = (batchId: string) => `batch:${batchId}:processed_files`;

/**
 * Barrier, report cache and progress feed. Every call fails within a second or two when Redis is unavailable, so that
 * callers can continue without it; nothing is queued for later.
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
    /** Idempotent. */
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
    ...createCounts(redis),

    async publishProgress(snapshot: ProgressSnapshot): Promise<void> {
      await redis.publish(progressChannel(snapshot.batch_id), JSON.stringify(snapshot));
    },

    /**
     * Calls the listener when the batch has progressed; returns the function that stops it. All share one connection.
     */
    subscribeProgress: (batchId: string, listener: () => void): (() => void) =>
      feed.subscribe(progressChannel(batchId), listener),

    async publishFilesWaiting(): Promise<void> {
      await redis.publish(filesChannel, '');
    },

    /** Calls the listener when a file may be read ahead; returns the function that stops it. */
    subscribeFilesWaiting: (listener: () => void): (() => void) => feed.subscribe(filesChannel, listener),

    /** Whether listeners are currently notified; otherwise they must poll. */
    feedIsUp: feed.isUp,

    /** What the server reports about itself; counts are since its start. */
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

/** Where Redis is, and how it lets one in. */
export function redisAddress(config: RedisConfig) {
  return {
    Connector: RedisConnector,
    ...hostAndPort(config.REDIS_ADDR),
    db: config.REDIS_DB,
    ...(config.REDIS_USER !== undefined && { username: config.REDIS_USER }),
    ...(config.REDIS_PASSWORD && { password: config.REDIS_PASSWORD }),
    ...(config.REDIS_USE_TLS && {
      tls: readTlsFiles({ ca: config.REDIS_CA, cert: config.REDIS_CERT, key: config.REDIS_KEY }),
    }),
  } satisfies RedisOptions;
}

function connectionOptions(config: RedisConfig) {
  return {
    ...redisAddress(config),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 1_500,
    // Short pauses at first, and bounded ones later: work resumes soon after Redis is back.
    retryStrategy: (times) => Math.min(times * 100, 1_000),
  } satisfies RedisOptions;
}

/** Logs once when Redis becomes unavailable and once when it is back, however many attempts fail in between. */
function logOutages(redis: Redis, logger: Logger, name: string): void {
  let unavailable = false;
  redis.on('error', (error) => {
    if (!unavailable) logger.warn({ err: error }, `${name} does not respond; continuing without it`);
    unavailable = true;
  });
  redis.on('ready', () => {
    if (unavailable) logger.info(`${name} answers again`);
    unavailable = false;
  });
}
