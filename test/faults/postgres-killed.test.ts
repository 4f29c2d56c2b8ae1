import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { migrate } from '../../src/stores/postgres/migrate.ts';
import { createPool, type Db } from '../../src/stores/postgres/pool.ts';
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
  db = createPool(config, testLogger());
  api = await startRole('api/server', environment);
  url = String(/"url":"([^"]+)"/.exec(api.log())?.[1]);
});
afterAll(async () => {
  await api?.stop();
  await db?.end();
  await own?.reset();
});

/** Sizes for which a transaction is always in progress somewhere. */
const clients = 24;
const kills = 4;

/** Creates, uploads and completes until stopped; unsuccessful requests are ignored. Returns counts. */
async function drive(signal: AbortSignal, acknowledged: string[], unexpected: string[]): Promise<void> {
  const ask = async <T>(path: string, init: RequestInit): Promise<T | undefined> => {
    const response = await fetch(`${url}/api/v1${path}`, { method: 'POST', ...init });
    if (response.ok) return (await response.json()) as T;
    const text = await response.text();
    if (response.status !== 503) unexpected.push(`${path}: ${response.status} ${text}`);
    else if (!response.headers.has('retry-after')) unexpected.push(`${path}: 503 without Retry-After`);
    return undefined;
  };
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ vehicle_id: 'car-1', vin: 'WVWZZZ1JZ3W386752' });
  while (!signal.aborted) {
    const batch = await ask<{ batch_id: string }>('/batches', { headers, body });
    if (!batch) await delay(50);
    else {
      const form = new FormData();
      form.set('file', new Blob(['a few bytes']), 'drive.mcap');
      const file = await ask<{ file_id: string }>(`/batches/${batch.batch_id}/files`, { body: form });
      if (!file) continue;
      acknowledged.push(file.file_id);
      await ask(`/batches/${batch.batch_id}/complete`, {});
    }
  }
}

test('killing PostgreSQL during transactions costs responses, never the API or an acknowledged file', async () => {
  const stop = new AbortController();
  const acknowledged: string[] = [];
  const unexpected: string[] = [];
  const driven = Promise.all(
    Array.from({ length: clients }, () => drive(stop.signal, acknowledged, unexpected)),
  );
  for (let kill = 0; kill < kills; kill += 1) {
    const before = acknowledged.length;
    await until('work to go on', () => acknowledged.length > before + clients);
    await own.servers.postgres.kill9();
    await own.servers.postgres.start();
  }
  stop.abort();
  await driven;
  expect(unexpected).toEqual([]);
  expect(api.log()).not.toContain('nobody handled');
  const { rows } = await db.query('SELECT count(*) AS count FROM files WHERE id = ANY($1::uuid[])', [
    acknowledged,
  ]);
  expect(rows).toEqual([{ count: acknowledged.length }]);
});
