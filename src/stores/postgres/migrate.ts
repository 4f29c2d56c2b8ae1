import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import { connectionOf } from './pool.ts';

const migrations = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** Brings the schema up to date. If two run at once, the second waits for the first. */
export async function migrate(config: Config, logger: Logger): Promise<void> {
  const { types: _, ...databaseUrl } = connectionOf(config);
  const log = (message: string) => logger.debug(message);
  const applied = await runner({
    databaseUrl,
    dir: migrations,
    direction: 'up',
    migrationsTable: 'schema_migrations',
    advisoryLockMode: 'wait',
    logger: {
      debug: log,
      info: log,
      warn: (message) => logger.warn(message),
      error: (message) => logger.error(message),
    },
  });
  logger.info({ applied: applied.map(({ name }) => name) }, 'the database schema is up to date');
}
