import { z } from 'zod';
import { batchStatuses } from '../../domain/batch-status.ts';
import { eventTypes } from '../../domain/event.ts';
import { failureCodes } from '../../domain/failure.ts';
import { verdictCodes } from '../../domain/verdict.ts';
import { progressSchema } from '../batches/progress-schema.ts';
import { timestamp, uuid } from '../http/text-schema.ts';

/** The `data` of each message of `GET /api/v1/batches/:id/events`, by its `event`; `id` is the place to resume at. */

const head = { batch_id: uuid, run: z.int(), timestamp };

export const statusMessage = z.object({
  ...head,
  old_status: z.enum(batchStatuses),
  new_status: z.enum(batchStatuses),
  failure_code: z.enum(failureCodes).optional(),
  failure_message: z.string().optional(),
});
export type StatusMessage = z.infer<typeof statusMessage>;

/** Files processed since the previous message. */
export const fileMessage = z.object({
  ...head,
  files: z.array(
    z.object({ file_id: uuid, state: z.enum(['parsed', 'failed']), verdict_code: z.enum(verdictCodes) }),
  ),
});
export type FileMessage = z.infer<typeof fileMessage>;

/** The state of the batch; has no `id`, since the next one replaces it. */
export const progressMessage = progressSchema;
export type ProgressMessage = z.infer<typeof progressMessage>;

/** `event` is the type in snake_case: `upload_silent`, `batch_created`, `all_files_parsed`, `gathering_completed`, `diagnosis_completed`. */
export const otherMessage = z.looseObject({ ...head, event_type: z.enum(eventTypes), event_id: uuid });
export type OtherMessage = z.infer<typeof otherMessage>;

/** `event: end`: the run is over and everything has been sent. */
export const endMessage = z.object({ batch_id: uuid, run: z.int(), status: z.enum(['completed', 'failed']) });
export type EndMessage = z.infer<typeof endMessage>;
