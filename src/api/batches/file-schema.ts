import { z } from 'zod';
import { highestPriority } from '../../domain/file-facts.ts';
import { fileStates } from '../../domain/file-state.ts';
import { verdictCodes } from '../../domain/verdict.ts';
import { idempotencyKey } from '../http/idempotency.ts';
import { nextCursor, pageQuery } from '../http/page-schema.ts';
import { byteCount, count, timestamp, uuid } from '../http/text-schema.ts';

export const fileParams = z.object({ id: uuid, file_id: uuid });

export const verdictSchema = z
  .object({
    code: z.enum(verdictCodes),
    message: z.string(),
    offset: z.int().optional().describe('Byte offset in the uploaded file at which the damage begins'),
    salvaged_messages: count.optional(),
    damaged: z
      .array(z.object({ start: byteCount, end: byteCount }))
      .optional()
      .describe('Byte ranges in the uploaded file, `end` excluded'),
  })
  .meta({ id: 'Verdict' });

/** What the vehicle said of a file when it began to send it. */
export const shownFacts = {
  recorded_at: timestamp.nullable().describe('When it was recorded, by the word of the vehicle'),
  priority: z.int().min(0).max(highestPriority).describe('Files of a higher one are read first'),
  labels: z.array(z.string()),
};

export const fileSchema = z
  .object({
    file_id: uuid,
    batch_id: uuid,
    name: z.string().describe('As the client named it: its path within the folder that was uploaded'),
    size: byteCount,
    sha256: z.string().describe('Of the whole file, lower-case hexadecimal'),
    content_type: z.string(),
    ...shownFacts,
    position: z
      .int()
      .nullable()
      .describe('In which it is read, from 0: by priority, then by upload; null while uploads run'),
    state: z.enum(fileStates),
    format: z.string().nullable(),
    verdict: verdictSchema.nullable(),
    message_count: z.int().nullable(),
    created_at: timestamp,
    processed_at: timestamp.nullable(),
  })
  .meta({ id: 'File' });
export type FileBody = z.infer<typeof fileSchema>;

export const uploadHeaders = z.object({
  'idempotency-key': idempotencyKey.describe(
    'A repeat with the same key and the same bytes returns the file that is already stored',
  ),
});

export const listFilesQuery = pageQuery.extend({ state: z.enum(fileStates).optional() });

export const filePageSchema = z
  .object({ files: z.array(fileSchema), next_cursor: nextCursor })
  .meta({ id: 'FilePage' });
export type FilePageBody = z.infer<typeof filePageSchema>;
