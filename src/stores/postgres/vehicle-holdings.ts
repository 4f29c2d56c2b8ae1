import {
  type Holding,
  type HoldingReason,
  type SumsByReason,
  sumHoldings,
} from '../../domain/vehicle-holdings.ts';
import type { Db } from './pool.ts';

/** What a vehicle holds, without the list. Sizes are bytes, times RFC 3339. */
export interface VehicleHoldingsRow {
  vehicle_id: string;
  /** Of its newest batch; null before there is one. */
  platform: string | null;
  reported_at: string;
  total_files: number;
  total_bytes: number;
  by_reason: SumsByReason;
  /** Requests that it has not answered. */
  open_requests: number;
}

export interface HoldingsReport {
  total_files: number;
  total_bytes: number;
  files: Holding[];
}

const columns = `h.vehicle_id, v.platform, h.reported_at, h.total_files, h.total_bytes, h.by_reason,
  (SELECT count(*) FROM vehicle_requests r WHERE r.vehicle_id = h.vehicle_id AND r.state IN ('open', 'picked_up')
     AND r.expires_at > now()) AS open_requests`;

/** What is still on the vehicles, as far as they reported. */
export function createVehicleHoldingsStore(db: Db) {
  return {
    /** In place of the report before. */
    async put(vehicleId: string, { total_files, total_bytes, files }: HoldingsReport): Promise<void> {
      await db.query({
        name: 'put-holdings',
        text: `INSERT INTO vehicle_holdings AS h (vehicle_id, total_files, total_bytes, files, by_reason)
               VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (vehicle_id) DO UPDATE SET reported_at = now(), total_files = $2, total_bytes = $3, files = $4,
                 by_reason = $5`,
        values: [
          vehicleId,
          total_files,
          total_bytes,
          JSON.stringify(files),
          JSON.stringify(sumHoldings(files)),
        ],
      });
    },

    /** Undefined before its first report. */
    async get(vehicleId: string): Promise<(VehicleHoldingsRow & { files: Holding[] }) | undefined> {
      const { rows } = await db.query<VehicleHoldingsRow & { files: Holding[] }>(
        `SELECT ${columns}, h.files FROM vehicle_holdings h LEFT JOIN vehicles v USING (vehicle_id) WHERE h.vehicle_id = $1`,
        [vehicleId],
      );
      return rows[0];
    },

    /** Vehicles that hold something, by id; `after` is the last id of the previous page. */
    async list(
      filter: { platform?: string | undefined; why?: HoldingReason | undefined },
      after: string | undefined,
      limit: number,
    ): Promise<VehicleHoldingsRow[]> {
      const { rows } = await db.query<VehicleHoldingsRow>(
        `SELECT ${columns} FROM vehicle_holdings h LEFT JOIN vehicles v USING (vehicle_id)
         WHERE h.total_files > 0 AND h.vehicle_id > $1 AND ($2::text IS NULL OR v.platform = $2)
           AND ($3::text IS NULL OR h.by_reason ? $3)
         ORDER BY h.vehicle_id LIMIT $4`,
        [after ?? '', filter.platform ?? null, filter.why ?? null, limit],
      );
      return rows;
    },

    /** Whether Argus has heard of a vehicle: by a batch, or by a report. */
    async isKnown(vehicleId: string): Promise<boolean> {
      const { rowCount } = await db.query(
        `SELECT FROM vehicles WHERE vehicle_id = $1 UNION ALL SELECT FROM vehicle_holdings WHERE vehicle_id = $1 LIMIT 1`,
        [vehicleId],
      );
      return (rowCount ?? 0) > 0;
    },
  };
}

export type VehicleHoldingsStore = ReturnType<typeof createVehicleHoldingsStore>;
