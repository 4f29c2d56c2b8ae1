import type { Logger } from 'pino';
import type { Identity, Role } from '../../../domain/identity.ts';
import type { Db } from '../pool.ts';
import { digestOf, newToken, prefixOf } from './secret.ts';

export interface NewToken {
  id: string;
  name: string;
  role: Role;
  /** With the role `vehicle` alone, and always with it. */
  vehicle_id: string | null;
  /** RFC 3339; null for one that does not expire. */
  expires_at: string | null;
  created_by: string;
}

export interface AccessToken extends NewToken {
  /** Its first characters. */
  prefix: string;
  created_at: string;
  /** To the minute. */
  last_used_at: string | null;
  revoked_at: string | null;
  revoked_by: string | null;
}

interface KnownToken {
  id: string;
  name: string;
  role: Role;
  vehicle_id: string | null;
}

const columns =
  'id, name, role, vehicle_id, prefix, created_by, created_at, expires_at, last_used_at, revoked_at, revoked_by';
/** Of a token `t`. */
export const isValid = 't.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())';

export function identityOfToken({ id, name, role, vehicle_id }: KnownToken): Identity {
  return { key: `token:${id}`, name, role, ...(vehicle_id !== null && { vehicleId: vehicle_id }) };
}

/** Bearer tokens. The secret is in what `create` resolves to, and nowhere else. */
export function createTokenStore(db: Db, logger: Pick<Logger, 'warn'>) {
  async function noteUse(id: string): Promise<void> {
    try {
      await db.query({
        name: 'token-used',
        text: `UPDATE access_tokens SET last_used_at = date_trunc('minute', now())
               WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < date_trunc('minute', now()))`,
        values: [id],
      });
    } catch (error) {
      // A database that only reads for a while must not lock everybody out.
      logger.warn({ err: error, token_id: id }, 'the last use of a token could not be noted');
    }
  }

  return {
    /**
     * A repeat with the same id gives the same row another secret, as the first may have got lost, unless it is in use.
     * @returns undefined if it is.
     */
    async create(token: NewToken): Promise<(AccessToken & { token: string }) | undefined> {
      const { id, name, role, vehicle_id, expires_at, created_by } = token;
      const secret = newToken(role);
      const { rows } = await db.query<AccessToken>(
        `INSERT INTO access_tokens AS t (id, name, role, vehicle_id, expires_at, created_by, sha256, prefix)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256, prefix = excluded.prefix
         WHERE t.last_used_at IS NULL AND t.revoked_at IS NULL
         RETURNING ${columns}`,
        [id, name, role, vehicle_id, expires_at, created_by, digestOf(secret), prefixOf(secret)],
      );
      return rows[0] && { ...rows[0], token: secret };
    },

    /** Whose valid token has this digest. Notes its use. */
    async identityOf(sha256: Buffer): Promise<Identity | undefined> {
      const { rows } = await db.query<KnownToken & { unnoted: boolean }>({
        name: 'token-by-digest',
        text: `SELECT id, name, role, vehicle_id,
                      last_used_at IS NULL OR last_used_at < date_trunc('minute', now()) AS unnoted
               FROM access_tokens t WHERE sha256 = $1 AND ${isValid}`,
        values: [sha256],
      });
      const [row] = rows;
      if (!row) return undefined;
      if (row.unnoted) await noteUse(row.id);
      return identityOfToken(row);
    },

    /** Whether there was ever a token, valid or not. */
    async any(): Promise<boolean> {
      const { rows } = await db.query<{ any: boolean }>({
        name: 'any-token',
        text: 'SELECT EXISTS (SELECT FROM access_tokens) AS any',
      });
      return rows[0]?.any === true;
    },

    async anyValidAdmin(): Promise<boolean> {
      const { rowCount } = await db.query(
        `SELECT FROM access_tokens t WHERE role = 'admin' AND ${isValid} LIMIT 1`,
      );
      return (rowCount ?? 0) > 0;
    },

    /** The newest first, after `cursor`. */
    async list(cursor: string | undefined, limit: number): Promise<AccessToken[]> {
      const { rows } = await db.query<AccessToken>(
        `SELECT ${columns} FROM access_tokens WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2`,
        [cursor ?? null, limit],
      );
      return rows;
    },

    /** A repeat changes nothing. False if there is none. */
    async revoke(id: string, by: string): Promise<boolean> {
      const { rowCount } = await db.query(
        `UPDATE access_tokens SET revoked_at = coalesce(revoked_at, now()), revoked_by = coalesce(revoked_by, $2)
         WHERE id = $1`,
        [id, by],
      );
      return rowCount === 1;
    },
  };
}
