import { boundedText } from '../../domain/bounded-text.ts';
import type { EventType, StoredEvent } from '../../domain/event.ts';
import { type Db, inTransaction, type Tx } from './pool.ts';

export interface WebhookEndpoint {
  id: string;
  url: string;
  /** Null for all. */
  event_types: EventType[] | null;
  description: string | null;
  created_at: string;
}

export type EndpointWithCounts = WebhookEndpoint & {
  /** Events that are pending, and that were given up. */
  pending: number;
  dead: number;
  /** Error of the latest attempt, if it failed and will be repeated. */
  error: string | null;
};

export interface DeadLetter {
  event_id: string;
  event_type: EventType;
  batch_id: string;
  run: number;
  occurred_at: string;
  dead_at: string;
  error: string;
}

/** The events of one batch for one endpoint. */
export interface WebhookQueue {
  endpoint_id: string;
  batch_id: string;
  attempts: number;
  url: string;
  secret: string;
}

type QueueKey = Pick<WebhookQueue, 'endpoint_id' | 'batch_id'>;
const columns = 'id, url, event_types, description, created_at';

export function createWebhookStore(db: Db) {
  return {
    /** A repeat with the same id does not create another endpoint, and the first secret remains valid. */
    async create(
      endpoint: Omit<WebhookEndpoint, 'created_at'> & { secret: string },
    ): Promise<WebhookEndpoint & { secret: string }> {
      const { id, url, event_types, description, secret } = endpoint;
      const { rows } = await db.query<WebhookEndpoint & { secret: string }>(
        `INSERT INTO webhook_endpoints AS e (id, url, event_types, description, secret) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET id = e.id RETURNING ${columns}, secret`,
        [id, url, event_types, description, secret],
      );
      return rows[0] as WebhookEndpoint & { secret: string };
    },

    /** The oldest first. */
    async list(): Promise<EndpointWithCounts[]> {
      const { rows } = await db.query<EndpointWithCounts>(
        `SELECT ${columns},
                (SELECT count(*) FROM webhook_deliveries WHERE endpoint_id = e.id AND dead_at IS NULL) AS pending,
                (SELECT count(*) FROM webhook_deliveries WHERE endpoint_id = e.id AND dead_at IS NOT NULL) AS dead,
                (SELECT error FROM webhook_queues WHERE endpoint_id = e.id AND attempts > 0
                 ORDER BY next_attempt_at DESC LIMIT 1) AS error
         FROM webhook_endpoints e ORDER BY id`,
      );
      return rows;
    },

    async has(id: string): Promise<boolean> {
      return (await db.query('SELECT FROM webhook_endpoints WHERE id = $1', [id])).rowCount === 1;
    },

    /** Deletes it with its undelivered events. False if there is none. */
    async remove(id: string): Promise<boolean> {
      return (await db.query('DELETE FROM webhook_endpoints WHERE id = $1', [id])).rowCount === 1;
    },

    /** The newest first. */
    async deadLetters(id: string, limit: number): Promise<DeadLetter[]> {
      const { rows } = await db.query<DeadLetter>(
        `SELECT event_id, event_type, events.batch_id, run, occurred_at, dead_at, error
         FROM webhook_deliveries JOIN events USING (seq)
         WHERE endpoint_id = $1 AND dead_at IS NOT NULL ORDER BY seq DESC LIMIT $2`,
        [id, limit],
      );
      return rows;
    },

    /**
     * Delivers again what was given up, at once.
     * @returns how many events.
     */
    revive: (id: string): Promise<number> =>
      inTransaction(db, async (tx) => {
        const { rows } = await tx.query<{ batch_id: string }>(
          `UPDATE webhook_deliveries SET dead_at = NULL, error = NULL, created_at = now()
           WHERE endpoint_id = $1 AND dead_at IS NOT NULL RETURNING batch_id`,
          [id],
        );
        await tx.query(
          `INSERT INTO webhook_queues (endpoint_id, batch_id)
           SELECT DISTINCT $1::uuid, batch_id FROM unnest($2::uuid[]) AS b(batch_id) ORDER BY batch_id
           ON CONFLICT (endpoint_id, batch_id) DO UPDATE SET attempts = 0, error = NULL, next_attempt_at = now()`,
          [id, rows.map(({ batch_id }) => batch_id)],
        );
        return rows.length;
      }),

    /** Queues that are due, the longest waiting first, without those in `busy` (see `queueName`). */
    async due(busy: string[], limit: number): Promise<WebhookQueue[]> {
      const { rows } = await db.query<WebhookQueue>({
        name: 'webhooks-due',
        text: `SELECT endpoint_id, batch_id, attempts, url, secret
               FROM webhook_queues q JOIN webhook_endpoints e ON e.id = q.endpoint_id
               WHERE next_attempt_at <= now() AND endpoint_id || ' ' || batch_id <> ALL ($1)
               ORDER BY next_attempt_at LIMIT $2`,
        values: [busy, limit],
      });
      return rows;
    },

    /** The pending events of a queue, in order; an empty queue is closed. */
    waiting: ({ endpoint_id, batch_id }: QueueKey, limit: number): Promise<StoredEvent[]> =>
      inTransaction(db, async (tx) => {
        // Appending an event locks the queue as well, so that the next statement sees everything the queue holds.
        await tx.query('SELECT FROM webhook_queues WHERE endpoint_id = $1 AND batch_id = $2 FOR UPDATE', [
          endpoint_id,
          batch_id,
        ]);
        const { rows } = await tx.query<StoredEvent>({
          name: 'webhooks-waiting',
          text: `SELECT seq, event_id, d.batch_id, run, event_type, payload, occurred_at
                 FROM webhook_deliveries d JOIN events USING (seq)
                 WHERE d.endpoint_id = $1 AND d.batch_id = $2 AND d.dead_at IS NULL ORDER BY seq LIMIT $3`,
          values: [endpoint_id, batch_id, limit],
        });
        if (rows.length === 0) await closeQueue(tx, { endpoint_id, batch_id });
        return rows;
      }),

    async delivered({ endpoint_id, batch_id }: QueueKey, seq: number): Promise<void> {
      await db.query({
        name: 'webhook-delivered',
        text: `WITH gone AS (DELETE FROM webhook_deliveries WHERE endpoint_id = $1 AND seq = $3)
               UPDATE webhook_queues SET attempts = 0, error = NULL, next_attempt_at = now()
               WHERE endpoint_id = $1 AND batch_id = $2 AND attempts > 0`,
        values: [endpoint_id, batch_id, seq],
      });
    },

    /**
     * The first event of a queue failed: the queue waits, and events that have waited for `hours` are given up.
     * @returns how many were given up.
     */
    failed: (
      { endpoint_id, batch_id }: QueueKey,
      said: string,
      pauseSeconds: number,
      hours: number,
    ): Promise<number> =>
      inTransaction(db, async (tx) => {
        const error = boundedText(said);
        await tx.query(
          `UPDATE webhook_queues SET attempts = attempts + 1, error = $3,
                  next_attempt_at = now() + make_interval(secs => $4)
           WHERE endpoint_id = $1 AND batch_id = $2`,
          [endpoint_id, batch_id, error, pauseSeconds],
        );
        const { rowCount } = await tx.query(
          `UPDATE webhook_deliveries SET dead_at = now(), error = $3
           WHERE endpoint_id = $1 AND batch_id = $2 AND dead_at IS NULL
             AND created_at <= now() - make_interval(hours => $4)`,
          [endpoint_id, batch_id, error, hours],
        );
        return rowCount ?? 0;
      }),
  };
}

async function closeQueue(tx: Tx, { endpoint_id, batch_id }: QueueKey): Promise<void> {
  await tx.query('DELETE FROM webhook_queues WHERE endpoint_id = $1 AND batch_id = $2', [
    endpoint_id,
    batch_id,
  ]);
}

export const queueName = ({ endpoint_id, batch_id }: QueueKey): string => `${endpoint_id} ${batch_id}`;

export type WebhookStore = ReturnType<typeof createWebhookStore>;
