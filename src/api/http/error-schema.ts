import { z } from 'zod';
import { errorCodes } from '../../domain/error.ts';

const shared = {
  code: z.enum(errorCodes).describe('Stable: what programs go by'),
  request_id: z.string().describe('Find the request in the log by it'),
  field: z.string().optional().describe('With `validation`: the field that is wrong'),
  details: z.record(z.string(), z.unknown()).optional(),
};

/** Every answer that is not a success. */
export const errorSchema = z
  .object({ error: z.string().describe('What is wrong, in a sentence'), ...shared })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorSchema>;

/** The same for clients that prefer `application/problem+json` (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string().describe('Identifies the kind of problem; one for each code'),
    title: z.string().describe('The kind of problem, in a few words'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What is wrong, in a sentence'),
    instance: z.string().describe('The path of the request'),
    ...shared,
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.infer<typeof problemSchema>;
