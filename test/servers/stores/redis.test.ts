import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createRedis, type RedisStore } from '../../../src/stores/redis.ts';
import { until } from '../../support/until.ts';
import '../../support/global-setup.ts';

const quiet = pino({ level: 'silent' });
const snapshot = (batchId: string) => ({
  batch_id: batchId,
  status: 'scattering' as const,
  run: 1,
  total_files: 4,
  processed_files: 1,
  failed_files: 0,
});

describe('Redis', () => {
  let store: RedisStore;
  let redis: Redis;
  beforeAll(async () => {
    store = createRedis(
      { REDIS_ADDR: inject('stack').redisAddr, REDIS_PASSWORD: undefined, REDIS_DB: 15 },
      quiet,
    );
    redis = new Redis(Number(inject('stack').redisAddr.split(':')[1]), '127.0.0.1', { db: 15 });
    await until('a connection', () =>
      store.ping().then(
        () => true,
        () => false,
      ),
    );
  });
  afterAll(async () => {
    await store.close();
    redis.disconnect();
  });

  test('counts each processed file once', async () => {
    const id = randomUUID();
    const files = Array.from({ length: 12_000 }, () => randomUUID());
    await store.addProcessed(id, files);
    await store.addProcessed(id, files.slice(0, 10));
    await store.addProcessed(id, []);
    expect(await store.countProcessed(id)).toBe(12_000);
    expect(await redis.ttl(`batch:${id}:processed_files`)).toBeGreaterThan(86_000);
    await store.clearProcessed(id);
    expect(await store.countProcessed(id)).toBe(0);
  });

  test('keeps the report of each run for ten minutes, byte for byte', async () => {
    const id = randomUUID();
    const bytes = Buffer.from('{"text":"Überlast"}');
    expect(await store.cachedReport(id, 1)).toBeUndefined();
    await store.storeReport(id, 1, bytes);
    expect((await store.cachedReport(id, 1))?.equals(bytes)).toBe(true);
    expect(await redis.ttl(`report:${id}:1`)).toBeGreaterThan(590);
    expect(await store.cachedReport(id, 2)).toBeUndefined();
    expect(store.reportCacheCounts()).toEqual({ hits: 1, misses: 2 });
  });

  test('notifies all listeners of a batch, over one connection, even after it was cut', async () => {
    const id = randomUUID();
    const heard = [0, 0];
    const stops = heard.map((_, index) =>
      store.subscribeProgress(id, () => {
        heard[index] = (heard[index] ?? 0) + 1;
      }),
    );
    const channel = `batch:${id}:progress`;
    const subscribers = async () => (await redis.pubsub('NUMSUB', channel)) as [string, number];
    await until('the subscription', async () => Number((await subscribers())[1]) === 1);
    await store.publishProgress(snapshot(id));
    await until('both to hear it', () => heard.every((count) => count >= 1));

    await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await until('the subscription again', async () => Number((await subscribers())[1]) === 1);
    const before = [...heard];
    await until('both to hear the next', async () => {
      await store.publishProgress(snapshot(id)).catch(() => undefined);
      return heard.every((count, index) => count > (before[index] ?? 0));
    });
    for (const stop of stops) stop();
    await until('the end of the subscription', async () => Number((await subscribers())[1]) === 0);
  });

  test('reports how much memory it uses, and how many writes it refused', async () => {
    const before = await store.figures();
    expect(before.memoryBytes).toBeGreaterThan(100_000);
    expect(before.hits + before.misses).toBeGreaterThan(0);
    expect(before.refused.read_only).toBeTypeOf('number');
  });
});

describe('without Redis', () => {
  // Its timeout is far below the time that the library would wait.
  test.for(['nothing listens', 'nobody answers'])('calls fail quickly when %s', async (kind) => {
    const sockets = new Set<{ destroy(): void }>();
    const server = createServer((socket) => sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    if (kind === 'nothing listens') await new Promise((resolve) => server.close(resolve));
    const store = createRedis(
      { REDIS_ADDR: `127.0.0.1:${port}`, REDIS_PASSWORD: undefined, REDIS_DB: 0 },
      quiet,
    );
    await expect(store.cachedReport('a', 1)).rejects.toThrow();
    await expect(store.addProcessed('a', ['b'])).rejects.toThrow();
    await expect(store.publishProgress(snapshot('a'))).rejects.toThrow();
    await expect(store.ping()).rejects.toThrow();
    store.subscribeProgress('a', () => undefined)();
    await store.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
});
