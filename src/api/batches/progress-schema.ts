import { z } from 'zod';
import { failureCodes } from '../../domain/failure.ts';
import { count, timestamp, uuid } from '../http/text-schema.ts';
import { batchStatus } from './schema.ts';

export const progressSchema = z
  .object({
    batch_id: uuid,
    status: batchStatus,
    run: z.int(),
    total_files: count,
    processed_files: count,
    failed_files: count,
    progress_percent: z.number().min(0).max(100).describe('Share of files processed'),
    failure_code: z.enum(failureCodes).nullable(),
    failure_message: z.string().nullable(),
    created_at: timestamp,
    updated_at: timestamp,
    completed_at: timestamp.optional().describe('Once the run has ended'),
  })
  .meta({ id: 'Progress' });
export type ProgressBody = z.infer<typeof progressSchema>;
