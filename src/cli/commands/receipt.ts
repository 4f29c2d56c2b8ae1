import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import type { ArgusClient } from '../../client/client.ts';
import {
  receiptKeySetSchema,
  type SignedReceipt,
  signedReceiptSchema,
} from '../../receipts/receipt-schema.ts';
import { type Verification, verifyReceipt } from '../../receipts/sign-receipt.ts';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { currentLanguage, phrase } from '../language.ts';
import { printJson } from '../print-json.ts';
import { writeContent } from '../write-whole.ts';

export async function receipt(
  client: ArgusClient,
  batchId: string,
  { output }: { output?: string | undefined },
): Promise<void> {
  const content = await client.getReceipt(batchId);
  // As it was signed: a line break at its end would do no harm, but is no part of it.
  if (output === undefined) process.stdout.write(content);
  else await writeContent(output, content);
}

export async function checkReceipt(
  client: () => Promise<ArgusClient>,
  file: string,
  { keys, json }: { keys?: string | undefined; json?: true | undefined },
): Promise<void> {
  const signed = await readJson(file, signedReceiptSchema, 'receipt');
  const known =
    keys === undefined
      ? await (await client()).getReceiptKeys()
      : await readJson(keys, receiptKeySetSchema, 'JWK set');
  const verification = verifyReceipt(signed, known.keys);
  if (json) printJson({ verification, key: signed.signature.kid, receipt: signed.receipt });
  else process.stdout.write(`${sentences[verification](signed)}\n`);
  if (verification !== 'valid') process.exitCode = exitCodes.unhealthy.code;
}

const sentences: Record<Verification, (signed: SignedReceipt) => string> = {
  valid: ({ receipt: { files, not_safe, batch_id, issued_at } }) =>
    validText(files.length, not_safe.length, { batch: batch_id, time: issued_at }),
  invalid: () =>
    phrase('INVALID: the receipt was changed after it was signed. Delete nothing because of it.'),
  unknown_key: ({ signature }) =>
    phrase('NOT VERIFIED: the key {key} is not among the keys. Delete nothing because of it.', {
      key: signature.kid,
    }),
};

function validText(safe: number, more: number, at: { batch: string; time: string }): string {
  const values = { ...at, files: currentLanguage().count(safe, 'file'), more };
  if (more === 0)
    return safe === 1
      ? phrase('Valid: {files} of batch {batch} was safe at {time}.', values)
      : phrase('Valid: {files} of batch {batch} were safe at {time}.', values);
  return safe === 1
    ? phrase('Valid: {files} of batch {batch} was safe at {time}; {more} not.', values)
    : phrase('Valid: {files} of batch {batch} were safe at {time}; {more} not.', values);
}

async function readJson<S extends z.ZodType>(file: string, schema: S, what: string): Promise<z.infer<S>> {
  const text = await readFile(file, 'utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CommandError('usage', `${file} is not JSON`, `Give a file with a ${what}.`);
  }
  // As it is in the file: a member that the schema does not know was not signed.
  if (schema.safeParse(value).success) return value as z.infer<S>;
  throw new CommandError('usage', `${file} is not a ${what} of this version`, `Give a file with a ${what}.`);
}
