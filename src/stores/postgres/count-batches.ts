import { type BatchStatus, batchStatuses, isTerminal } from '../../domain/batch-status.ts';
import type { Db } from './pool.ts';

export interface StatusCount {
  status: BatchStatus;
  count: number;
  oldest_seconds: number;
}

/** Batches that have ended are counted one by one up to here; of more of them PostgreSQL's estimate is good enough. */
export const countedExactly = 10_000;

/**
 * Number of batches in each state that has any, and the seconds since the least recent change among them; of states in which a run
 * has ended no seconds, and from `countedExactly` on an estimate. It is asked every few seconds: all that have ever ended would be
 * read each time.
 */
export async function countByStatus(db: Db): Promise<StatusCount[]> {
  const ended = batchStatuses.filter(isTerminal);
  const [open, ...others] = await Promise.all([
    countOpen(db),
    ...ended.map(async (status) => ({ status, count: await countEnded(db, status), oldest_seconds: 0 })),
  ]);
  return [...open, ...others.filter(({ count }) => count > 0)];
}

/** The condition is that of the index `batches_open`. */
async function countOpen(db: Db): Promise<StatusCount[]> {
  const { rows } = await db.query<StatusCount>({
    name: 'count-open-batches',
    text: `SELECT status, count(*) AS count, extract(epoch FROM now() - min(updated_at))::float8 AS oldest_seconds
           FROM batches WHERE status NOT IN ('completed', 'failed') GROUP BY status`,
  });
  return rows;
}

async function countEnded(db: Db, status: BatchStatus): Promise<number> {
  // Without a name: a plan for any state would look through the common one for the rare one.
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*) AS count FROM (SELECT FROM batches WHERE status = $1 LIMIT $2) AS counted',
    [status, countedExactly],
  );
  const count = rows[0]?.count ?? 0;
  return count < countedExactly ? count : Math.max(count, await estimate(db, status));
}

/** How many rows PostgreSQL expects, from the size of the table now and the shares of its last analysis. */
async function estimate(db: Db, status: BatchStatus): Promise<number> {
  const { rows } = await db.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    `EXPLAIN (FORMAT JSON) SELECT FROM batches WHERE status = '${status}'`,
  );
  return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
}
