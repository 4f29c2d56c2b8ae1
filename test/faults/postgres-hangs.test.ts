import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { migrate } from '../../src/stores/postgres/migrate.ts';
import { createPool, type Db, inTransaction } from '../../src/stores/postgres/pool.ts';
import type { Stack } from '../../stack/start-stack.ts';
import { ownStack } from '../support/own-stack.ts';
import { type RoleProcess, startRole } from '../support/role-process.ts';
import { testEnvironment } from '../support/test-config.ts';
import { testLogger } from '../support/test-logger.ts';
import { until } from '../support/until.ts';

let own: Stack;
let api: RoleProcess;
let url: string;
let db: Db;
beforeAll(async () => {
  own = await ownStack('postgres');
  const { postgres } = own.endpoints;
  const shared = await testEnvironment();
  const environment = { ...shared, DB_PORT: `${postgres.port}`, DB_NAME: postgres.database };
  const config = loadConfig(environment);
  await migrate(config, testLogger());
  db = createPool({ ...config, DB_POOL_SIZE: 2 }, testLogger());
  api = await startRole('api/server', environment);
  url = String(/"url":"([^"]+)"/.exec(api.log())?.[1]);
});
afterAll(async () => {
  own?.servers.postgres.resume();
  await api?.stop();
  await db?.end();
  await own?.reset();
});

const silent = { code: 'unavailable', message: expect.stringContaining('PostgreSQL') };
const works = () => until('PostgreSQL to be used again', () => db.query('SELECT 1').catch(() => undefined));

test('whoever waits for a database that hangs is let go, and it is used again once it answers', async () => {
  await db.query('SELECT 1');
  await own.servers.postgres.pause();
  const waiting = [
    ...Array.from({ length: 5 }, () => db.query('SELECT 1')),
    inTransaction(db, (tx) => tx.query('SELECT 1')),
  ];
  for (const one of waiting) await expect(one).rejects.toMatchObject(silent);
  await expect(db.query('SELECT 1')).rejects.toMatchObject(silent);
  own.servers.postgres.resume();
  await works();
  await inTransaction(db, (tx) => tx.query('SELECT 1'));
});

test('a statement that takes long, on a server that answers, is waited for', async () => {
  await works();
  const { rows } = await db.query('SELECT pg_sleep(6), 1 AS one');
  expect(rows).toMatchObject([{ one: 1 }]);
});

test('the API says so with 503, its code and when to ask again, and answers afterwards', async () => {
  const ask = (path = '') => fetch(`${url}/api/v1/batches${path}`);
  await until('the API to answer', async () => (await ask()).ok);
  await own.servers.postgres.pause();
  for (const response of await Promise.all([ask(), ask(), ask(`/${randomUUID()}`)])) {
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({
      code: 'unavailable',
      error: expect.stringContaining('PostgreSQL'),
    });
  }
  const ready = await fetch(`${url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ missing: ['postgres'] });
  own.servers.postgres.resume();
  await until('the API to answer', async () => (await ask()).ok);
});
