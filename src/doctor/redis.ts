import { Redis } from 'ioredis';
import type { Config } from '../config.ts';
import { redisAddress } from '../stores/redis.ts';
import { type Examination, type Find, sentenceOf } from './check.ts';
import { clockFinding } from './clock.ts';

/** `INFO errorstats`, a source of the metrics. */
const oldest = 6.2;
const probe = 'argus:doctor';

export function examineRedis(config: Config): Examination {
  return {
    subject: 'redis',
    adviceOnError: (error) =>
      /NOAUTH|WRONGPASS|invalid password|without any password/i.test(sentenceOf(error))
        ? 'REDIS_PASSWORD is not that of the server.'
        : `Is Redis up at ${config.REDIS_ADDR}? See REDIS_ADDR. Argus goes on without it, more slowly.`,
    async examine(find) {
      const redis = new Redis({
        ...redisAddress(config),
        lazyConnect: true,
        connectTimeout: 3_000,
        commandTimeout: 3_000,
        retryStrategy: () => null,
        maxRetriesPerRequest: 0,
      });
      let lost: unknown;
      redis.on('error', (error) => {
        lost ??= error;
      });
      try {
        await redis.connect().catch((error: unknown) => {
          throw lost ?? error;
        });
        await examineServer(redis, find);
      } finally {
        redis.disconnect();
      }
    },
  };
}

async function examineServer(redis: Redis, find: Find): Promise<void> {
  const info = await redis.info();
  const field = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
  const version = field('redis_version');
  const isOld = Number.parseFloat(version) < oldest;
  find(
    isOld ? 'warning' : 'ok',
    `version ${version}, ${field('used_memory_human')} in use`,
    isOld ? `Argus is tested with ${oldest} and later.` : undefined,
  );
  clockFinding(find, Number((await redis.time())[0]) * 1000 + 500);
  if (field('role') !== 'master')
    find('trouble', `it is a ${field('role')}`, 'REDIS_ADDR must name the primary.');
  if (field('rdb_last_bgsave_status') === 'err')
    find('warning', 'it could not save to its disk', 'Give its disk room, or it will refuse writes.');
  if (field('maxmemory_policy') === 'noeviction' && Number(field('maxmemory')) > 0)
    find(
      'warning',
      'it refuses writes when its memory is full (maxmemory-policy noeviction)',
      'Set maxmemory-policy volatile-ttl: the report cache goes first.',
    );
  await redis.set(probe, '1', 'EX', 60).catch((error: Error) => {
    find(
      'trouble',
      `it refuses writes: ${error.message}`,
      'Raise maxmemory, name the primary or give its disk room, as it says.',
    );
  });
}
