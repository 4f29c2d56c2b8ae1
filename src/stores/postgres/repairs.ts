import type { Batch } from '../../domain/batch.ts';
import { type BatchStatus, batchStatuses, isTerminal } from '../../domain/batch-status.ts';
import type { RepairKind } from '../../domain/repair.ts';
import { batchColumns } from './batch-rows.ts';
import type { Db } from './pool.ts';

const ended: BatchStatus[] = batchStatuses.filter(isTerminal);
const quiet = 'updated_at <= now() - make_interval(secs => $1)';
/** Condition of the index `batches_open`. */
const open = `status NOT IN (${ended.map((status) => `'${status}'`).join(', ')})`;

/** What the reconciler reads about batches, and the count of its repairs. */
export function createRepairStore(db: Db) {
  return {
    /** Batches whose run is not over, by id after `after`, unchanged for `quietSeconds`. */
    async openPage(after: string | undefined, quietSeconds: number, limit: number): Promise<Batch[]> {
      const { rows } = await db.query<Batch>(
        `SELECT ${batchColumns} FROM batches
         WHERE ${open} AND ${quiet} AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
        [quietSeconds, after ?? null, limit],
      );
      return rows;
    },

    /** Those of `ids` whose run is over, unchanged for `quietSeconds`. */
    async endedOf(ids: string[], quietSeconds: number): Promise<Batch[]> {
      if (ids.length === 0) return [];
      const { rows } = await db.query<Batch>(
        `SELECT ${batchColumns} FROM batches WHERE ${quiet} AND id = ANY($2::uuid[]) AND NOT (${open})`,
        [quietSeconds, ids],
      );
      return rows;
    },

    /** The batch, and whether it has been unchanged for `quietSeconds`. */
    async look(batchId: string, quietSeconds: number): Promise<{ batch: Batch; quiet: boolean } | undefined> {
      const { rows } = await db.query<Batch & { quiet: boolean }>(
        `SELECT ${batchColumns}, ${quiet} AS quiet FROM batches WHERE id = $2`,
        [quietSeconds, batchId],
      );
      const [row] = rows;
      if (!row) return undefined;
      const { quiet: isQuiet, ...batch } = row;
      return { batch, quiet: isQuiet };
    },

    async count(kind: RepairKind): Promise<void> {
      await db.query(
        `INSERT INTO reconciler_repairs (kind, count) VALUES ($1, 1)
         ON CONFLICT (kind) DO UPDATE SET count = reconciler_repairs.count + 1, last_at = now()`,
        [kind],
      );
    },

    /** Since the database was created; a kind that never occurred is not included. */
    async counts(): Promise<{ kind: RepairKind; count: number }[]> {
      const { rows } = await db.query<{ kind: RepairKind; count: number }>(
        'SELECT kind, count FROM reconciler_repairs ORDER BY kind',
      );
      return rows;
    },
  };
}
