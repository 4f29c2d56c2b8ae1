import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Db, inTransaction } from '../../../src/stores/postgres/pool.ts';
import { testDatabase } from '../../support/database.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await testDatabase();
  db = createPool({ ...database.config, DB_POOL_SIZE: 4 }, testLogger());
});
afterAll(async () => {
  await db.end();
  await database.db.end();
});

const write = () => inTransaction(db, (tx) => tx.query('CREATE TABLE IF NOT EXISTS written (id int)'));

/** Sessions as after a failover: open, but read-only. */
async function makeReadOnly(): Promise<void> {
  const sessions = await Promise.all([1, 2, 3, 4].map(() => db.connect()));
  for (const session of sessions) await session.query('SET default_transaction_read_only = on');
  for (const session of sessions) session.release();
}

test('after one failed transaction no read-only session is left', async () => {
  await makeReadOnly();
  await expect(write()).rejects.toMatchObject({ code: '25006' });
  for (let attempt = 0; attempt < 8; attempt += 1) await write();
});

test('the same after one failed statement', async () => {
  await makeReadOnly();
  await expect(db.query('INSERT INTO written VALUES (1)')).rejects.toMatchObject({ code: '25006' });
  for (let attempt = 0; attempt < 8; attempt += 1) await db.query('INSERT INTO written VALUES (1)');
});

test('a session that the server ends during a transaction fails only that transaction', async () => {
  const struck = inTransaction(db, async (tx) => {
    const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const pids = [rows[0]?.pid];
    const sleeping = tx.query('SELECT pg_sleep(10)');
    const state = `SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND query LIKE '%pg_sleep%' AND state = 'active'`;
    await until('the statement to run', async () => (await database.db.query(state, pids)).rowCount === 1);
    await Promise.all([sleeping, database.db.query('SELECT pg_terminate_backend($1)', pids)]);
  });
  await expect(struck).rejects.toThrow(/terminat/);
  await write();
});

test('the same between two statements, while nothing waits for the server', async () => {
  const struck = inTransaction(db, async (tx) => {
    const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const ended = new Promise<void>((resolve) => tx.once('end', () => resolve()));
    await database.db.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await tx.query('SELECT 1');
  });
  await expect(struck).rejects.toThrow();
  await write();
});

test('an ordinary error keeps its session', async () => {
  await write();
  const before = db.totalCount;
  await expect(inTransaction(db, (tx) => tx.query('SELECT 1 / 0'))).rejects.toMatchObject({ code: '22012' });
  expect(db.totalCount).toBe(before);
});
