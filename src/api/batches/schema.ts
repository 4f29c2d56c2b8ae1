import { z } from 'zod';
import { batchStatuses } from '../../domain/batch-status.ts';
import { failureCodes } from '../../domain/failure.ts';
import { nextCursor, pageQuery } from '../http/page-schema.ts';
import { platform } from '../http/platform-name.ts';
import { askedTime, byteCount, count, timestamp, uuid, vehicleId, vin } from '../http/text-schema.ts';

export const batchStatus = z.enum(batchStatuses);
export const toleratedFailedPercent = z
  .number()
  .min(0)
  .max(100)
  .describe('Share of files that may fail before the batch does, 0 to 100');

export const batchParams = z.object({ id: uuid });

export const createBatchBody = z.strictObject({
  vehicle_id: vehicleId,
  vin,
  platform: platform.optional(),
  expected_workers: z.int().min(1).max(10_000).optional(),
  tolerated_failed_percent: toleratedFailedPercent.optional(),
  urgent: z.boolean().optional().describe('Its files are read before those of batches that are not'),
});

export const legalHoldSchema = z
  .object({
    vin: z.string(),
    reason: z.string(),
    placed_at: timestamp,
    placed_by: z.string().nullable().describe('Null at the terminal'),
  })
  .meta({ id: 'LegalHold' });

export const batchSchema = z
  .object({
    batch_id: uuid,
    vehicle_id: z.string(),
    vin: z.string(),
    platform: z.string().nullable().describe('Kind of vehicle; its CAN databases apply to the batch'),
    expected_workers: z.int().nullable(),
    tolerated_failed_percent: z.number(),
    urgent: z.boolean().describe('Its files are read before those of batches that are not'),
    status: batchStatus,
    run: z.int().describe('Starts at 1; each retry or reprocess begins another run'),
    total_files: count.describe('During the upload: the files so far'),
    total_bytes: byteCount,
    processed_files: count.describe('Of the current run, parsed or failed'),
    failed_files: count,
    failure_code: z.enum(failureCodes).nullable(),
    failure_message: z.string().nullable(),
    created_at: timestamp,
    updated_at: timestamp,
    uploaded_at: timestamp.nullable(),
    completed_at: timestamp.nullable().describe('When the run ended, completed or failed'),
    recordings_deleted_at: timestamp
      .nullable()
      .describe('When its recordings were deleted by age; reports are kept'),
    charts_deleted_at: timestamp
      .nullable()
      .describe('When its charts were deleted by age; a run that ended since then has new ones'),
    legal_hold: legalHoldSchema
      .optional()
      .describe('Why nothing of its VIN is deleted; only in responses for a single batch, and to people'),
    workflow_url: z
      .string()
      .optional()
      .describe(
        'Page of its workflow, if the Temporal Web UI is configured; only in responses for a single batch',
      ),
  })
  .meta({ id: 'Batch' });
export type BatchBody = z.infer<typeof batchSchema>;

export const listBatchesQuery = pageQuery.extend({
  vehicle_id: vehicleId.optional(),
  vin: vin.optional(),
  platform: platform.optional(),
  status: batchStatus.optional(),
  created_after: askedTime.optional(),
  created_before: askedTime.optional(),
  unmoved_minutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(525_600)
    .optional()
    .describe(
      'Only batches that are not over and that nothing came to, and nothing was done on, for so long',
    ),
});

export const batchPageSchema = z
  .object({ batches: z.array(batchSchema), next_cursor: nextCursor })
  .meta({ id: 'BatchPage' });
export type BatchPageBody = z.infer<typeof batchPageSchema>;

/** An empty body means a retry of everything. */
export const retryBody = z
  .strictObject({
    only: z
      .literal('failed')
      .optional()
      .describe('Parse only the failed files, also of a completed batch; parsed files count as they are'),
  })
  .nullish();

/** The response to `complete`, `cancel`, `reprocess` and `retry`. */
export const batchActionSchema = z
  .object({
    message: z.string(),
    batch_id: uuid,
    status: batchStatus,
    run: z.int(),
    total_files: count,
    total_bytes: byteCount,
  })
  .meta({ id: 'BatchAction' });
export type BatchActionBody = z.infer<typeof batchActionSchema>;
