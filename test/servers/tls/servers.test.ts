import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { examine } from '../../../src/doctor/doctor.ts';
import { createOrchestrator } from '../../../src/orchestrator/client.ts';
import { openStores } from '../../../src/stores/open-stores.ts';
import { migrate } from '../../../src/stores/postgres/migrate.ts';
import { kafkaCredentials, redisCredentials } from '../../../stack/local-credentials.ts';
import type { Stack } from '../../../stack/start-stack.ts';
import { startArgus } from '../../support/argus.ts';
import { certificateAuthority } from '../../support/certificates.ts';
import { startOwnStack } from '../../support/own-stack.ts';
import { startTemporalTls } from '../../support/temporal-tls.ts';
import { form, formType } from '../../support/test-api.ts';
import { testEnvironment } from '../../support/test-config.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

/** Every server behind Argus with TLS, an authority of its own, and whatever else it can ask of a client. */
const here = 'IP:127.0.0.1,DNS:localhost';
const apiKey = 'a key of Temporal';
let folder: string;
let authority: ReturnType<typeof certificateAuthority>;
let stack: Stack;
let temporal: Awaited<ReturnType<typeof startTemporalTls>>;
let settings: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-tls-servers-'));
  authority = certificateAuthority(folder);
  const { ca } = authority;
  const client = authority.issue('client', 'argus', 'DNS:argus.example');
  stack = await startOwnStack(['postgres', 'redis', 'kafka', 'minio', 'temporal'], {
    ...authority.issue('stack', 'localhost', here),
    ca,
  });
  temporal = await startTemporalTls(stack.endpoints.temporalAddress, {
    ...authority.issue('temporal', 'temporal.example', 'DNS:temporal.example'),
    ...{ ca, apiKey },
  });
  settings = {
    ...(await testEnvironment(stack.endpoints)),
    ...{ DB_SSLMODE: 'verify-full', DB_CA: ca, DB_CERT: client.cert, DB_KEY: client.key },
    ...{ REDIS_ADDR: stack.endpoints.tls.redisAddr, REDIS_USE_TLS: 'true', REDIS_CA: ca },
    ...{ REDIS_CERT: client.cert, REDIS_KEY: client.key },
    ...{ REDIS_USER: redisCredentials.user, REDIS_PASSWORD: redisCredentials.password },
    ...{ KAFKA_BROKERS: stack.endpoints.tls.kafkaBrokers.join(','), KAFKA_USE_TLS: 'true', KAFKA_CA: ca },
    ...{ KAFKA_CERT: client.cert, KAFKA_KEY: client.key, KAFKA_SASL: 'scram-sha-512' },
    ...{ KAFKA_USER: kafkaCredentials.user, KAFKA_PASSWORD: kafkaCredentials.password },
    ...{ MINIO_USE_SSL: 'true', MINIO_CA: ca },
    ...{ TEMPORAL_ADDRESS: temporal.address, TEMPORAL_CA: ca, TEMPORAL_API_KEY: apiKey },
    ...{ TEMPORAL_CERT: client.cert, TEMPORAL_KEY: client.key, TEMPORAL_SERVER_NAME: 'temporal.example' },
  };
});
afterAll(async () => {
  await temporal?.close();
  await stack?.reset();
  await rm(folder, { recursive: true, force: true });
});

async function withStores<T>(
  change: Record<string, string>,
  work: (stores: ReturnType<typeof openStores>) => Promise<T>,
) {
  const stores = openStores(loadConfig({ ...settings, ...change }), testLogger());
  try {
    return await work(stores);
  } finally {
    await stores.close();
  }
}

const answers = (ping: () => Promise<unknown>) =>
  ping().then(
    () => true,
    () => false,
  );

test('carry a batch from its upload to its report', async () => {
  await migrate(loadConfig(settings), testLogger());
  const argus = await startArgus(settings);
  try {
    const call = (path: string, init: RequestInit = {}) => fetch(`${argus.url}/api/v1${path}`, init);
    const json = { 'content-type': 'application/json' };
    const batch = { vehicle_id: 'truck-1', vin: 'WVWZZZ1JZ3W386752' };
    const created = await call('/batches', { method: 'POST', headers: json, body: JSON.stringify(batch) });
    const { batch_id } = (await created.json()) as { batch_id: string };
    const bytes = '(1700000000.000000) can0 123#0011\n(1700000001.000000) can0 123#0012\n';
    const body = new Uint8Array(form({ name: 'file', filename: 'drive.log', bytes }));
    const sent = { method: 'POST', headers: { 'content-type': formType }, body };
    expect((await call(`/batches/${batch_id}/files`, sent)).status).toBe(201);
    expect((await call(`/batches/${batch_id}/complete`, { method: 'POST' })).ok).toBe(true);
    await until('the report', async () => (await call(`/batches/${batch_id}/report`)).status === 200);
    // What threads read of it by themselves.
    const { files } = (await (await call(`/batches/${batch_id}/files`)).json()) as {
      files: { file_id: string }[];
    };
    for (const made of [
      '/signals',
      '/clip?from=2023-11-14T22:13:20Z&to=2023-11-14T22:13:21Z',
      `/files/${files[0]?.file_id}/export?format=parquet`,
    ]) {
      expect((await call(`/batches/${batch_id}${made}`)).status, made).toBeLessThan(400);
    }
    const { kafka, redis } = argus.stores;
    await redis.ping();
    await until('Kafka to have its events', async () => {
      const { rows } = await argus.stores.db.query('SELECT FROM events WHERE published_at IS NULL');
      return rows.length === 0;
    });
    await kafka.ping();
    expect(temporal.calls().forwarded).toBeGreaterThan(0);
    expect(temporal.calls().refused).toBe(0);
  } finally {
    await argus.close();
  }
});

