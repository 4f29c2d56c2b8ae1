import { type Db, inTransaction } from './pool.ts';

export interface PublicKeyRow {
  id: string;
  /** 32 bytes in base64url. */
  x: string;
}

export interface KeptKeyRow extends PublicKeyRow {
  /** PEM */
  private_key: string;
}

/** Keys that sign or have signed receipts. None is ever deleted. */
export function createReceiptKeyStore(db: Db) {
  const insert =
    'INSERT INTO receipt_keys (id, x, private_key) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING';
  const keptKey =
    'SELECT private_key FROM receipt_keys WHERE private_key IS NOT NULL ORDER BY created_at DESC LIMIT 1';

  return {
    /** The private key that signs, if one is kept here. */
    async kept(): Promise<string | undefined> {
      const { rows } = await db.query<{ private_key: string }>(keptKey);
      return rows[0]?.private_key;
    },

    /** Keeps it, unless another process was first. @returns the one that is kept. */
    keepFirst: ({ id, x, private_key }: KeptKeyRow): Promise<string> =>
      inTransaction(db, async (tx) => {
        await tx.query('LOCK TABLE receipt_keys IN SHARE ROW EXCLUSIVE MODE');
        const { rows } = await tx.query<{ private_key: string }>(keptKey);
        if (rows[0]) return rows[0].private_key;
        await tx.query(insert, [id, x, private_key]);
        return private_key;
      }),

    /** Keeps it as the one that signs from now on; private keys before it are forgotten. */
    keep: ({ id, x, private_key }: KeptKeyRow): Promise<void> =>
      inTransaction(db, async (tx) => {
        await tx.query('LOCK TABLE receipt_keys IN SHARE ROW EXCLUSIVE MODE');
        await tx.query('UPDATE receipt_keys SET private_key = NULL WHERE private_key IS NOT NULL');
        await tx.query(insert, [id, x, private_key]);
      }),

    /** Notes the public key of one that is kept elsewhere. */
    async list({ id, x }: PublicKeyRow): Promise<void> {
      await db.query(insert, [id, x, null]);
    },

    /** The newest first. */
    async all(): Promise<PublicKeyRow[]> {
      const { rows } = await db.query<PublicKeyRow>(
        'SELECT id, x FROM receipt_keys ORDER BY created_at DESC, id',
      );
      return rows;
    },
  };
}

export type ReceiptKeyStore = ReturnType<typeof createReceiptKeyStore>;
