import type { BatchStatus } from '../../domain/batch-status.ts';
import type { Db } from './pool.ts';

/** A vehicle as described by its newest batch and its newest report. */
export interface VehicleRow {
  vehicle_id: string;
  vin: string;
  platform: string | null;
  last_batch_id: string;
  last_batch_status: BatchStatus;
  last_batch_at: string;
  /** Batches with a report. */
  reported_batches: number;
  /** From the newest report; null before there is one. */
  severity: string | null;
  sentence: string | null;
  /** The codes seen in most of its batches, of those seen in at least two; severity as its rank. */
  recurring_codes: { code: string; source: string; severity: number; batches: number }[];
  /** How many there are. */
  recurring_code_count: number;
}

export interface VehicleFilter {
  platform?: string | undefined;
  /** A part of its id or its VIN; case does not matter. */
  text?: string | undefined;
}

/** Maximum codes in a row of a list. */
const codesInList = 3;

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
  /** Rank of the most severe. */
  severity: number;
  batches: number;
  occurrences: number;
  first_at: string;
  last_at: string;
}

export function createVehicleStore(db: Db) {
  return {
    /** By id; `after` is the last id of the previous page. */
    async list(
      { platform, text }: VehicleFilter,
      after: string | undefined,
      limit: number,
    ): Promise<VehicleRow[]> {
      const { rows } = await db.query<VehicleRow>({
        name: 'list-vehicles',
        text: `WITH ids AS (
                 SELECT vehicle_id FROM vehicles
                 WHERE vehicle_id > $1 AND ($3::text IS NULL OR platform = $3)
                   AND ($4::text IS NULL OR strpos(search, lower($4 COLLATE pg_c_utf8)) > 0)
                 ORDER BY vehicle_id LIMIT $2)
               ${describe('ids')} ORDER BY ids.vehicle_id`,
        values: [after ?? '', limit, platform ?? null, text ?? null],
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
             AS reported_batches,
           coalesce(c.recurring_codes, '[]') AS recurring_codes, coalesce(c.count, 0)::int8 AS recurring_code_count
    FROM ${ids}
    CROSS JOIN LATERAL (
      SELECT * FROM batches WHERE vehicle_id = ${ids}.vehicle_id ORDER BY id DESC LIMIT 1) AS b
    LEFT JOIN LATERAL (
      SELECT severity, sentence FROM reports WHERE vehicle_id = ${ids}.vehicle_id
      ORDER BY batch_id DESC, run DESC LIMIT 1) AS r ON true
    LEFT JOIN LATERAL (
      SELECT max(total) AS count,
             json_agg(json_build_object('code', code, 'source', source, 'severity', worst, 'batches', seen)
                      ORDER BY seen DESC, id) AS recurring_codes
      FROM (
        SELECT f.id, f.code, f.source, max(severity) AS worst, sum(batches)::int8 AS seen, count(*) OVER () AS total
        FROM code_vehicles m JOIN fault_codes f ON f.id = code_id
        WHERE m.vehicle_id = ${ids}.vehicle_id GROUP BY f.id HAVING sum(batches) > 1
        ORDER BY sum(batches) DESC, f.id LIMIT ${codesInList}) AS often) AS c ON true`;
}
