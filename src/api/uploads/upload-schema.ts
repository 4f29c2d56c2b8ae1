import { z } from 'zod';
import { type Upload, uploadStates } from '../../domain/upload.ts';
import { shownFacts } from '../batches/file-schema.ts';
import { nextCursor } from '../http/page-schema.ts';
import { byteCount, sentByteCount, timestamp, uuid } from '../http/text-schema.ts';
import { partCount } from './direct-upload.ts';
import { factsShape } from './file-facts.ts';

export const uploadParams = z.object({ id: uuid, upload_id: uuid });

/** S3 allows that many parts. */
const mostParts = 10_000;
/** Of one answer. */
const signedAtOnce = 1_000;

export const newUploadBody = z.strictObject({
  path: z.string().min(1).max(1_024).optional().describe('Within the folder that is uploaded, with `/`'),
  size: sentByteCount.optional().describe('Bytes of the whole file; needed for signed parts'),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')
    .optional()
    .describe('What the file must have'),
  ...factsShape,
});

export const uploadSchema = z
  .object({
    upload_id: uuid.describe('Also the id of the file'),
    batch_id: uuid,
    name: z.string(),
    size: byteCount.nullable().describe('Of the whole file, if it is known'),
    ...shownFacts,
    received: byteCount.describe('Bytes that are safe; the whole size once the file counts'),
    state: z
      .enum(uploadStates)
      .describe('`open`; `completing`; `finished`: the file counts; `refused`: it never will'),
    refusal: z.string().nullable(),
    file_id: uuid
      .nullable()
      .describe('The file, once it counts; an earlier one if the batch had the same already'),
    part_size: z.int().min(1).describe('Bytes of each part but the last'),
    parts: z.int().nullable().describe('How many there are, if the size is known'),
    url: z.string().describe('Where tus and Resumable Uploads for HTTP go on'),
    created_at: timestamp,
    expires_at: timestamp
      .nullable()
      .describe('When it is given up unless something comes; never once it is finished'),
  })
  .meta({ id: 'Upload' });
export type UploadBody = z.infer<typeof uploadSchema>;

export const uploadPageSchema = z
  .object({ uploads: z.array(uploadSchema), next_cursor: nextCursor })
  .meta({ id: 'UploadPage' });

export const signPartsBody = z.strictObject({
  parts: z.array(z.int().min(1).max(mostParts)).min(1).max(signedAtOnce).describe('Numbers of parts, from 1'),
});

export const signedPartsSchema = z
  .object({
    parts: z.array(
      z.object({
        number: z.int().min(1),
        size: byteCount.describe('Bytes to send'),
        url: z.string().describe('Send the bytes here by PUT, and keep the `ETag` of the answer'),
      }),
    ),
    expires_at: timestamp.describe('When the URLs end; others can be had then'),
  })
  .meta({ id: 'SignedParts' });

export const completePartsBody = z.strictObject({
  etags: z
    .array(
      z
        .string()
        .min(1)
        .max(200)
        .regex(/^[\x21-\x7e]+$/),
    )
    .min(1)
    .max(mostParts)
    .describe('What the object store answered, in the order of the parts'),
});

interface Life {
  expiresAt(upload: Upload): Date;
}

export function presentUpload(upload: Upload, life: Life): UploadBody {
  const { id, batch_id, name, length, received, state, refusal, file_id, part_bytes, created_at } = upload;
  const { recorded_at, priority, labels } = upload;
  return {
    upload_id: id,
    batch_id,
    name,
    size: length,
    recorded_at,
    priority,
    labels,
    received,
    state,
    refusal,
    file_id,
    part_size: part_bytes,
    parts: length === null ? null : partCount(upload, length),
    url: `/api/v1/batches/${batch_id}/uploads/${id}`,
    created_at,
    expires_at: state === 'finished' ? null : life.expiresAt(upload).toISOString(),
  };
}
