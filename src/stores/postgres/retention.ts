import {
  batchObjectPrefix,
  clipObjectKey,
  exportObjectKey,
  runObjectPrefixes,
  signalObjectKey,
} from '../../domain/batch.ts';
import { type BatchStatus, batchStatuses, isTerminal } from '../../domain/batch-status.ts';
import { ArgusError } from '../../domain/error.ts';
import type { RetentionKind } from '../../domain/retention.ts';
import { lockBatch } from './batch-rows.ts';
import { assertNotHeld, isNotHeld } from './legal-holds.ts';
import { type Db, inTransaction, type Tx } from './pool.ts';
import { lockVehicle, recountWithout } from './report-index.ts';
import { uncountSoftware } from './software-sums.ts';

const ended: BatchStatus[] = batchStatuses.filter(isTerminal);
/** Condition of the index `batches_ended`. */
const isEnded = `status IN (${ended.map((status) => `'${status}'`).join(', ')})`;
const olderThan = (column: string) => `${column} < now() - make_interval(days => $1)`;

/** Where the last step over summaries ended. As values and not by a join, so that the index on their time is followed from there. */
const sweptTo = (column: string, start: string) =>
  `(SELECT coalesce(${column}, ${start}) FROM summary_sweep)`;

/** There is no receipt of an upload that was never completed. */
const receiptWasReadable = '(b.uploaded_at IS NULL OR b.uploaded_at < now() - make_interval(days => $2))';

