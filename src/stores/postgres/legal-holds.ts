import { ArgusError } from '../../domain/error.ts';
import type { Db, Tx } from './pool.ts';

export interface LegalHold {
  vin: string;
  reason: string;
  placed_at: string;
  /** Null at the terminal. */
  placed_by: string | null;
}

const columns = 'vin, reason, placed_at, placed_by';

/** Vehicles of which nothing may be deleted. */
export function createLegalHoldStore(db: Db) {
  return {
    async get(vin: string): Promise<LegalHold | undefined> {
      const { rows } = await db.query<LegalHold>(`SELECT ${columns} FROM legal_holds WHERE vin = $1`, [vin]);
      return rows[0];
    },

    /** Placed again, it has the new reason, and its time. */
    async place(vin: string, reason: string, placedBy: string | null): Promise<LegalHold> {
      const { rows } = await db.query<LegalHold>(
        `INSERT INTO legal_holds (vin, reason, placed_by) VALUES ($1, $2, $3)
         ON CONFLICT (vin) DO UPDATE SET reason = excluded.reason, placed_by = excluded.placed_by
         RETURNING ${columns}`,
        [vin, reason, placedBy],
      );
      return rows[0] as LegalHold;
    },

    /** @returns whether there was one. */
    async release(vin: string): Promise<boolean> {
      const { rowCount } = await db.query('DELETE FROM legal_holds WHERE vin = $1', [vin]);
      return (rowCount ?? 0) > 0;
    },
  };
}

/** In SQL, of a row `b` of batches. */
export const isNotHeld = 'NOT EXISTS (SELECT FROM legal_holds h WHERE h.vin = b.vin)';

/** @throws ArgusError `legal_hold`. */
export async function assertNotHeld(tx: Tx, vin: string): Promise<void> {
  const { rows } = await tx.query<{ reason: string }>('SELECT reason FROM legal_holds WHERE vin = $1', [vin]);
  if (!rows[0]) return;
  throw new ArgusError('legal_hold', 'The vehicle is under a legal hold: nothing of it may be deleted.', {
    details: { reason: rows[0].reason },
  });
}
