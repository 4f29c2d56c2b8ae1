import type { Db } from './pool.ts';

/** What there is of a vehicle, by its identification number. */
export interface VinHoldings {
  batches: number;
  /** Whose run is not over. */
  open: number;
  files: number;
  /** bytes */
  bytes: number;
  vehicle_ids: string[];
}

const ofVin = 'batch_id IN (SELECT id FROM batches WHERE vin = $1)';

/** Everything of a vehicle. */
export function createVinStore(db: Db) {
  return {
    async holdings(vin: string): Promise<VinHoldings> {
      const { rows } = await db.query<VinHoldings>(
        `SELECT count(*) AS batches, count(*) FILTER (WHERE status NOT IN ('completed', 'failed')) AS open,
                coalesce(array_agg(DISTINCT vehicle_id) FILTER (WHERE vehicle_id IS NOT NULL), '{}') AS vehicle_ids,
                (SELECT count(*) FROM files WHERE ${ofVin}) AS files,
                (SELECT coalesce(sum(size), 0)::int8 FROM files WHERE ${ofVin}) AS bytes
         FROM batches WHERE vin = $1`,
        [vin],
      );
      return rows[0] as VinHoldings;
    },

    /** Contents of a batch's files, as their digests. */
    async contentsOf(batchId: string): Promise<string[]> {
      const { rows } = await db.query<{ sha256: string }>(
        'SELECT DISTINCT sha256 FROM files WHERE batch_id = $1',
        [batchId],
      );
      return rows.map(({ sha256 }) => sha256);
    },

    /**
     * What a deleted batch leaves behind elsewhere: texts of the language model, notes of feedback, kept answers, and summaries
     * of contents that no other file has. Figures of tokens and of feedback stay.
     */
    async eraseTraces(batchId: string, contents: readonly string[]): Promise<void> {
      await db.query('UPDATE llm_calls SET narrative = NULL WHERE batch_id = $1', [batchId]);
      await db.query('UPDATE knowledge_feedback SET note = NULL WHERE batch_id = $1', [batchId]);
      await db.query('DELETE FROM idempotency_keys WHERE resource_id = $1', [batchId]);
      await db.query(
        `DELETE FROM summaries s WHERE s.sha256 = ANY ($1)
           AND NOT EXISTS (SELECT FROM files f WHERE f.sha256 = s.sha256)`,
        [contents],
      );
    },

    /** What they were asked for and hold, of those of which no batch is left. */
    async forgetVehicles(vehicleIds: readonly string[]): Promise<void> {
      for (const table of ['vehicle_requests', 'vehicle_holdings']) {
        await db.query(
          `DELETE FROM ${table} t WHERE t.vehicle_id = ANY ($1)
             AND NOT EXISTS (SELECT FROM batches b WHERE b.vehicle_id = t.vehicle_id)`,
          [vehicleIds],
        );
      }
    },

    /** The run of the newest report or of the batch, and every report of it as JSON text, by run. */
    async reportsOf(batchId: string): Promise<{ run: number; body: string }[]> {
      const { rows } = await db.query<{ run: number; body: string }>(
        'SELECT run, body::text AS body FROM reports WHERE batch_id = $1 ORDER BY run',
        [batchId],
      );
      return rows;
    },
  };
}

export type VinStore = ReturnType<typeof createVinStore>;
