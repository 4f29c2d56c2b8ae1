import { readFile } from 'node:fs/promises';
import { ArgusError } from '../domain/error.ts';
import type { ReceiptKeyStore } from '../stores/postgres/receipt-keys.ts';
import { newReceiptKey, privatePem, publicJwk, type ReceiptKey, receiptKeyOf } from './receipt-key.ts';
import type { ReceiptJwk } from './receipt-schema.ts';

/**
 * The key that signs, and all that ever did. With a file it is the one in the file, read for each receipt, so that another
 * one signs as soon as it is there; without, one that is made when it is first needed and kept in PostgreSQL.
 */
export function createKeyRing(store: ReceiptKeyStore, keyFile: string | undefined) {
  const listed = new Set<string>();

  async function fromFile(path: string): Promise<ReceiptKey> {
    let key: ReceiptKey;
    try {
      key = receiptKeyOf(await readFile(path, 'utf8'));
    } catch (error) {
      throw new ArgusError(
        'unavailable',
        'Receipts cannot be signed: an operator has to look at RECEIPT_KEY_FILE.',
        {
          cause: error,
        },
      );
    }
    if (!listed.has(key.id)) await store.list({ id: key.id, x: key.x });
    listed.add(key.id);
    return key;
  }

  /** @throws ArgusError `unavailable` when the file has no Ed25519 key. */
  async function current(): Promise<ReceiptKey> {
    if (keyFile !== undefined) return fromFile(keyFile);
    return receiptKeyOf((await store.kept()) ?? (await store.keepFirst(asRow(newReceiptKey()))));
  }

  return {
    current,

    /** Public keys, the newest first. */
    async all(): Promise<ReceiptJwk[]> {
      await current();
      return (await store.all()).map(publicJwk);
    },

    /** Another key signs from now on; that of the one before is forgotten. @returns the new one's id. */
    async rotate(): Promise<string> {
      if (keyFile !== undefined) {
        throw new ArgusError('state', 'The key is in RECEIPT_KEY_FILE: put another one there.');
      }
      const key = newReceiptKey();
      await store.keep(asRow(key));
      return key.id;
    },
  };
}

export type KeyRing = ReturnType<typeof createKeyRing>;

const asRow = (key: ReceiptKey) => ({ id: key.id, x: key.x, private_key: privatePem(key) });
