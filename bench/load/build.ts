import { join } from 'node:path';
import pg from 'pg';
import { runChild } from '../child-process.ts';
import type { System } from '../system.ts';
import { type BenchVehicle, benchVehicle } from './batches.ts';

export interface RunningBuild {
  /** Of its API. */
  url: string;
  vehicle: BenchVehicle;
  /** Process ids of its roles, by the paths of their scripts. */
  pids: Record<string, number>;
  /** Files of a batch whose content has no summary yet. */
  unread(batchId: string): Promise<number>;
  stop(): Promise<void>;
}

/**
 * A build of Argus with its workers: this one, or that of another checkout, which gets a database and task queues of its own,
 * so that both are there at once and measured in turns.
 */
export async function startBuild(
  system: System,
  more: { checkout?: string | undefined; environment?: Record<string, string> } = {},
): Promise<RunningBuild> {
  const { checkout } = more;
  const apart = checkout === undefined ? {} : await apartFrom(system, checkout);
  const options = {
    environment: { ...apart, ...more.environment },
    ...(checkout !== undefined && { checkout }),
  };
  const api = await system.startApi(options);
  const workers = await system.startWorkers(options);
  return {
    url: api.url,
    vehicle: benchVehicle(api.url),
    pids: { 'src/api/server.ts': api.pid, ...workers.pids },
    unread: (batchId) => unreadOf({ ...system.environment, ...apart }, batchId),
    async stop() {
      await Promise.all([api.stop(), workers.stop()]);
    },
  };
}

async function unreadOf(environment: Record<string, string>, batchId: string): Promise<number> {
  const client = clientOf(environment);
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM files f
     WHERE batch_id = $1 AND NOT EXISTS (SELECT FROM summaries s WHERE s.sha256 = f.sha256)`,
    [batchId],
  );
  await client.end();
  return rows[0]?.count ?? 0;
}

function clientOf({ DB_HOST, DB_PORT, DB_USER, DB_PASSWORD, DB_NAME }: Record<string, string>): pg.Client {
  return new pg.Client({
    host: DB_HOST,
    port: Number(DB_PORT),
    user: DB_USER,
    password: DB_PASSWORD,
    database: DB_NAME,
  });
}

async function apartFrom({ environment, dir }: System, checkout: string): Promise<Record<string, string>> {
  const name = 'argus_before';
  const client = clientOf(environment);
  await client.connect();
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const apart = {
    DB_NAME: name,
    TEMPORAL_TASK_QUEUE: 'argus-before',
    TEMPORAL_PARSE_TASK_QUEUE: 'argus-before-parse',
  };
  await runChild(join(checkout, 'src/workers/migrate.ts'), { ...environment, ...apart }, dir);
  return apart;
}
