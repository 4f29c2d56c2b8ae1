import { z } from 'zod';
import { failureCodes } from '../../domain/failure.ts';
import { timestamp, uuid } from '../http/text-schema.ts';
import { batchStatus } from './schema.ts';

export const pendingActivitySchema = z.object({
  activity: z.string(),
  state: z.string(),
  attempt: z.int(),
  last_error: z.string().nullable(),
  next_attempt_at: timestamp.nullable().describe('null when it is running or about to run'),
  last_heartbeat_at: timestamp.nullable(),
  last_worker: z.string().nullable(),
});

export const whySchema = z
  .object({
    batch_id: uuid,
    status: batchStatus,
    run: z.int(),
    sentence: z.string().describe('What the batch is waiting for now'),
    files_being_read: z.array(z.string()).describe('Names of files that are being read now, at most 20'),
    failure_code: z.enum(failureCodes).nullable(),
    failure_message: z.string().nullable(),
    workflow: z
      .object({
        workflow_id: z.string(),
        workflow_run_id: z.string(),
        workflow_status: z.string(),
        history_events: z.int(),
        build: z
          .string()
          .nullable()
          .describe('Of the workers that it stays with; null where they have no versions'),
        build_away: z.boolean().describe('Whether no worker of that build runs, so that nothing goes on'),
        pending_activities: z.array(pendingActivitySchema),
      })
      .nullable()
      .describe('null when this batch has no workflow'),
  })
  .meta({ id: 'Why' });
export type WhyBody = z.infer<typeof whySchema>;
