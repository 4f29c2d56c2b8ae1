import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { benchVehicle } from '../load/batches.ts';
import { completedBatch, requestsPerSecond } from './report-read.ts';

/** Reads of one report from the cache with a token, against the same while no token exists. */
export const reportReadKeysFigure: Figure = {
  name: 'report-read-keys',
  title: 'report read warm with keys on, 100 connections',
  async measure({ system, quick, printLine }) {
    const first = await system.startApi();
    const batches = benchVehicle(first.url);
    const path = new URL(batches.reportUrl(await completedBatch(batches, () => system.startWorkers())))
      .pathname;
    await first.stop();
    const { token, openDatabase } = await twoDatabases(system.environment);
    // More than anything here asks: the limit itself is not what is measured.
    const keyed = await system.startApi({ environment: { LIMIT_REQUESTS_PER_SECOND: '1000000' } });
    const open = await system.startApi({ environment: { DB_NAME: openDatabase } });
    const headers = { authorization: `Bearer ${token}` };
    try {
      const seconds = quick ? 1 : 4;
      const ours = () => requestsPerSecond(keyed.url + path, seconds, headers);
      const reference = () => requestsPerSecond(open.url + path, seconds);
      await Promise.all([ours(), reference()]);
      const result = await alternate({
        rounds: quick ? 2 : 6,
        ours,
        reference,
        onRound: (round, one, other) =>
          printLine(`round ${round + 1}: ${one.toFixed(0)} against ${other.toFixed(0)} requests/s`),
      });
      return {
        unit: 'req/s',
        ...result,
        reference: { what: 'without keys', value: result.reference },
        goal: { ratio: 0.9, better: 'higher' },
        checks: [],
      };
    } finally {
      await Promise.all([keyed.stop(), open.stop()]);
    }
  },
};

/** A copy of the database without tokens, and one token in the other. */
async function twoDatabases({
  DB_HOST,
  DB_PORT,
  DB_USER,
  DB_PASSWORD,
  DB_NAME,
}: Record<string, string | undefined>) {
  const openDatabase = `${DB_NAME}_open`;
  const token = `argus_r_${randomBytes(32).toString('base64url')}`;
  const at = { host: DB_HOST, port: Number(DB_PORT), user: DB_USER, password: DB_PASSWORD };
  const admin = new pg.Client({ ...at, database: 'postgres' });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${openDatabase} TEMPLATE ${DB_NAME}`);
  await admin.end();
  const client = new pg.Client({ ...at, database: DB_NAME });
  await client.connect();
  await client.query(
    `INSERT INTO access_tokens (id, name, role, sha256, prefix, created_by)
     VALUES (gen_random_uuid(), 'bench', 'reader', sha256($1::text::bytea), 'argus_r_', 'bench')`,
    [token],
  );
  await client.end();
  return { token, openDatabase };
}
