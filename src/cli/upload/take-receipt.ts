import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArgusClient } from '../../client/client.ts';
import { type Receipt, signedReceiptSchema } from '../../receipts/receipt-schema.ts';
import { verifyReceipt } from '../../receipts/sign-receipt.ts';
import { CommandError } from '../command-error.ts';
import { makeFolder } from '../make-folder.ts';
import { writeContent } from '../write-whole.ts';

/** Older ones go: some twenty megabytes of receipts for a hundred files each. */
const mostKept = 1_000;

export interface KeptReceipt {
  receipt: Receipt;
  path: string;
}

/**
 * Asks for the receipt of a batch, and keeps it when its signature holds.
 * @param copy Path of another copy.
 * @throws CommandError when it does not: nothing may be deleted then.
 */
export async function takeReceipt(
  client: ArgusClient,
  batchId: string,
  folder: string,
  copy: string | undefined,
): Promise<KeptReceipt> {
  const bytes = await client.getReceipt(batchId);
  const receipt = await verified(client, bytes, batchId);
  makeFolder(folder, 0o700);
  const path = join(folder, `${batchId}.json`);
  await writeFile(`${path}.new`, bytes, { mode: 0o600 });
  await rename(`${path}.new`, path);
  if (copy !== undefined) await writeContent(copy, bytes);
  await removeOldest(folder);
  return { receipt, path };
}

async function verified(client: ArgusClient, bytes: Uint8Array, batchId: string): Promise<Receipt> {
  const { success } = signedReceiptSchema.safeParse(parsed(bytes));
  const { keys } = await client.getReceiptKeys();
  // As it came: a member that the schema does not know was signed too.
  const signed = parsed(bytes) as ReturnType<typeof signedReceiptSchema.parse>;
  if (success && verifyReceipt(signed, keys) === 'valid' && signed.receipt.batch_id === batchId)
    return signed.receipt;
  throw new CommandError(
    'unhealthy',
    `the receipt of batch ${batchId} has no valid signature; nothing was deleted`,
    'Everything is uploaded. Ask an operator of the server, then run the same command again.',
  );
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    // No schema takes it.
    return undefined;
  }
}

/** Ids of batches begin with the time (UUIDv7), so that their order is that of names. */
async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  for (const name of names.slice(0, Math.max(0, names.length - mostKept))) await rm(join(folder, name));
}
