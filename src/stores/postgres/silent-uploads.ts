import type { EventPayloads } from '../../domain/event.ts';
import { appendEvents } from './events.ts';
import { type Db, inTransaction } from './pool.ts';

export interface Silence {
  /** After which there is a warning. */
  silentSeconds: number;
  /** After which the batch is given up. */
  abandonSeconds: number;
}

type Silent = EventPayloads['UploadSilent'] & { run: number };

/** When something last came to a row `b` of batches. */
export const lastActivity = `greatest(b.updated_at, (SELECT max(f.created_at) FROM files f WHERE f.batch_id = b.id))`;

/** Uploads to which nothing comes. */
export function createSilentUploadStore(db: Db) {
  async function silentIds(silentSeconds: number, limit: number): Promise<string[]> {
    const { rows } = await db.query<{ id: string }>(
      `SELECT id FROM (
         SELECT b.id, b.run, ${lastActivity} AS last_at FROM batches b
         WHERE b.status = 'pending' AND b.updated_at <= now() - make_interval(secs => $1)) AS quiet
       WHERE last_at <= now() - make_interval(secs => $1) AND NOT EXISTS (
         SELECT FROM events e WHERE e.batch_id = quiet.id AND e.event_type = 'UploadSilent' AND e.occurred_at >= last_at)
       ORDER BY last_at LIMIT $2`,
      [silentSeconds, limit],
    );
    return rows.map(({ id }) => id);
  }

  async function warnOf(batchId: string, { silentSeconds, abandonSeconds }: Silence): Promise<boolean> {
    return inTransaction(db, async (tx) => {
      // Locked, as whoever appends events has it; gone or no longer silent, there is nothing to say.
      const { rows } = await tx.query<Silent>(
        `SELECT b.run, b.vehicle_id, b.vin, ${lastActivity} AS silent_since,
                ${lastActivity} + make_interval(secs => $3) AS abandoned_at
         FROM batches b WHERE b.id = $1 AND b.status = 'pending'
           AND ${lastActivity} <= now() - make_interval(secs => $2)
         FOR UPDATE OF b`,
        [batchId, silentSeconds, abandonSeconds],
      );
      if (!rows[0]) return false;
      const { run, ...payload } = rows[0];
      await appendEvents(tx, batchId, run, [{ type: 'UploadSilent', payload }]);
      return true;
    });
  }

  return {
    /** Appends an event for each that has been silent for so long, once for each silence. @returns how many. */
    async warn(silence: Silence, limit: number): Promise<number> {
      let warned = 0;
      for (const id of await silentIds(silence.silentSeconds, limit)) {
        if (await warnOf(id, silence)) warned += 1;
      }
      return warned;
    },
  };
}

export type SilentUploadStore = ReturnType<typeof createSilentUploadStore>;
