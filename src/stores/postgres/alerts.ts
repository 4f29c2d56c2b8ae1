import { type AlertFilter, alertMemoryDays, maxSubscriptions, type StoredAlert } from '../../domain/alert.ts';
import { boundedText } from '../../domain/bounded-text.ts';
import { ArgusError } from '../../domain/error.ts';
import { type Severity, severities, severityRank } from '../../domain/severity.ts';
import { type Db, inTransaction } from './pool.ts';

/** Where messages go: one of the two. */
export interface AlertTarget {
  url: string | null;
  email: string | null;
}

export interface AlertSubscription extends AlertTarget, AlertFilter {
  id: string;
  description: string | null;
  created_at: string;
}

export type SubscriptionWithCounts = AlertSubscription & {
  /** Messages that wait, and that were given up. */
  pending: number;
  dead: number;
  /** Of the latest attempt, where one failed and is repeated. */
  error: string | null;
};

export interface DeadAlert {
  alert_id: string;
  batch_id: string;
  run: number;
  created_at: string;
  dead_at: string;
  error: string;
}

/** The messages of one subscription. */
export interface AlertQueue extends AlertTarget {
  id: string;
  attempts: number;
  secret: string | null;
}

export interface AlertBacklog {
  channel: 'webhook' | 'email';
  /** Age of the oldest message that waits; 0 without one. */
  oldest_seconds: number;
}

const columns = 'id, url, email, platforms, rules, min_severity, description, created_at';
type Row<T> = Omit<T, 'min_severity'> & { min_severity: number };
const severityAt = (rank: number): Severity => severities[rank] ?? 'info';
/** Rows that one statement forgets. */
const sweepRows = 1_000;

