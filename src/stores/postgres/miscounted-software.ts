import type { SoftwareFacts } from '../../report/software-facts.ts';
import type { Db } from './pool.ts';
import { inTransaction } from './pool.ts';
import { lockVehicle } from './report-index.ts';
import { countSoftware, nameSoftware, softwareIds, uncountSoftware } from './software-sums.ts';

/** A report that is not in the sums by software, although it is the newest of its batch, or is in them although it is not. */
export interface Miscounted {
  id: string;
  vehicle_id: string;
  latest: boolean;
}

/** Puts right what a release without these sums leaves: its reports are not in them, and those that it replaced still are. */
export function createSoftwareCountStore(db: Db) {
  return {
    /** By id after `after`: the oldest first. */
    async miscounted(after: string | undefined, limit: number): Promise<Miscounted[]> {
      const { rows } = await db.query<Miscounted>(
        `SELECT id, vehicle_id, latest FROM reports
         WHERE latest <> (software_ids IS NOT NULL) AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
        [after ?? null, limit],
      );
      return rows;
    },

    /** The JSON text of a report; undefined if it is gone. */
    async body(id: string): Promise<string | undefined> {
      const { rows } = await db.query<{ body: string }>(
        'SELECT body::text AS body FROM reports WHERE id = $1',
        [id],
      );
      return rows[0]?.body;
    },

    /** Once, whoever else does it. */
    count: (id: string, vehicleId: string, facts: SoftwareFacts): Promise<void> =>
      inTransaction(db, async (tx) => {
        await nameSoftware(tx, facts);
        await lockVehicle(tx, vehicleId);
        const { rowCount } = await tx.query(
          `UPDATE reports SET recorded_ms = $2, warned_rules = $3, software_ids = ${softwareIds('$4')}
           WHERE id = $1 AND latest AND software_ids IS NULL`,
          [id, facts.recorded_ms, facts.warned_rules, JSON.stringify(facts.software)],
        );
        if (rowCount === 1) await countSoftware(tx, id);
      }),

    uncount: (id: string, vehicleId: string): Promise<void> =>
      inTransaction(db, async (tx) => {
        await lockVehicle(tx, vehicleId);
        await uncountSoftware(tx, id, vehicleId);
      }),
  };
}

export type SoftwareCountStore = ReturnType<typeof createSoftwareCountStore>;
