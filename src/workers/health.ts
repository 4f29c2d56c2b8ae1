/**
 * node src/workers/health.ts api|worker-workflow|worker-parse|relay
 *
 * The health check of a container: exits with 0 if the role in the container works, and otherwise says what is wrong.
 * Reads the same environment as the role.
 */
import { hostname } from 'node:os';
import { type Config, loadConfig } from '../config.ts';

type Check = (config: Config) => Promise<string | undefined>;

const checks: Readonly<Record<string, Check>> = {
  api: async ({ SERVER_PORT }) => {
    const { ok, status } = await fetch(`http://127.0.0.1:${SERVER_PORT}/healthz`);
    return ok ? undefined : `the API answers ${status}`;
  },
  'worker-workflow': (config) => checkPolls(config, config.TEMPORAL_TASK_QUEUE, 'WORKFLOW'),
  'worker-parse': (config) => checkPolls(config, config.TEMPORAL_PARSE_TASK_QUEUE, 'ACTIVITY'),
  relay: checkSession,
};

/** A worker identifies itself as pid@host; the server lists the pollers of the last five minutes. */
async function checkPolls(
  config: Config,
  queue: string,
  kind: 'WORKFLOW' | 'ACTIVITY',
): Promise<string | undefined> {
  // Loaded only when needed: this runs every few seconds in each container.
  const { Connection } = await import('@temporalio/client');
  const { default: proto } = await import('@temporalio/proto');
  const taskQueueType = proto.temporal.api.enums.v1.TaskQueueType[`TASK_QUEUE_TYPE_${kind}`];
  const connection = await Connection.connect({ address: config.TEMPORAL_ADDRESS, connectTimeout: '5s' });
  try {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace: config.TEMPORAL_NAMESPACE,
      taskQueue: { name: queue },
      taskQueueType,
    });
    const here = `@${hostname()}`;
    return pollers?.some(({ identity }) => identity?.endsWith(here))
      ? undefined
      : `no worker of this container polls ${queue}`;
  } finally {
    await connection.close();
  }
}

/** The relay holds a database session, whether it leads or waits to lead. */
async function checkSession(config: Config): Promise<string | undefined> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    host: config.DB_HOST,
    port: config.DB_PORT,
    database: config.DB_NAME,
    user: config.DB_USER,
    password: config.DB_PASSWORD,
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      'SELECT FROM pg_stat_activity WHERE client_addr = inet_client_addr() AND pid <> pg_backend_pid()',
    );
    return rowCount ? undefined : 'the relay has no session with PostgreSQL';
  } finally {
    await client.end();
  }
}

/** @returns what is wrong. */
async function checkRole(role: string): Promise<string | undefined> {
  const check = checks[role];
  if (!check) return `Usage: node src/workers/health.ts ${Object.keys(checks).join('|')}`;
  try {
    return await check(loadConfig());
  } catch (error) {
    return String(error);
  }
}

const wrong = await checkRole(process.argv[2] ?? '');
if (wrong) process.stderr.write(`${wrong}\n`);
process.exit(wrong ? 1 : 0);
