import type { Db } from './pool.ts';

/** Rows and the objects that belong to them. */
export function createObjectRowStore(db: Db) {
  return {
    /** Batches after the one with this id, in the order of their ids. */
    async batchesAfter(
      after: string | undefined,
      limit: number,
    ): Promise<{ id: string; has_recordings: boolean }[]> {
      const { rows } = await db.query<{ id: string; has_recordings: boolean }>(
        `SELECT id, recordings_deleted_at IS NULL AS has_recordings FROM batches
         WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2`,
        [after ?? null, limit],
      );
      return rows;
    },

    /** Those of `ids` that are batches. */
    async batchesAmong(ids: string[]): Promise<Set<string>> {
      const { rows } = await db.query<{ id: string }>('SELECT id FROM batches WHERE id = ANY($1::uuid[])', [
        ids,
      ]);
      return new Set(rows.map(({ id }) => id));
    },

    /** Every chart of every run of a batch, but those that were deleted by age. */
    async charts(batchId: string): Promise<{ run: number; name: string }[]> {
      const { rows } = await db.query<{ run: number; name: string }>(
        `SELECT a.run, chart ->> 'name' AS name
         FROM aggregates a JOIN batches b ON b.id = a.batch_id, jsonb_array_elements(a.charts) AS chart
         WHERE a.batch_id = $1 AND (b.charts_deleted_at IS NULL OR a.created_at > b.charts_deleted_at)`,
        [batchId],
      );
      return rows;
    },
  };
}

export type ObjectRowStore = ReturnType<typeof createObjectRowStore>;
