import { boundedText } from '../../domain/bounded-text.ts';
import { eventId, type NewEvent, type StoredEvent } from '../../domain/event.ts';
import type { Db, Tx } from './pool.ts';

/** A trigger on the table notifies it (migration 003). */
export const eventsChannel = 'argus_events';

const columns = 'seq, event_id, batch_id, run, event_type, payload, occurred_at';

/** Parameter for `jsonb_to_recordset($n) AS (event_id uuid, event_type text, payload jsonb)`. */
export function eventRows(batchId: string, run: number, events: NewEvent[]): string {
  return JSON.stringify(
    events.map((event) => ({
      event_id: eventId(batchId, run, event),
      event_type: event.type,
      payload: event.payload,
    })),
    boundedMember,
  );
}

/** Bound for texts from recordings and servers; the lists in an event are bounded where they are made. */
function boundedMember(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? boundedText(value) : value;
}

/**
 * Appends events of one batch. The caller holds the lock of the batch's row, so that within a batch the order of
 * `seq` is the order of commits and a reader that resumes after a `seq` misses nothing. An event that already exists
 * (the step is being repeated) stays unchanged.
 */
export async function appendEvents(tx: Tx, batchId: string, run: number, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query({
    name: 'append-events',
    text: `INSERT INTO events (event_id, batch_id, run, event_type, payload)
           SELECT e.event_id, $1, $2, e.event_type, e.payload
           FROM ROWS FROM (jsonb_to_recordset($3) AS (event_id uuid, event_type text, payload jsonb))
                WITH ORDINALITY AS e(event_id, event_type, payload, ordinality)
           ORDER BY e.ordinality
           ON CONFLICT (event_id) DO NOTHING`,
    values: [batchId, run, eventRows(batchId, run, events)],
  });
}

export function createEventStore(db: Db) {
  return {
    /** Events of a batch after `seq`, oldest first. */
    async after(batchId: string, seq: number, limit: number): Promise<StoredEvent[]> {
      const { rows } = await db.query<StoredEvent>({
        name: 'events-after',
        text: `SELECT ${columns} FROM events WHERE batch_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
        values: [batchId, seq, limit],
      });
      return rows;
    },

    /** Without those of `taken`, oldest first; the relay publishes in this order. */
    async unpublished(limit: number, taken: readonly number[] = []): Promise<StoredEvent[]> {
      const { rows } = await db.query<StoredEvent>({
        name: 'events-unpublished',
        text: `SELECT ${columns} FROM events WHERE published_at IS NULL AND seq <> ALL($2::bigint[])
               ORDER BY seq LIMIT $1`,
        values: [limit, taken],
      });
      return rows;
    },

    /** Published events that occurred at `since` (RFC 3339) or later, after `seq`, oldest first. */
    async publishedSince(since: string, seq: number, limit: number): Promise<StoredEvent[]> {
      const { rows } = await db.query<StoredEvent>(
        `SELECT ${columns} FROM events
         WHERE seq > $2 AND occurred_at >= $1 AND published_at IS NOT NULL ORDER BY seq LIMIT $3`,
        [since, seq, limit],
      );
      return rows;
    },

    async markPublished(seqs: number[]): Promise<void> {
      await db.query({
        name: 'events-published',
        text: 'UPDATE events SET published_at = now() WHERE seq = ANY($1::bigint[])',
        values: [seqs],
      });
    },

    /** Events that the relay has not published yet: their number, and the age of the oldest in seconds. */
    async backlog(): Promise<{ count: number; oldest_seconds: number }> {
      const { rows } = await db.query<{ count: number; oldest_seconds: number }>(
        `SELECT count(*) AS count,
                coalesce(extract(epoch FROM now() - min(occurred_at)), 0)::float8 AS oldest_seconds
         FROM events WHERE published_at IS NULL`,
      );
      return rows[0] ?? { count: 0, oldest_seconds: 0 };
    },
  };
}

export type EventStore = ReturnType<typeof createEventStore>;
