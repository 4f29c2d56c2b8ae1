import pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import { endsSession, saysReadOnly } from './session-errors.ts';
import { breakOffSilence } from './silent-server.ts';
import { type SslConfig, sslOf } from './ssl.ts';

declare const insideTransaction: unique symbol;
/** A connection inside a transaction: functions that need one take this type, which only `inTransaction` provides. */
export type Tx = pg.PoolClient & { readonly [insideTransaction]: true };
export type Db = pg.Pool;

const int8 = pg.types.builtins.INT8;
const timestamptz = pg.types.builtins.TIMESTAMPTZ;

/** int8 as number (all of ours are below 2^53), timestamptz as RFC 3339 with milliseconds, UTC. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === int8) return Number;
    if (oid === timestamptz) return (text: string) => new Date(text).toISOString();
    return pg.types.getTypeParser(oid, format);
  },
} as pg.CustomTypesConfig;

type DbConfig = Pick<Config, 'DB_HOST' | 'DB_PORT' | 'DB_USER' | 'DB_PASSWORD' | 'DB_NAME' | 'DB_POOL_SIZE'> &
  SslConfig;

export function connectionOf(config: DbConfig): pg.ClientConfig {
  return {
    host: config.DB_HOST,
    port: config.DB_PORT,
    user: config.DB_USER,
    password: config.DB_PASSWORD,
    database: config.DB_NAME,
    ssl: sslOf(config),
    application_name: 'argus',
    connectionTimeoutMillis: 5_000,
    // A statement that takes longer is faulty: nothing here scans more than a page or one batch.
    statement_timeout: 60_000,
    keepAlive: true,
    types,
  };
}

export function createPool(config: DbConfig, logger: Logger): Db {
  const connection = connectionOf(config);
  const silence = breakOffSilence(connection, logger);
  const pool = new pg.Pool({ ...connection, max: config.DB_POOL_SIZE, Client: silence.Session });
  silence.watchUse(pool);
  // An idle connection that the server closed; the next query opens another.
  pool.on('error', (error) => logger.warn({ err: error }, 'a database connection was lost'));
  // While a connection is in use the pool does not listen for its errors, and an error event without a listener ends
  // the process. The user of the connection gets the error from the statement.
  pool.on('connect', (client) => {
    client.on('error', (error) => logger.debug({ err: error }, 'a database connection broke'));
  });
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<unknown>;
  pool.query = (async (...args: unknown[]) => {
    try {
      return await query(...args);
    } catch (error) {
      if (saysReadOnly(error)) await dropIdle(pool);
      throw error;
    }
  }) as typeof pool.query;
  return pool;
}

/** Runs `work` in one transaction; rolls back on any error. An unusable session is closed. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await db.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(client as Tx);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = endsSession(error);
    if (!broken) {
      await client.query('ROLLBACK').catch(() => {
        broken = true;
      });
    }
    if (saysReadOnly(error)) await dropIdle(db);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Closes idle sessions: they were opened on the same server as one that turned out to be unusable. */
async function dropIdle(db: Db): Promise<void> {
  const drop = async () => (await db.connect()).release(true);
  await Promise.allSettled(Array.from({ length: db.idleCount }, drop));
}
