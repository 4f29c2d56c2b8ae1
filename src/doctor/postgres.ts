import { readdir } from 'node:fs/promises';
import pg from 'pg';
import type { Config } from '../config.ts';
import { connectionOf } from '../stores/postgres/pool.ts';
import { codeOf, type Examination, type Find } from './check.ts';
import { clockFinding } from './clock.ts';

const migrationsFolder = new URL('../../migrations/', import.meta.url);

/** State changes say `RETURNING old.…`, which came with it. */
const oldest = 18;

export function examinePostgres(config: Config): Examination {
  return {
    subject: 'postgres',
    adviceOnError: (error) =>
      advices[codeOf(error)] ??
      `Is PostgreSQL up at ${config.DB_HOST}:${config.DB_PORT}? See DB_HOST and DB_PORT.`,
    async examine(find) {
      const client = new pg.Client({ ...connectionOf(config), statement_timeout: 5_000 });
      client.on('error', () => undefined);
      await client.connect();
      try {
        await examineServer(client, config, find);
        await examineSchema(client, find);
      } finally {
        await client.end();
      }
    },
  };
}

/** By SQLSTATE. */
const advices: Readonly<Record<string, string>> = {
  '28P01': 'DB_USER and DB_PASSWORD are not those of the server.',
  '28000': 'The server lets DB_USER not in from here: see pg_hba.conf.',
  '3D000': 'DB_NAME does not exist: create it, owned by DB_USER, then run the migrations.',
  '53300': 'Too many connections: lower DB_POOL_SIZE or raise max_connections.',
  '57P03': 'It is starting up or shutting down; look again in a moment.',
};

interface ServerRow {
  version: number;
  read_only: boolean;
  may_create: boolean;
  now: Date;
  max_connections: number;
  used: number;
  size: string;
}

async function examineServer(client: pg.Client, config: Config, find: Find): Promise<void> {
  const { rows } = await client.query<ServerRow>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version,
            pg_is_in_recovery() OR current_setting('transaction_read_only')::bool AS read_only,
            has_schema_privilege('public', 'CREATE') AS may_create,
            clock_timestamp() AS now,
            current_setting('max_connections')::int AS max_connections,
            (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
            pg_size_pretty(pg_database_size(current_database())) AS size`,
  );
  const row = rows[0] as ServerRow;
  find(
    row.version >= oldest ? 'ok' : 'trouble',
    `version ${row.version}, database of ${row.size}, ${row.used} of ${row.max_connections} connections in use`,
    row.version >= oldest ? undefined : `Upgrade it: Argus needs ${oldest} or later.`,
  );
  clockFinding(find, new Date(row.now).getTime());
  if (row.read_only)
    find(
      'trouble',
      'it is read-only',
      'DB_HOST names a replica, or a failover is under way: name the primary.',
    );
  if (!row.may_create)
    find(
      'warning',
      'this role may not create tables',
      'Run the migrations as a role that may: GRANT CREATE ON SCHEMA public.',
    );
  if (config.DB_POOL_SIZE * 4 > row.max_connections)
    find(
      'warning',
      `four roles with DB_POOL_SIZE=${config.DB_POOL_SIZE} need more than the ${row.max_connections} connections there are`,
      'Lower DB_POOL_SIZE or raise max_connections.',
    );
}

async function examineSchema(client: pg.Client, find: Find): Promise<void> {
  const shipped = (await readdir(migrationsFolder))
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -4));
  const { rows: tables } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('schema_migrations') IS NOT NULL AS there",
  );
  if (!tables[0]?.there) {
    find('trouble', 'the schema is not there', migrateAdvice);
    return;
  }
  const { rows } = await client.query<{ name: string }>('SELECT name FROM schema_migrations');
  const applied = new Set(rows.map(({ name }) => name));
  const missing = shipped.filter((name) => !applied.has(name)).sort();
  const newer = [...applied].filter((name) => !shipped.includes(name)).sort();
  if (missing.length > 0) find('trouble', `migrations are missing: ${missing.join(', ')}`, migrateAdvice);
  if (newer.length > 0)
    find(
      'warning',
      `the schema is of a later release: ${newer.join(', ')}`,
      'Bring this installation up to date as well.',
    );
  if (missing.length + newer.length === 0) find('ok', `schema at ${shipped.sort().at(-1)}`);
}

const migrateAdvice = 'Run the migrations: node src/workers/migrate.ts (compose: docker compose up migrate).';
