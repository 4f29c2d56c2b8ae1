import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Connection } from '@temporalio/client';
import { Redis } from 'ioredis';
import { Client } from 'minio';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import type { Finding } from '../../../src/doctor/check.ts';
import { examine } from '../../../src/doctor/doctor.ts';
import { openStores } from '../../../src/stores/open-stores.ts';
import { migrate } from '../../../src/stores/postgres/migrate.ts';
import { ownStack } from '../../support/own-stack.ts';
import { testEnvironment } from '../../support/test-config.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

let environment: Record<string, string>;
beforeAll(async () => {
  environment = await testEnvironment();
  const config = loadConfig(environment);
  await migrate(config, testLogger());
  const stores = openStores(config, testLogger());
  await Promise.all([stores.objects.ensureBucket(), stores.kafka.ensureTopics()]);
  await stores.close();
});

const examineWith = (overrides: Record<string, string> = {}) =>
  examine(loadConfig({ ...environment, ...overrides }), testLogger());
const troubles = (findings: Finding[]) => findings.filter(({ health }) => health === 'trouble');

/** @param database a separate one, or the one from which it is altered */
async function inDatabase(text: string, database = environment.DB_NAME as string): Promise<void> {
  const { host, port, user, password } = inject('stack').postgres;
  const client = new pg.Client({ host, port, user, password, database });
  await client.connect();
  await client.query(text);
  await client.end();
}

test('finds all servers healthy, and no workers', async () => {
  const findings = await examineWith();
  expect(troubles(findings)).toEqual([]);
  expect(findings.filter(({ health }) => health === 'ok').map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(['machine', 'postgres', 'object store', 'temporal', 'redis', 'kafka']),
  );
  expect(findings.map(({ said }) => said)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^nobody works on the task queue argus-parse-/)]),
  );
});

const away = '127.0.0.1:1';
test.each([
  ['postgres', { DB_PORT: '1' }, /DB_HOST/],
  ['postgres', { DB_PASSWORD: 'wrong' }, /DB_PASSWORD/],
  ['postgres', { DB_NAME: 'nowhere' }, /DB_NAME/],
  ['object store', { MINIO_ENDPOINT: away }, /MINIO_ENDPOINT/],
  ['object store', { MINIO_SECRET_KEY: 'wrong-secret' }, /MINIO_SECRET_KEY|key needs/],
  ['temporal', { TEMPORAL_ADDRESS: away }, /TEMPORAL_ADDRESS/],
  ['temporal', { TEMPORAL_NAMESPACE: 'nowhere' }, /set-up-namespace/],
  ['redis', { REDIS_ADDR: away }, /REDIS_ADDR/],
  ['kafka', { KAFKA_BROKERS: away }, /KAFKA_BROKERS/],
  [
    'mail',
    { SMTP_URL: `smtp://${away}`, MAIL_FROM: 'a@b.example', PUBLIC_URL: 'http://a.example' },
    /SMTP_URL/,
  ],
])('%s with %j: that alone, and what to do', async (subject, overrides, advice) => {
  const found = troubles(await examineWith(overrides));
  expect(found.map((one) => one.subject)).toEqual([subject]);
  expect(found[0]?.advice).toMatch(advice);
});

describe('obstacles between a server and Argus', () => {
  test('a migration that is missing', async () => {
    await inDatabase("DELETE FROM schema_migrations WHERE name LIKE '008%'");
    const [found] = troubles(await examineWith());
    expect(found?.said).toContain('008_fleet_windows');
    expect(found?.advice).toContain('migrate.ts');
    await inDatabase("INSERT INTO schema_migrations (name, run_on) VALUES ('008_fleet_windows', now())");
  });

  test('a database that is read-only', async () => {
    await inDatabase(`ALTER DATABASE ${environment.DB_NAME} SET default_transaction_read_only = on`);
    expect(troubles(await examineWith()).map(({ said }) => said)).toEqual(['it is read-only']);
    await inDatabase(`ALTER DATABASE ${environment.DB_NAME} RESET ALL`, inject('stack').postgres.database);
  });

  test('a bucket that is open to everybody', async () => {
    const { accessKey, secretKey, endPoint, port } = inject('stack').minio;
    const minio = new Client({ accessKey, secretKey, endPoint, port, useSSL: false });
    const bucket = environment.MINIO_BUCKET as string;
    const statement = {
      Effect: 'Allow',
      Principal: '*',
      Action: ['s3:ListBucket'],
      Resource: [`arn:aws:s3:::${bucket}`],
    };
    await minio.setBucketPolicy(bucket, JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
    expect(troubles(await examineWith()).map(({ said }) => said)).toEqual([
      'the bucket can be listed without a key',
    ]);
    await minio.setBucketPolicy(bucket, '');
  });

  test('a namespace without search attributes', async () => {
    const namespace = `bare-${randomUUID()}`;
    const connection = await Connection.connect({ address: environment.TEMPORAL_ADDRESS as string });
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    await connection.close();
    const [found] = await until('the namespace', async () => {
      const all = troubles(await examineWith({ TEMPORAL_NAMESPACE: namespace }));
      return !all[0]?.said.startsWith(`namespace ${namespace}`) && all;
    });
    expect(found?.said).toContain('BatchStatus');
    expect(found?.advice).toContain('no batch begins');
  });

  test('a topic that is missing is a warning', async () => {
    const found = await examineWith({ KAFKA_TOPIC: 'not-made-yet' });
    expect(troubles(found)).toEqual([]);
    expect(found.find(({ said }) => said.includes('not-made-yet'))?.advice).toContain('The relay makes it');
  });
});

describe('a separate Redis', () => {
  let address: string;
  let redis: Redis;
  beforeAll(async () => {
    address = (await ownStack('redis')).endpoints.redisAddr;
    const [host = '', port] = address.split(':');
    redis = new Redis({ host, port: Number(port) });
  });
  afterAll(() => redis.disconnect());

  test('that is full', async () => {
    await redis.config('SET', 'maxmemory', '1');
    const [found] = troubles(await examineWith({ REDIS_ADDR: address }));
    expect(found?.said).toContain('OOM');
    await redis.config('SET', 'maxmemory', '0');
  });

  test('that requires a password', async () => {
    await redis.config('SET', 'requirepass', 'secret');
    const [found] = troubles(await examineWith({ REDIS_ADDR: address }));
    expect(found?.advice).toContain('REDIS_PASSWORD');
    expect(troubles(await examineWith({ REDIS_ADDR: address, REDIS_PASSWORD: 'secret' }))).toEqual([]);
  });
});

test('exits with 6 if something has to be fixed, with 0 otherwise', () => {
  const main = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
  const doctor = (overrides: Record<string, string>) =>
    spawnSync(process.execPath, [main, 'doctor'], {
      encoding: 'utf8',
      env: {
        ...process.env,
        ...environment,
        ...overrides,
      },
    });
  const well = doctor({});
  expect([well.status, well.stderr]).toEqual([0, '']);
  const ill = doctor({ REDIS_ADDR: away });
  expect(ill.status).toBe(6);
  expect(ill.stdout).toContain('✗ redis');
  expect(ill.stdout).toContain('1 to be mended');
  expect(doctor({ DB_PORT: 'x' }).status).toBe(2);
});
