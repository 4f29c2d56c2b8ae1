import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';

export interface Leadership {
  /** For a connection of its own, which holds the lock. */
  connection: pg.ClientConfig;
  /** Key of the advisory lock: one process over all holds it. */
  lock: number;
  logger: Pick<Logger, 'debug'>;
}

const tryAgainMs = 2_000;

/**
 * Waits until this process leads, then runs `work` with the connection that holds the lock; its signal aborts with `signal`
 * or when the connection is lost.
 * @throws Error of the connection or of `work`, unless `signal` is aborted.
 */
export async function asLeader(
  { connection, lock, logger }: Leadership,
  signal: AbortSignal,
  work: (client: pg.Client, leading: AbortSignal) => Promise<void>,
): Promise<void> {
  const client = new pg.Client(connection);
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  const leading = AbortSignal.any([signal, lost.signal]);
  await client.connect();
  try {
    while (!leading.aborted && !(await tryLead(client, lock))) {
      await delay(tryAgainMs, undefined, { signal: leading });
    }
    await work(client, leading);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await client.end().catch((error: Error) => logger.debug({ err: error }, 'closing a leader connection'));
  }
}

async function tryLead(client: pg.Client, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ leads: boolean }>('SELECT pg_try_advisory_lock($1) AS leads', [lock]);
  return rows[0]?.leads ?? false;
}
