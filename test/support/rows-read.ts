import type { Db } from '../../src/stores/postgres/pool.ts';

/**
 * How many rows and index entries PostgreSQL reads for `work`, looked through without use included. The pool has one connection:
 * each counts for itself until it is told to report.
 */
export async function rowsRead(db: Db, work: () => Promise<unknown>): Promise<number> {
  const before = await soFar(db);
  await work();
  return (await soFar(db)) - before;
}

async function soFar(db: Db): Promise<number> {
  await db.query('SELECT pg_stat_force_next_flush()');
  const { rows } = await db.query<{ read: number }>(
    `SELECT (SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables)::float8 +
            (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes)::float8 AS read`,
  );
  return rows[0]?.read ?? Number.NaN;
}