test('see the certificate of Argus, and speak TLS 1.2 or later', async () => {
  await withStores({}, async ({ db }) => {
    const { rows } = await db.query(
      'SELECT ssl, version, client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
    );
    expect(rows).toEqual([
      { ssl: true, version: expect.stringMatching(/^TLSv1\.[23]$/), client_dn: '/CN=argus' },
    ]);
  });
});

test.each(['plain', 'scram-sha-256', 'scram-sha-512'])('Kafka lets in by %s', async (mechanism) => {
  await withStores({ KAFKA_SASL: mechanism }, async ({ kafka }) => {
    await kafka.ensureTopics();
    await kafka.publish(String(settings.KAFKA_TOPIC), [{ key: 'a', value: '{}' }]);
  });
  await withStores({ KAFKA_SASL: mechanism, KAFKA_PASSWORD: 'wrong' }, async ({ kafka }) => {
    await expect(kafka.ensureTopics()).rejects.toThrow(/SASL|[Aa]uthentication/);
  });
});

test('are refused where their certificate is not to be trusted', async () => {
  const ca = certificateAuthority(await mkdtemp(join(folder, 'other-'))).ca;
  const change = { DB_CA: ca, REDIS_CA: ca, KAFKA_CA: ca, MINIO_CA: ca };
  await withStores(change, async ({ db, redis, kafka, objects }) => {
    await expect(db.query('SELECT 1')).rejects.toThrow(/certificate|self.signed/);
    await expect(redis.ping()).rejects.toThrow();
    await expect(kafka.ensureTopics()).rejects.toThrow();
    await expect(objects.ping()).rejects.toThrow();
  });
  expect(await temporalAnswers({ TEMPORAL_CA: ca })).toBe(false);
  expect(await temporalAnswers({ TEMPORAL_SERVER_NAME: 'another.example' })).toBe(false);
  await withStores({ DB_HOST: '127.0.0.2' }, ({ db }) => expect(db.query('SELECT 1')).rejects.toThrow());
});

test('refuse a client with another certificate, user or key', async () => {
  const foreign = certificateAuthority(await mkdtemp(join(folder, 'foreign-')), 'Foreign CA');
  const { cert, key } = foreign.issue('client', 'argus', 'DNS:argus.example');
  const of = (prefix: string) => ({ [`${prefix}_CERT`]: cert, [`${prefix}_KEY`]: key });
  await withStores({ ...of('DB'), ...of('REDIS'), ...of('KAFKA') }, async ({ db, redis, kafka }) => {
    await expect(db.query('SELECT 1')).rejects.toThrow();
    await expect(redis.ping()).rejects.toThrow();
    await expect(kafka.ensureTopics()).rejects.toThrow();
  });
  for (const wrong of [{ REDIS_USER: 'nobody' }, { REDIS_PASSWORD: 'wrong' }]) {
    await withStores(wrong, async ({ redis }) => expect(await answers(redis.ping)).toBe(false));
  }
  expect(await temporalAnswers({})).toBe(true);
  expect(await temporalAnswers(of('TEMPORAL'))).toBe(false);
  expect(await temporalAnswers({ TEMPORAL_API_KEY: 'another' })).toBe(false);
});

async function temporalAnswers(change: Record<string, string>): Promise<boolean> {
  const orchestrator = createOrchestrator(loadConfig({ ...settings, ...change }), testLogger());
  try {
    return await answers(() => orchestrator.ping());
  } finally {
    await orchestrator.close();
  }
}

test('are found by the doctor as Argus finds them', async () => {
  const found = await examine(loadConfig(settings), testLogger());
  expect(found.filter(({ health }) => health === 'trouble')).toEqual([]);
  const subjects = new Set(found.map(({ subject }) => subject));
  for (const subject of ['postgres', 'redis', 'kafka', 'object store', 'temporal']) {
    expect(subjects).toContain(subject);
  }
});