export function createAlertStore(db: Db) {
  return {
    /**
     * A repeat with the same id creates no other subscription, and the first secret holds.
     * @throws ArgusError `conflict` beyond `maxSubscriptions`.
     */
    async subscribe(
      subscription: Omit<AlertSubscription, 'created_at'> & { secret: string | null },
    ): Promise<AlertSubscription & { secret: string | null }> {
      const { id, url, email, platforms, rules, min_severity, description, secret } = subscription;
      const { rows } = await db.query<Row<AlertSubscription> & { secret: string | null }>(
        `INSERT INTO alert_subscriptions AS s (id, url, email, platforms, rules, min_severity, description, secret)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8
         WHERE (SELECT count(*) FROM alert_subscriptions WHERE id <> $1) < $9
         ON CONFLICT (id) DO UPDATE SET id = s.id RETURNING ${columns}, secret`,
        [id, url, email, platforms, rules, severityRank(min_severity), description, secret, maxSubscriptions],
      );
      const [row] = rows;
      if (!row)
        throw new ArgusError(
          'conflict',
          `There are ${maxSubscriptions} subscriptions already; delete one that nobody needs first.`,
        );
      return { ...row, min_severity: severityAt(row.min_severity) };
    },

    /** The oldest first. */
    async list(): Promise<SubscriptionWithCounts[]> {
      const { rows } = await db.query<Row<SubscriptionWithCounts>>(
        `SELECT ${columns}, CASE WHEN attempts > 0 THEN error END AS error,
                (SELECT count(*) FROM alerts WHERE subscription_id = s.id AND dead_at IS NULL) AS pending,
                (SELECT count(*) FROM alerts WHERE subscription_id = s.id AND dead_at IS NOT NULL) AS dead
         FROM alert_subscriptions s ORDER BY id`,
      );
      return rows.map((row) => ({ ...row, min_severity: severityAt(row.min_severity) }));
    },

    async has(id: string): Promise<boolean> {
      return (await db.query('SELECT FROM alert_subscriptions WHERE id = $1', [id])).rowCount === 1;
    },

    /** With what it has not received. False if there is none. */
    async unsubscribe(id: string): Promise<boolean> {
      return (await db.query('DELETE FROM alert_subscriptions WHERE id = $1', [id])).rowCount === 1;
    },

    /** The newest first. */
    async deadLetters(id: string, limit: number): Promise<DeadAlert[]> {
      const { rows } = await db.query<DeadAlert>(
        `SELECT id AS alert_id, batch_id, run, created_at, dead_at, error FROM alerts
         WHERE subscription_id = $1 AND dead_at IS NOT NULL ORDER BY seq DESC LIMIT $2`,
        [id, limit],
      );
      return rows;
    },

    /** Delivers what was given up once more. @returns how many messages. */
    revive: (id: string): Promise<number> =>
      inTransaction(db, async (tx) => {
        const { rowCount } = await tx.query(
          `UPDATE alerts SET dead_at = NULL, error = NULL, created_at = now()
           WHERE subscription_id = $1 AND dead_at IS NOT NULL`,
          [id],
        );
        await tx.query(
          'UPDATE alert_subscriptions SET attempts = 0, next_attempt_at = now(), error = NULL WHERE id = $1',
          [id],
        );
        return rowCount ?? 0;
      }),

    /** Subscriptions with messages whose time has come, the longest waiting first, without those of `busy`. */
    async due(busy: string[], limit: number): Promise<AlertQueue[]> {
      const { rows } = await db.query<AlertQueue>({
        name: 'alerts-due',
        text: `SELECT id, url, email, secret, attempts FROM alert_subscriptions s
               WHERE next_attempt_at <= now() AND id <> ALL ($1)
                 AND EXISTS (SELECT FROM alerts WHERE subscription_id = s.id AND dead_at IS NULL)
               ORDER BY next_attempt_at LIMIT $2`,
        values: [busy, limit],
      });
      return rows;
    },

    /** What waits for a subscription, in its order. */
    async waiting({ id }: Pick<AlertQueue, 'id'>, limit: number): Promise<StoredAlert[]> {
      const { rows } = await db.query<StoredAlert>({
        name: 'alerts-waiting',
        text: `SELECT id, subscription_id, batch_id, run, message, created_at FROM alerts
               WHERE subscription_id = $1 AND dead_at IS NULL ORDER BY seq LIMIT $2`,
        values: [id, limit],
      });
      return rows;
    },

    async delivered({ id, subscription_id }: Pick<StoredAlert, 'id' | 'subscription_id'>): Promise<void> {
      await db.query({
        name: 'alert-delivered',
        text: `WITH gone AS (DELETE FROM alerts WHERE id = $1)
               UPDATE alert_subscriptions SET attempts = 0, error = NULL, next_attempt_at = now()
               WHERE id = $2 AND attempts > 0`,
        values: [id, subscription_id],
      });
    },

    /**
     * The first message of a subscription failed: it waits, and messages that have waited for `hours` are given up.
     * @returns how many were given up.
     */
    failed: (
      { id }: Pick<AlertQueue, 'id'>,
      said: string,
      pauseSeconds: number,
      hours: number,
    ): Promise<number> =>
      inTransaction(db, async (tx) => {
        const error = boundedText(said);
        await tx.query(
          `UPDATE alert_subscriptions SET attempts = attempts + 1, error = $2,
                  next_attempt_at = now() + make_interval(secs => $3)
           WHERE id = $1`,
          [id, error, pauseSeconds],
        );
        const { rowCount } = await tx.query(
          `UPDATE alerts SET dead_at = now(), error = $2
           WHERE subscription_id = $1 AND dead_at IS NULL AND created_at <= now() - make_interval(hours => $3)`,
          [id, error, hours],
        );
        return rowCount ?? 0;
      }),

    /** A message was refused for good; those after it are not concerned. */
    async refused({ id }: Pick<StoredAlert, 'id'>, said: string): Promise<void> {
      await db.query('UPDATE alerts SET dead_at = now(), error = $2 WHERE id = $1', [id, boundedText(said)]);
    },

    /** Both channels, also where nothing waits. */
    async backlog(): Promise<AlertBacklog[]> {
      const { rows } = await db.query<AlertBacklog>({
        name: 'alert-backlog',
        text: `SELECT channel, coalesce(extract(epoch FROM now() - min(a.created_at)), 0)::float8 AS oldest_seconds
               FROM (VALUES ('webhook', false), ('email', true)) AS c(channel, by_mail)
               LEFT JOIN alert_subscriptions s ON (s.email IS NOT NULL) = c.by_mail
               LEFT JOIN alerts a ON a.subscription_id = s.id AND a.dead_at IS NULL
               GROUP BY channel ORDER BY channel`,
      });
      return rows;
    },

    /** Forgets what was told, and what was given up, too long ago; resolves to how many rows. */
    async forgetOld(): Promise<number> {
      const { rows } = await db.query<{ forgotten: number }>(
        `WITH keys AS (
           DELETE FROM alert_keys WHERE ctid = ANY (ARRAY(
             SELECT ctid FROM alert_keys WHERE told_at <= now() - make_interval(days => $1)
             ORDER BY told_at LIMIT $2 FOR UPDATE SKIP LOCKED)) RETURNING 1),
         dead AS (
           DELETE FROM alerts WHERE dead_at <= now() - make_interval(days => $1) RETURNING 1)
         SELECT (SELECT count(*) FROM keys) + (SELECT count(*) FROM dead) AS forgotten`,
        [alertMemoryDays, sweepRows],
      );
      return rows[0]?.forgotten ?? 0;
    },
  };
}

export type AlertStore = ReturnType<typeof createAlertStore>;
