import { v7 as uuidv7 } from 'uuid';
import type { TokenUsage } from '../../domain/event.ts';
import { type Db, inTransaction } from './pool.ts';

export interface TokenLimits {
  /** Tokens a day (UTC), over all batches. */
  daily: number;
  /** Tokens of one run of a batch, over all its attempts. */
  perBatch: number;
  /** Concurrent calls, over all workers. */
  concurrency: number;
}

export interface CallRequest {
  batchId: string;
  run: number;
  /** Maximum that the call can spend. */
  tokens: number;
  /** After this time the call's slot is free again, even if its process died. */
  leaseSeconds: number;
}

/** `narrated`: the run already has its narrative. `busy`: all slots are taken; try again. */
export type Reservation =
  | { kind: 'reserved'; callId: string }
  | { kind: 'narrated'; narrative: unknown }
  | { kind: 'busy' }
  | { kind: 'spent'; budget: 'day' | 'batch'; left: number };

export interface Settlement {
  usage: TokenUsage;
  outcome: 'ok' | 'rejected' | 'failed';
  /** Stored when the outcome is `ok` or `rejected`: a retry reuses it instead of calling again. */
  narrative?: unknown;
}

/** Key of the lock under which reservations are made one at a time ("llm" in ASCII). */
const reservationLock = 0x6c6c6d;

/**
 * The budget of the language model. Tokens are reserved before a call and settled after it; a call whose process died
 * keeps its reservation, since it may have spent it, but its slot is freed when its lease expires.
 */
export function createTokenBudget(db: Db) {
  return {
    reserve(limits: TokenLimits, call: CallRequest): Promise<Reservation> {
      return inTransaction(db, async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock($1)', [reservationLock]);
        const { rows } = await tx.query<Standing>({
          name: 'llm-standing',
          text: `SELECT
              (SELECT narrative FROM llm_calls
               WHERE batch_id = $1 AND run = $2 AND outcome IN ('ok', 'rejected') LIMIT 1) AS narrative,
              (SELECT coalesce(sum(tokens), 0)::int8 FROM llm_calls
               WHERE day = (now() AT TIME ZONE 'utc')::date) AS day_tokens,
              (SELECT coalesce(sum(tokens), 0)::int8 FROM llm_calls
               WHERE batch_id = $1 AND run = $2) AS batch_tokens,
              (SELECT count(*) FROM llm_calls WHERE outcome IS NULL AND expires_at > now()) AS under_way`,
          values: [call.batchId, call.run],
        });
        const standing = rows[0] as Standing;
        if (standing.narrative !== null) return { kind: 'narrated', narrative: standing.narrative };
        const dayLeft = limits.daily - standing.day_tokens;
        if (call.tokens > dayLeft) return { kind: 'spent', budget: 'day', left: Math.max(0, dayLeft) };
        const batchLeft = limits.perBatch - standing.batch_tokens;
        if (call.tokens > batchLeft) return { kind: 'spent', budget: 'batch', left: Math.max(0, batchLeft) };
        if (standing.under_way >= limits.concurrency) return { kind: 'busy' };
        const callId = uuidv7();
        await tx.query({
          name: 'llm-reserve',
          text: `INSERT INTO llm_calls (id, batch_id, run, day, tokens, expires_at)
                 VALUES ($1, $2, $3, (now() AT TIME ZONE 'utc')::date, $4, now() + make_interval(secs => $5))`,
          values: [callId, call.batchId, call.run, call.tokens, call.leaseSeconds],
        });
        return { kind: 'reserved', callId };
      });
    },

    /** Repeating it changes nothing. */
    async settle(callId: string, { usage, outcome, narrative }: Settlement): Promise<void> {
      await db.query({
        name: 'llm-settle',
        text: `UPDATE llm_calls SET tokens = $2, prompt_tokens = $3, completion_tokens = $4, estimated_cost = $5,
                      outcome = $6, narrative = $7, settled_at = now()
               WHERE id = $1 AND outcome IS NULL`,
        values: [
          callId,
          usage.total_tokens,
          usage.prompt_tokens,
          usage.completion_tokens,
          usage.estimated_cost,
          outcome,
          narrative === undefined ? null : JSON.stringify(narrative),
        ],
      });
    },

    /** Today's figures (UTC): tokens by kind, those still reserved, calls by outcome, cost in US dollars. */
    async today(): Promise<SpentToday> {
      const { rows } = await db.query<SpentToday>({
        name: 'llm-today',
        text: `SELECT coalesce(sum(prompt_tokens), 0)::int8 AS prompt_tokens,
                      coalesce(sum(completion_tokens), 0)::int8 AS completion_tokens,
                      coalesce(sum(tokens) FILTER (WHERE outcome IS NULL), 0)::int8 AS reserved_tokens,
                      coalesce(sum(estimated_cost), 0) AS estimated_cost,
                      count(*) FILTER (WHERE outcome = 'ok') AS ok,
                      count(*) FILTER (WHERE outcome = 'rejected') AS rejected,
                      count(*) FILTER (WHERE outcome = 'failed') AS failed
               FROM llm_calls WHERE day = (now() AT TIME ZONE 'utc')::date`,
      });
      return rows[0] as SpentToday;
    },
  };
}

export type TokenBudget = ReturnType<typeof createTokenBudget>;

interface Standing {
  narrative: unknown;
  day_tokens: number;
  batch_tokens: number;
  under_way: number;
}

export interface SpentToday {
  prompt_tokens: number;
  completion_tokens: number;
  reserved_tokens: number;
  estimated_cost: number;
  ok: number;
  rejected: number;
  failed: number;
}
