import { z } from 'zod';
import { errorCodes } from '../../domain/error.ts';

/** Every answer that is not a success. `code` is stable; `error` is for people. */
export const errorSchema = z
  .object({
    error: z.string().describe('What is wrong, in a sentence'),
    code: z.enum(errorCodes),
    request_id: z.string().describe('Find the request in the log by it'),
    field: z.string().optional().describe('With `validation`: the field that is wrong'),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorSchema>;
