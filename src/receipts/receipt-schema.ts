import { z } from 'zod';
import { incidentKinds } from '../domain/custody.ts';

const time = z.iso.datetime().describe('RFC 3339, UTC');

export const receiptSchema = z
  .object({
    version: z.literal(1),
    batch_id: z.uuid(),
    vehicle_id: z.string(),
    vin: z.string(),
    completed_at: time.describe('When the upload was completed'),
    issued_at: time.describe('When the object store was asked'),
    files: z
      .array(
        z.object({
          file_id: z.uuid(),
          path: z.string(),
          size: z.int().min(0).describe('bytes'),
          sha256: z.string().describe('Of the whole file, lower-case hexadecimal'),
        }),
      )
      .describe('Stored and counted, in upload order: these may be deleted'),
    not_safe: z
      .array(
        z.object({
          file_id: z.uuid(),
          path: z.string(),
          reason: z
            .enum(incidentKinds)
            .describe('Not in the object store, not as it was uploaded, or not to be read'),
        }),
      )
      .describe('Files of the batch that must not be deleted'),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof receiptSchema>;

export const signedReceiptSchema = z
  .object({
    receipt: receiptSchema,
    signature: z.object({
      alg: z.literal('Ed25519'),
      kid: z.string().describe('Names the key in /.well-known/argus-receipt-keys.json'),
      value: z.string().describe('Over the canonical JSON (RFC 8785) of `receipt`, in base64'),
    }),
  })
  .meta({ id: 'SignedReceipt' });
export type SignedReceipt = z.infer<typeof signedReceiptSchema>;

export const receiptKeySetSchema = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string().describe('The public key, 32 bytes in base64url'),
        kid: z.string().describe('Thumbprint of the key (RFC 7638)'),
        alg: z.literal('Ed25519'),
        use: z.literal('sig'),
      }),
    ),
  })
  .meta({ id: 'ReceiptKeySet' });
export type ReceiptKeySet = z.infer<typeof receiptKeySetSchema>;
export type ReceiptJwk = ReceiptKeySet['keys'][number];
