import { Redis } from 'ioredis';
import pg from 'pg';
import type { World } from './world.ts';

/** Servers, past all links. */
export interface Servers {
  readonly stack: Pick<World['stack'], 'endpoints'>;
}

/** Executes one statement on PostgreSQL itself, bypassing the links. */
export async function asSuperuser<Row extends pg.QueryResultRow>(
  { stack }: Servers,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(stack.endpoints.postgres);
  // A server that dies meanwhile makes the statement fail.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Executes one command on Redis itself. */
export async function asRedis({ stack }: Servers, command: readonly string[]): Promise<void> {
  const [host = '', port] = stack.endpoints.redisAddr.split(':');
  const redis = new Redis({ host, port: Number(port), maxRetriesPerRequest: 3 });
  redis.on('error', () => undefined);
  const [name = '', ...args] = command;
  try {
    await redis.call(name, ...args);
  } finally {
    redis.disconnect();
  }
}
