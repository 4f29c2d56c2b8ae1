import { type Identity, type Role, sessionSeconds } from '../../../domain/identity.ts';
import type { Db } from '../pool.ts';
import { digestOf, newSecret } from './secret.ts';
import { identityOfToken, isValid } from './tokens.ts';

/** Who signs in through an OpenID provider. */
export interface Person {
  /** Issuer and subject: unique, and never given to anybody else (OpenID Connect Core, 2). */
  subject: string;
  name: string;
  role: Exclude<Role, 'vehicle'>;
}

/** The secret is for the browser alone. */
export interface Begun {
  secret: string;
  identity: Identity;
}

interface Row {
  token_id: string | null;
  subject: string | null;
  name: string;
  role: Role;
}

/** Rows that one sign-in clears away. */
const sweepRows = 1_000;

/**
 * Sessions of the console. The secret is in the browser's cookie alone.
 * @param idleSeconds after its last use a session ends (OWASP ASVS 5, 7.3.1)
 */
export function createSessionStore(db: Db, idleSeconds: number) {
  /** When a session ends unless it is used again. */
  const expiryFrom = (begun: string) =>
    `least(${begun} + make_interval(secs => ${sessionSeconds}), now() + make_interval(secs => ${idleSeconds}))`;
  const expiry = expiryFrom('now()');

  async function clearAway(): Promise<void> {
    await db.query(
      `DELETE FROM sessions WHERE sha256 IN (SELECT sha256 FROM sessions WHERE expires_at < now() LIMIT ${sweepRows})`,
    );
  }

  return {
    /** For as long as the token is valid, at most. @returns undefined if it is not, or is a vehicle's. */
    async beginWithToken(token: string): Promise<Begun | undefined> {
      await clearAway();
      const secret = newSecret();
      const { rows } = await db.query<{ id: string; name: string; role: Role }>(
        `WITH t AS (SELECT id, name, role FROM access_tokens t WHERE sha256 = $2 AND role <> 'vehicle' AND ${isValid}),
              begun AS (INSERT INTO sessions (sha256, expires_at, token_id) SELECT $1, ${expiry}, id FROM t)
         SELECT id, name, role FROM t`,
        [digestOf(secret), digestOf(token)],
      );
      return rows[0] && { secret, identity: identityOfToken({ ...rows[0], vehicle_id: null }) };
    },

    async begin({ subject, name, role }: Person): Promise<Begun> {
      await clearAway();
      const secret = newSecret();
      await db.query(
        `INSERT INTO sessions (sha256, expires_at, subject, name, role) VALUES ($1, ${expiry}, $2, $3, $4)`,
        [digestOf(secret), subject, name, role],
      );
      return { secret, identity: { key: `person:${subject}`, name, role } };
    },

    async identityOf(sha256: Buffer): Promise<Identity | undefined> {
      const { rows } = await db.query<Row>({
        name: 'session-by-digest',
        text: `SELECT s.token_id, s.subject, coalesce(t.name, s.name) AS name, coalesce(t.role, s.role) AS role
               FROM sessions s LEFT JOIN access_tokens t ON t.id = s.token_id
               WHERE s.sha256 = $1 AND s.expires_at > now() AND (s.token_id IS NULL OR ${isValid})`,
        values: [sha256],
      });
      const [row] = rows;
      if (!row) return undefined;
      const { token_id, subject, name, role } = row;
      if (token_id === null) return { key: `person:${subject}`, name, role };
      return identityOfToken({ id: token_id, name, role, vehicle_id: null });
    },

    /** Puts the end of a session off; one that has ended stays so. */
    async noteUse(sha256: Buffer): Promise<void> {
      await db.query({
        name: 'session-used',
        text: `UPDATE sessions SET expires_at = ${expiryFrom('created_at')} WHERE sha256 = $1 AND expires_at > now()`,
        values: [sha256],
      });
    },

    async end(sha256: Buffer): Promise<void> {
      await db.query('DELETE FROM sessions WHERE sha256 = $1', [sha256]);
    },
  };
}
