import { join } from 'node:path';
import pg from 'pg';
import { runChild } from '../child-process.ts';
import type { System } from '../system.ts';
import { type BenchVehicle, benchVehicle } from './batches.ts';

export interface RunningBuild {
  vehicle: BenchVehicle;
  /** Process ids of its roles, by the paths of their scripts. */
  pids: Record<string, number>;
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
    vehicle: benchVehicle(api.url),
    pids: { 'src/api/server.ts': api.pid, ...workers.pids },
    async stop() {
      await Promise.all([api.stop(), workers.stop()]);
    },
  };
}

async function apartFrom({ environment, dir }: System, checkout: string): Promise<Record<string, string>> {
  const name = 'argus_before';
  const { DB_HOST, DB_PORT, DB_USER, DB_PASSWORD, DB_NAME } = environment;
  const client = new pg.Client({
    host: DB_HOST,
    port: Number(DB_PORT),
    user: DB_USER,
    password: DB_PASSWORD,
    database: DB_NAME,
  });
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
