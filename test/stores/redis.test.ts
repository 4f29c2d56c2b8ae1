import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRedis, type RedisStore } from '../../src/stores/redis.ts';
import { testConfig } from '../support/test-config.ts';
import { testLogger } from '../support/test-logger.ts';
import { until } from '../support/until.ts';

let redis: RedisStore;
beforeAll(async () => {
  redis = createRedis(await testConfig(), testLogger());
  await until('Redis', () =>
    redis.ping().then(
      () => true,
      () => false,
    ),
  );
});
afterAll(() => redis.close());

describe('the barrier', () => {
  test('counts each file once, lives a day, and is gone when cleared', async () => {
    const batch = randomUUID();
    await redis.addProcessed(batch, ['a', 'b']);
    await redis.addProcessed(batch, ['b', 'c']);
    expect(await redis.countProcessed(batch)).toBe(3);
    expect(await redis.client.ttl(`batch:${batch}:processed_files`)).toBeGreaterThan(86_000);
    await redis.clearProcessed(batch);
    expect(await redis.countProcessed(batch)).toBe(0);
  });
});

describe('the report cache', () => {
  test('gives what was put in, for ten minutes, and counts hits and misses', async () => {
    const batch = randomUUID();
    const before = { ...redis.reportReads() };
    const { body, generation } = await redis.cachedReport(batch);
    expect(body).toBeUndefined();
    await redis.cacheReport(batch, '{"run":1}', generation);
    expect((await redis.cachedReport(batch)).body).toBe('{"run":1}');
    expect(await redis.client.ttl(`report:${batch}`)).toBeGreaterThan(590);
    expect(redis.reportReads()).toEqual({ hits: before.hits + 1, misses: before.misses + 1 });
  });

  test('does not take a report that was read before a newer one was written', async () => {
    const batch = randomUUID();
    const { generation } = await redis.cachedReport(batch);
    await redis.forgetReport(batch);
    await redis.cacheReport(batch, '{"run":1}', generation);
    expect((await redis.cachedReport(batch)).body).toBeUndefined();
  });
});

describe('progress', () => {
  const snapshot = (batch_id: string) => ({
    batch_id,
    status: 'scattering' as const,
    run: 1,
    total_files: 2,
    processed_files: 1,
    failed_files: 0,
  });

  test('reaches every listener of a batch and nobody else', async () => {
    const [mine, other] = [randomUUID(), randomUUID()];
    const heard = { first: 0, second: 0, other: 0 };
    const ends = [
      redis.subscribeProgress(mine, () => {
        heard.first += 1;
      }),
      redis.subscribeProgress(mine, () => {
        heard.second += 1;
      }),
      redis.subscribeProgress(other, () => {
        heard.other += 1;
      }),
    ];
    await until('both to hear', async () => {
      await redis.publishProgress(snapshot(mine));
      return heard.first > 0 && heard.second > 0;
    });
    // A connection that has just begun tells everybody to look for themselves; from there on only the batch counts.
    const silent = heard.other;
    await redis.publishProgress(snapshot(mine));
    await until('the next one', () => heard.first > 1);
    expect(heard.other).toBe(silent);
    for (const end of ends) end();
  });
});

test('while Redis is away every call fails at once', async () => {
  const away = createRedis({ ...(await testConfig()), REDIS_ADDR: '127.0.0.1:1' }, testLogger());
  await expect(away.countProcessed('x')).rejects.toThrow();
  await expect(away.ping()).rejects.toThrow();
  await away.close();
});
