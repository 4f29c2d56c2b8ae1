import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Config, loadConfig } from '../../src/config.ts';
import { type StackEndpoints, stackEnvironment } from '../../stack/endpoints.ts';
import './global-setup.ts';

/**
 * An environment for Argus on the given servers that shares nothing with any other test: separate database, bucket,
 * topics and task queues.
 */
export async function testEnvironment(
  endpoints: StackEndpoints = inject('stack'),
): Promise<Record<string, string>> {
  const id = randomBytes(5).toString('hex');
  const { host, port, user, password, database } = endpoints.postgres;
  const admin = new pg.Client({ host, port, user, password, database });
  await admin.connect();
  await admin.query(`CREATE DATABASE argus_${id}`);
  await admin.end();
  return {
    ...stackEnvironment(endpoints),
    LOG_LEVEL: process.env.ARGUS_TEST_LOG ?? 'silent',
    SERVER_PORT: '0',
    DB_NAME: `argus_${id}`,
    DB_POOL_SIZE: '10',
    MINIO_BUCKET: `argus-${id}`,
    // A test may flush its own Redis database without affecting the others.
    REDIS_DB: String((Number(process.env.VITEST_POOL_ID ?? 1) - 1) % 16),
    KAFKA_TOPIC: `batch-events-${id}`,
    KAFKA_DLQ_TOPIC: `batch-events-dlq-${id}`,
    TEMPORAL_TASK_QUEUE: `argus-${id}`,
    TEMPORAL_PARSE_TASK_QUEUE: `argus-parse-${id}`,
    SHUTDOWN_GRACE_SECONDS: '2',
    // A test that wants it reads recordings again by itself.
    CUSTODY_MIB_PER_SECOND: '0',
  };
}

export async function testConfig(overrides: Record<string, string> = {}): Promise<Config> {
  return loadConfig({ ...(await testEnvironment()), ...overrides });
}
