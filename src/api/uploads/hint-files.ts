import type { Logger } from 'pino';
import type { RedisStore } from '../../stores/redis.ts';

/** Many files that come together are one hint: whoever misses it looks five times a second anyway. */
const onceInMs = 50;

/** Tells parse workers with nothing to do that a file waits to be read ahead; no upload waits for it. */
export function createFilesHint(
  redis: Pick<RedisStore, 'publishFilesWaiting'>,
  logger: Pick<Logger, 'debug'>,
) {
  let nextAt = 0;
  return (): void => {
    if (performance.now() < nextAt) return;
    nextAt = performance.now() + onceInMs;
    redis.publishFilesWaiting().catch((error: unknown) => logger.debug({ err: error }, 'no hint of a file'));
  };
}
