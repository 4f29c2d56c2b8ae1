import { mkdtemp, rename, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { examine } from '../../../src/doctor/doctor.ts';
import { openStores } from '../../../src/stores/open-stores.ts';
import { migrate } from '../../../src/stores/postgres/migrate.ts';
import { stackEnvironment } from '../../../stack/endpoints.ts';
import { kafkaCredentials } from '../../../stack/local-credentials.ts';
import type { Stack } from '../../../stack/start-stack.ts';
import { type Certificate, certificateAuthority } from '../../support/certificates.ts';
import { startOwnStack } from '../../support/own-stack.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

const here = 'IP:127.0.0.1,DNS:localhost';
let folder: string;
let authority: ReturnType<typeof certificateAuthority>;
let server: Certificate;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-tls-'));
  authority = certificateAuthority(folder);
  server = authority.issue('server', 'localhost', here);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the API', () => {
  let api: TestApi;
  let vehicle: Certificate & { pem: { cert: string; key: string } };
  const read = async (file: string) => (await import('node:fs/promises')).readFile(file, 'utf8');

  beforeAll(async () => {
    const issued = authority.issue('truck', 'truck-9', 'DNS:truck-9.fleet.example');
    vehicle = { ...issued, pem: { cert: await read(issued.cert), key: await read(issued.key) } };
    api = await startTestApi({ TLS_CERT: server.cert, TLS_KEY: server.key, TLS_CLIENT_CA: authority.ca });
  });
  afterAll(() => api?.close());

  interface Answer {
    status: number | undefined;
    headers: NodeJS.Dict<string | string[]>;
    body: Record<string, unknown>;
  }

  async function ask(
    path: string,
    options: { cert?: string; key?: string; method?: string; json?: unknown } = {},
  ) {
    const { json, ...rest } = options;
    const ca = await read(authority.ca);
    return new Promise<Answer>((resolve, reject) => {
      const headers = json === undefined ? {} : { 'content-type': 'application/json' };
      const sent = request(`${api.url}/api/v1${path}`, { ...rest, ca, headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: JSON.parse(text) }),
        );
      });
      sent.on('error', reject);
      sent.end(json === undefined ? undefined : JSON.stringify(json));
    });
  }

  test('knows a vehicle by its certificate, and nobody by one of another authority or by none', async () => {
    expect(api.url).toMatch(/^https:/);
    const nobody = await ask('/batches');
    expect(nobody.status).toBe(401);
    expect(nobody.headers['strict-transport-security']).toContain('max-age=');
    const who = await ask('/session', vehicle.pem);
    expect(who.body.identity).toEqual({ name: 'truck-9', role: 'vehicle', vehicle_id: 'truck-9' });
    const vin = 'WVWZZZ1JZ3W386752';
    const create = (vehicle_id: string) =>
      ask('/batches', { ...vehicle.pem, method: 'POST', json: { vehicle_id, vin } });
    expect((await create('truck-9')).status).toBe(201);
    expect((await create('truck-8')).status).toBe(404);
    const foreignFolder = await mkdtemp(join(folder, 'foreign-'));
    const foreign = certificateAuthority(foreignFolder).issue('truck', 'truck-9', here);
    expect(
      (await ask('/batches', { cert: await read(foreign.cert), key: await read(foreign.key) })).status,
    ).toBe(401);
  });

  test('takes a renewed certificate without a restart', async () => {
    const { hostname, port } = new URL(api.url);
    const ca = await read(authority.ca);
    const shown = () =>
      new Promise<string>((resolve, reject) => {
        const socket = connect({ host: hostname, port: Number(port), ca }, () => {
          resolve(socket.getPeerCertificate().subject.CN as string);
          socket.destroy();
        });
        socket.on('error', reject);
      });
    expect(await shown()).toBe('localhost');
    const renewed = authority.issue('renewed', 'renewed', here);
    await rename(renewed.key, server.key);
    await rename(renewed.cert, server.cert);
    await until('the new certificate', async () => (await shown()) === 'renewed');
  });
});

describe('the servers behind Argus', () => {
  let stack: Stack;
  let settings: Record<string, string>;
  beforeAll(async () => {
    const tls = authority.issue('stack', 'localhost', here);
    stack = await startOwnStack(['postgres', 'redis', 'kafka'], tls);
    const { redisAddr, kafkaBrokers } = stack.endpoints.tls;
    settings = {
      ...stackEnvironment(stack.endpoints),
      DB_SSLMODE: 'verify-full',
      DB_CA: authority.ca,
      REDIS_ADDR: redisAddr,
      REDIS_USE_TLS: 'true',
      REDIS_CA: authority.ca,
      KAFKA_BROKERS: kafkaBrokers.join(','),
      KAFKA_USE_TLS: 'true',
      KAFKA_CA: authority.ca,
      KAFKA_SASL: 'plain',
      KAFKA_USER: kafkaCredentials.user,
      KAFKA_PASSWORD: kafkaCredentials.password,
    };
  }, 120_000);
  afterAll(() => stack?.reset());

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

  test('are reached over TLS, with a user and a password where they ask for one', async () => {
    await migrate(loadConfig(settings), testLogger());
    await withStores({}, async ({ db, redis, kafka }) => {
      const { rows } = await db.query('SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
      expect(rows).toEqual([{ ssl: true, version: expect.stringMatching(/^TLSv1\.[23]$/) }]);
      await until('Redis', () =>
        redis.ping().then(
          () => true,
          () => false,
        ),
      );
      await kafka.ensureTopics();
      await kafka.publish('batch-events', [{ key: 'a', value: '{}' }]);
    });
  });

  test('are refused where their certificate is not to be trusted, or names another', async () => {
    const otherFolder = await mkdtemp(join(folder, 'other-'));
    const other = certificateAuthority(otherFolder).ca;
    await withStores({ DB_CA: other, REDIS_CA: other, KAFKA_CA: other }, async ({ db, redis, kafka }) => {
      await expect(db.query('SELECT 1')).rejects.toThrow(/certificate|self.signed/);
      await expect(redis.ping()).rejects.toThrow();
      await expect(kafka.ensureTopics()).rejects.toThrow();
    });
    await withStores({ KAFKA_PASSWORD: 'wrong' }, async ({ kafka }) => {
      await expect(kafka.ensureTopics()).rejects.toThrow(/SASL|Authentication/);
    });
  });

  test('are found by the doctor as Argus finds them', async () => {
    const found = await examine(loadConfig(settings), testLogger());
    const theirs = found.filter(({ subject }) => ['postgres', 'redis', 'kafka'].includes(subject));
    const troubles = theirs.filter(({ health }) => health === 'trouble');
    expect(troubles).toEqual([]);
  });
});
