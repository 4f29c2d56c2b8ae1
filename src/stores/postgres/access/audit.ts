import type { Identity } from '../../../domain/identity.ts';
import type { Db } from '../pool.ts';

export interface Act {
  who: Identity;
  /** Address of the client, or the user and host of a terminal. */
  origin: string;
  /** Operation of the API, or command. */
  action: string;
  /** Method and path, or arguments; never a secret. */
  target: string;
  /** What it creates. */
  resourceId?: string | undefined;
  requestId?: string | undefined;
}

export interface AuditEntry {
  id: number;
  at: string;
  actor: string;
  actor_name: string;
  actor_role: string;
  origin: string;
  action: string;
  target: string;
  resource_id: string | null;
  request_id: string | null;
  /** Null while it is under way, or where the process died. */
  status: number | null;
}

export interface AuditFilter {
  actor?: string | undefined;
  action?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

/** Append-only: the database refuses everything but inserts. */
export function createAuditStore(db: Db) {
  return {
    /** Before the act. @returns its id. */
    async begin({ who, origin, action, target, resourceId, requestId }: Act): Promise<number> {
      const { rows } = await db.query<{ id: number }>({
        name: 'audit-act',
        text: `INSERT INTO audit_acts (actor, actor_name, actor_role, origin, action, target, resource_id, request_id)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
        values: [
          ...[who.key, who.name, who.role, origin, action, target],
          ...[resourceId ?? null, requestId ?? null],
        ],
      });
      return (rows[0] as { id: number }).id;
    },

    /** @param status HTTP status; 0 where the client went away before its answer. */
    async end(actId: number, status: number): Promise<void> {
      await db.query({
        name: 'audit-outcome',
        text: 'INSERT INTO audit_outcomes (act_id, status) VALUES ($1, $2)',
        values: [actId, status],
      });
    },

    /** The newest first, older than the entry `before`. */
    async list({ actor, action, since, until }: AuditFilter, before: number | undefined, limit: number) {
      const { rows } = await db.query<AuditEntry>(
        `SELECT a.id, a.at, actor, actor_name, actor_role, origin, action, target, resource_id, request_id, o.status
         FROM audit_acts a LEFT JOIN audit_outcomes o ON o.act_id = a.id
         WHERE ($1::bigint IS NULL OR a.id < $1) AND ($2::text IS NULL OR actor = $2)
           AND ($3::text IS NULL OR action = $3)
           AND ($4::timestamptz IS NULL OR a.at >= $4) AND ($5::timestamptz IS NULL OR a.at < $5)
         ORDER BY a.id DESC LIMIT $6`,
        [before ?? null, actor ?? null, action ?? null, since ?? null, until ?? null, limit],
      );
      return rows;
    },
  };
}

export type AuditStore = ReturnType<typeof createAuditStore>;
