import { type Claim, holdMs, type KeptAnswer, type KeyedRequest } from '../../domain/keyed-request.ts';
import type { Db } from './pool.ts';

interface Row extends KeptAnswer {
  fingerprint: string;
  answered: boolean;
  expired: boolean;
}

/** How long a response is kept. */
const kept = "interval '24 hours'";
const hold = `interval '${holdMs} milliseconds'`;
/** Rows that one sweep removes at a time, so that it holds no lock for long. */
const sweepRows = 5_000;
/** A row can expire between two statements. */
const maxAttempts = 5;

/** Responses to requests with an Idempotency-Key. */
export function createKeptAnswers(db: Db) {
  async function insert(request: KeyedRequest): Promise<string | undefined> {
    const { operation, key, fingerprint, resourceId, holder } = request;
    const { rows } = await db.query<{ resource_id: string }>({
      name: 'claim-key',
      text: `INSERT INTO idempotency_keys AS k (operation, key, fingerprint, resource_id, holder, held_until)
             VALUES ($1, $2, $3, $4, $5, clock_timestamp() + ${hold})
             ON CONFLICT (operation, key) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
             WHERE k.fingerprint = excluded.fingerprint AND k.status IS NULL AND k.held_until <= clock_timestamp()
               AND k.created_at > now() - ${kept}
             RETURNING resource_id`,
      values: [operation, key, fingerprint, resourceId, holder],
    });
    return rows[0]?.resource_id;
  }

  async function find({ operation, key }: KeyedRequest): Promise<Row | undefined> {
    const { rows } = await db.query<Row>({
      name: 'kept-answer',
      text: `SELECT fingerprint, status, headers, body, status IS NOT NULL AS answered,
                    created_at <= now() - ${kept} AS expired
             FROM idempotency_keys WHERE operation = $1 AND key = $2`,
      values: [operation, key],
    });
    return rows[0];
  }

  async function removeExpired({ operation, key }: KeyedRequest): Promise<void> {
    await db.query(
      `DELETE FROM idempotency_keys WHERE operation = $1 AND key = $2 AND created_at <= now() - ${kept}`,
      [operation, key],
    );
  }

  return {
    async claim(request: KeyedRequest): Promise<Claim> {
      for (let tries = 0; tries < maxAttempts; tries += 1) {
        const resourceId = await insert(request);
        if (resourceId) return { outcome: 'claimed', resourceId };
        const row = await find(request);
        if (!row) continue;
        if (row.expired) {
          await removeExpired(request);
          continue;
        }
        if (row.fingerprint !== request.fingerprint) return { outcome: 'other_request' };
        if (!row.answered) return { outcome: 'running' };
        const { status, headers, body } = row;
        return { outcome: 'answered', answer: { status, headers, body } };
      }
      return { outcome: 'running' };
    },

    /** The attempt is still in progress. */
    async renew({ operation, key, holder }: KeyedRequest): Promise<void> {
      await db.query({
        name: 'renew-key',
        text: `UPDATE idempotency_keys SET held_until = clock_timestamp() + ${hold}
               WHERE operation = $1 AND key = $2 AND holder = $3 AND status IS NULL`,
        values: [operation, key, holder],
      });
    },

    /** Without a response worth keeping, the next attempt is executed again. */
    async settle({ operation, key, holder }: KeyedRequest, answer: KeptAnswer | undefined): Promise<void> {
      await db.query({
        name: 'settle-key',
        text: `UPDATE idempotency_keys SET status = $4, headers = $5, body = $6, held_until = clock_timestamp()
               WHERE operation = $1 AND key = $2 AND holder = $3 AND status IS NULL`,
        values: [
          operation,
          key,
          holder,
          answer?.status ?? null,
          answer ? JSON.stringify(answer.headers) : null,
          answer?.body ?? null,
        ],
      });
    },

    /** Removes responses that are older than 24 hours; resolves to how many. */
    async forgetOld(): Promise<number> {
      for (let removed = 0; ; ) {
        const { rowCount } = await db.query(
          `DELETE FROM idempotency_keys WHERE (operation, key) IN (
             SELECT operation, key FROM idempotency_keys WHERE created_at <= now() - ${kept}
             ORDER BY created_at LIMIT ${sweepRows})`,
        );
        removed += rowCount ?? 0;
        if ((rowCount ?? 0) < sweepRows) return removed;
      }
    },
  };
}