/** Deletes rows that are no longer needed. Each call is one bounded transaction, and safe to repeat. */
export function createRetentionStore(db: Db) {
  return {
    /** Published events of batches whose run is over. @returns how many were deleted. */
    async deleteEvents(days: number, limit: number): Promise<number> {
      const { rowCount } = await db.query(
        `DELETE FROM events WHERE seq = ANY (ARRAY(
           SELECT e.seq FROM events e JOIN batches b ON b.id = e.batch_id
           WHERE ${olderThan('e.occurred_at')} AND e.published_at IS NOT NULL AND b.${isEnded} AND ${isNotHeld}
           LIMIT $2))`,
        [days, limit],
      );
      return rowCount ?? 0;
    },

    /**
     * Summaries to which no file refers, and to which no file of the same content is about to refer. A step looks at the next
     * `limit` old ones, used or not, and begins anew after the last: those that are used stay for as long as their batches.
     */
    async deleteSummaries(days: number, limit: number): Promise<{ deleted: number; looked: number }> {
      const { rows } = await db.query<{ deleted: number; looked: number }>(
        `WITH page AS MATERIALIZED (
           SELECT s.created_at, s.sha256, s.parser_version FROM summaries s
           WHERE ${olderThan('s.created_at')} AND s.created_at >= ${sweptTo('created_at', "'-infinity'")}
             AND (s.created_at, s.sha256, s.parser_version) >
                 (${sweptTo('created_at', "'-infinity'")}, ${sweptTo('sha256', "''")}, ${sweptTo('parser_version', "''")})
           ORDER BY s.created_at, s.sha256, s.parser_version LIMIT $2),
         gone AS (
           DELETE FROM summaries USING page
           WHERE summaries.sha256 = page.sha256 AND summaries.parser_version = page.parser_version
             AND NOT EXISTS (
               SELECT FROM files f WHERE f.sha256 = page.sha256
                 AND (f.parser_version = page.parser_version OR f.state IN ('pending', 'parsing')))
           RETURNING 1),
         looked AS (SELECT count(*) AS count FROM page),
         last AS (
           SELECT * FROM page WHERE (SELECT count FROM looked) = $2
           ORDER BY created_at DESC, sha256 DESC, parser_version DESC LIMIT 1),
         moved AS (
           UPDATE summary_sweep SET (created_at, sha256, parser_version) =
             (SELECT created_at, sha256, parser_version FROM last))
         SELECT (SELECT count(*) FROM gone) AS deleted, (SELECT count FROM looked) AS looked`,
        [days, limit],
      );
      return rows[0] ?? { deleted: 0, looked: 0 };
    },

    /**
     * Reports, aggregates and charts of runs that a later run has replaced. The newest report is deleted with its
     * batch.
     */
    deleteReplacedReports: (days: number, limit: number): Promise<number> =>
      inTransaction(db, async (tx) => {
        const { rows } = await tx.query<{ batch_id: string; run: number }>(
          `DELETE FROM reports WHERE id = ANY (ARRAY(
             SELECT r.id FROM reports r JOIN batches b ON b.id = r.batch_id
             WHERE NOT r.latest AND ${olderThan('r.created_at')} AND ${isNotHeld} ORDER BY r.created_at LIMIT $2))
           RETURNING batch_id, run`,
          [days, limit],
        );
        for (const { batch_id, run } of rows) {
          await tx.query('DELETE FROM aggregates WHERE batch_id = $1 AND run = $2', [batch_id, run]);
        }
        await requestRemoval(
          tx,
          rows.flatMap(({ batch_id, run }) => runObjectPrefixes(batch_id, run)),
        );
        return rows.length;
      }),

    /**
     * Recordings of batches whose run ended so long ago and whose receipt could be read for `receiptDays`. Rows, reports and
     * charts stay. @returns of how many batches.
     */
    deleteRecordings: (days: number, receiptDays: number, limit: number): Promise<number> =>
      inTransaction(db, async (tx) => {
        const { rows } = await tx.query<{ id: string }>(
          `UPDATE batches SET recordings_deleted_at = now() WHERE id = ANY (ARRAY(
             SELECT b.id FROM batches b
             WHERE b.${isEnded} AND b.recordings_deleted_at IS NULL AND ${olderThan('b.completed_at')}
               AND ${receiptWasReadable} AND ${isNotHeld}
             ORDER BY b.completed_at LIMIT $3 FOR UPDATE SKIP LOCKED))
           RETURNING id`,
          [days, receiptDays, limit],
        );
        const ids = rows.map(({ id }) => id);
        await tx.query('DELETE FROM custody_incidents WHERE batch_id = ANY ($1)', [ids]);
        await requestRemoval(tx, ids.map(batchObjectPrefix), { directOnly: true });
        // They hold what was recorded.
        await requestRemoval(
          tx,
          ids.flatMap((id) => [signalObjectKey(id, ''), clipObjectKey(id, ''), exportObjectKey(id, '')]),
        );
        return ids.length;
      }),

    /**
     * Charts of batches whose run ended so long ago, with the pages and PDFs that show them; those are made again without.
     * @returns of how many batches.
     */
    deleteCharts: (days: number, receiptDays: number, limit: number): Promise<number> =>
      inTransaction(db, async (tx) => {
        const { rows } = await tx.query<{ id: string; run: number }>(
          `UPDATE batches SET charts_deleted_at = now() WHERE id = ANY (ARRAY(
             SELECT b.id FROM batches b
             WHERE b.${isEnded} AND (b.charts_deleted_at IS NULL OR b.charts_deleted_at < b.completed_at)
               AND ${olderThan('b.completed_at')} AND ${receiptWasReadable} AND ${isNotHeld}
             ORDER BY b.completed_at LIMIT $3 FOR UPDATE SKIP LOCKED))
           RETURNING id, run`,
          [days, receiptDays, limit],
        );
        await requestRemoval(
          tx,
          rows.flatMap(({ id, run }) =>
            Array.from({ length: run }, (_, before) => runObjectPrefixes(id, before + 1)).flat(),
          ),
        );
        return rows.length;
      }),

    /** Ids of batches whose run ended so long ago and whose receipt could be read for `receiptDays`, the oldest first. */
    async endedBefore(days: number, receiptDays: number, limit: number): Promise<string[]> {
      const { rows } = await db.query<{ id: string }>(
        `SELECT b.id FROM batches b
         WHERE b.${isEnded} AND ${olderThan('b.completed_at')} AND ${receiptWasReadable} AND ${isNotHeld}
           AND NOT EXISTS (SELECT FROM events e WHERE e.batch_id = b.id AND e.published_at IS NULL)
         ORDER BY b.completed_at LIMIT $3`,
        [days, receiptDays, limit],
      );
      return rows.map(({ id }) => id);
    },

    /**
     * Deletes a batch whose run is over with everything that belongs to it: its files, events and reports at once,
     * its objects with the next sweep. Spent tokens and feedback on knowledge remain.
     * @returns the run it was in.
     * @throws ArgusError `not_found`, `legal_hold`, `state` if its run is not over or an event of it is not published yet.
     */
    deleteBatch: (batchId: string): Promise<number> =>
      inTransaction(db, async (tx) => {
        const batch = await lockBatch(tx, batchId);
        await assertNotHeld(tx, batch.vin);
        const details = { status: batch.status };
        if (!isTerminal(batch.status)) {
          throw new ArgusError('state', `The batch is ${batch.status}; cancel it first.`, { details });
        }
        const waiting = await tx.query(
          'SELECT FROM events WHERE batch_id = $1 AND published_at IS NULL LIMIT 1',
          [batchId],
        );
        if (waiting.rowCount) {
          const message = 'Events of the batch are not in Kafka yet; delete it once they are.';
          throw new ArgusError('state', message, { details });
        }
        await lockVehicle(tx, batch.vehicle_id);
        const { rows: counted } = await tx.query<{ id: string }>(
          'SELECT id FROM reports WHERE batch_id = $1 AND latest',
          [batchId],
        );
        for (const { id } of counted) await uncountSoftware(tx, id, batch.vehicle_id);
        await tx.query('DELETE FROM batches WHERE id = $1', [batchId]);
        if (counted.length > 0) await recountWithout(tx, batch);
        await keepVehicleRow(tx, batch.vehicle_id);
        await requestRemoval(tx, [batchObjectPrefix(batchId)]);
        return batch.run;
      }),

    /** Prefixes of objects that are to be removed, the oldest request first. */
    async removals(limit: number): Promise<{ prefix: string; direct_only: boolean }[]> {
      const { rows } = await db.query<{ prefix: string; direct_only: boolean }>(
        'SELECT prefix, direct_only FROM object_removals ORDER BY requested_at LIMIT $1',
        [limit],
      );
      return rows;
    },

    async removed(prefix: string): Promise<void> {
      await db.query('DELETE FROM object_removals WHERE prefix = $1', [prefix]);
    },

    async count(kind: RetentionKind, more: number): Promise<void> {
      if (more === 0) return;
      await db.query(
        `INSERT INTO retention_counts (kind, count) VALUES ($1, $2)
         ON CONFLICT (kind) DO UPDATE SET count = retention_counts.count + excluded.count, last_at = now()`,
        [kind, more],
      );
    },

    /** Since the database was created; a kind of which nothing was deleted is not included. */
    async counts(): Promise<{ kind: RetentionKind; count: number }[]> {
      const { rows } = await db.query<{ kind: RetentionKind; count: number }>(
        'SELECT kind, count FROM retention_counts ORDER BY kind',
      );
      return rows;
    },
  };
}

export type RetentionStore = ReturnType<typeof createRetentionStore>;

/**
 * Has the next sweeps remove every object whose key begins with one of these; with `directOnly` those alone that lie directly
 * below it, which are recordings.
 */
export async function requestRemoval(
  tx: Tx,
  prefixes: string[],
  { directOnly = false }: { directOnly?: boolean } = {},
): Promise<void> {
  await tx.query(
    `INSERT INTO object_removals (prefix, direct_only) SELECT unnest($1::text[]), $2
     ON CONFLICT (prefix) DO UPDATE SET direct_only = object_removals.direct_only AND excluded.direct_only`,
    [prefixes, directOnly],
  );
}

/** The vehicle is now described by its newest remaining batch, or removed. */
async function keepVehicleRow(tx: Tx, vehicleId: string): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE vehicles SET vin = b.vin, platform = b.platform, last_batch_id = b.id
     FROM (SELECT id, vin, platform FROM batches WHERE vehicle_id = $1 ORDER BY id DESC LIMIT 1) AS b
     WHERE vehicles.vehicle_id = $1`,
    [vehicleId],
  );
  if (rowCount === 0) await tx.query('DELETE FROM vehicles WHERE vehicle_id = $1', [vehicleId]);
}
