import type { BatchStatus } from '../../domain/batch-status.ts';
import type { Db } from './pool.ts';

/** A vehicle as its newest batch and its newest report show it. */
export interface VehicleRow {
  vehicle_id: string;
  vin: string;
  platform: string | null;
  last_batch_id: string;
  last_batch_status: BatchStatus;
  last_batch_at: string;
  /** Batches with a report. */
  reported_batches: number;
  /** Of the newest report; null before there is one. */
  severity: string | null;
  sentence: string | null;
}

export interface VerdictRow {
  batch_id: string;
  run: number;
  severity: string;
  sentence: string;
  at: string;
}

export interface VehicleCodeRow {
  code: string;
  source: string;
  message: string;
  /** Rank of the worst. */
  severity: number;
  batches: number;
  occurrences: number;
  first_at: string;
  last_at: string;
}

export function createVehicleStore(db: Db) {
  return {
    /** By their ids; `after` is the last id of the page before. */
    async list(after: string | undefined, limit: number): Promise<VehicleRow[]> {
      // A loose index scan: from each vehicle to the next, not over its batches.
      const { rows } = await db.query<VehicleRow>({
        name: 'list-vehicles',
        text: `WITH RECURSIVE ids AS (
                 (SELECT vehicle_id, 1 AS nth FROM batches WHERE vehicle_id > $1 ORDER BY vehicle_id LIMIT 1)
                 UNION ALL
                 SELECT next.vehicle_id, nth + 1 FROM ids CROSS JOIN LATERAL (
                   SELECT vehicle_id FROM batches WHERE vehicle_id > ids.vehicle_id ORDER BY vehicle_id LIMIT 1) AS next
                 WHERE nth < $2)
               ${describe('ids')} ORDER BY ids.vehicle_id`,
        values: [after ?? '', limit],
      });
      return rows;
    },

    async get(vehicleId: string): Promise<VehicleRow | undefined> {
      const { rows } = await db.query<VehicleRow>({
        name: 'get-vehicle',
        text: `WITH ids AS (SELECT $1::text AS vehicle_id) ${describe('ids')}`,
        values: [vehicleId],
      });
      return rows[0];
    },

    /** Of its newest batches with a report, newest first. */
    async verdicts(vehicleId: string, limit: number): Promise<VerdictRow[]> {
      const { rows } = await db.query<VerdictRow>({
        name: 'vehicle-verdicts',
        text: `SELECT batch_id, run, severity, sentence, at FROM reports
               WHERE vehicle_id = $1 AND latest ORDER BY batch_id DESC LIMIT $2`,
        values: [vehicleId, limit],
      });
      return rows;
    },

    /** Codes seen in at least two of its batches, those of most batches first. */
    async recurringCodes(vehicleId: string, limit: number): Promise<VehicleCodeRow[]> {
      const { rows } = await db.query<VehicleCodeRow>({
        name: 'vehicle-codes',
        text: `SELECT f.code, f.source, f.message, max(severity) AS severity, sum(batches)::int8 AS batches,
                      sum(count)::int8 AS occurrences, min(m.first_at) AS first_at, max(last_at) AS last_at
               FROM code_vehicles m JOIN fault_codes f ON f.id = code_id
               WHERE vehicle_id = $1 GROUP BY f.id HAVING sum(batches) > 1
               ORDER BY sum(batches) DESC, f.id LIMIT $2`,
        values: [vehicleId, limit],
      });
      return rows;
    },
  };
}

function describe(ids: string): string {
  return `
    SELECT ${ids}.vehicle_id, b.vin, b.platform, b.id AS last_batch_id, b.status AS last_batch_status,
           b.created_at AS last_batch_at, r.severity, r.sentence,
           coalesce((SELECT sum(batches) FROM vehicle_months m WHERE m.vehicle_id = ${ids}.vehicle_id), 0)::int8
             AS reported_batches
    FROM ${ids}
    CROSS JOIN LATERAL (
      SELECT * FROM batches WHERE vehicle_id = ${ids}.vehicle_id ORDER BY id DESC LIMIT 1) AS b
    LEFT JOIN LATERAL (
      SELECT severity, sentence FROM reports WHERE vehicle_id = ${ids}.vehicle_id
      ORDER BY batch_id DESC, run DESC LIMIT 1) AS r ON true`;
}
