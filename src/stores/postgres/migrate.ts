import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import { connectionOf } from './pool.ts';

const migrations = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** A release that is at work takes locks in another order; PostgreSQL ends one of two that wait for each other. */
const deadlockDetected = '40P01';
const pausesMs = [100, 500, 1_000, 2_000, 4_000];

/**
 * Brings the schema up to date. If two run at once, the second waits for the first. Each migration is a transaction of
 * its own, and is repeated when it meets a deadlock with a release that is at work.
 */
export async function migrate(config: Config, logger: Logger): Promise<void> {
  for (const pause of [...pausesMs, undefined]) {
    try {
      await applyMigrations(config, logger);
      return;
    } catch (error) {
      if (pause === undefined || (error as { code?: string }).code !== deadlockDetected) throw error;
      logger.warn({ err: error }, 'a migration met a deadlock; trying again');
      await delay(pause);
    }
  }
}

async function applyMigrations(config: Config, logger: Logger): Promise<void> {
  const { types: _, ...databaseUrl } = connectionOf(config);
  const log = (message: string) => logger.debug(message);
  const applied = await runner({
    databaseUrl,
    dir: migrations,
    direction: 'up',
    migrationsTable: 'schema_migrations',
    advisoryLockMode: 'wait',
    singleTransaction: false,
    logger: {
      debug: log,
      info: log,
      warn: (message) => logger.warn(message),
      error: (message) => logger.error(message),
    },
  });
  logger.info({ applied: applied.map(({ name }) => name) }, 'the database schema is up to date');
}
