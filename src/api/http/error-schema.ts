import { z } from 'zod';
import { errorCodes } from '../../domain/error.ts';

const shared = {
  code: z.enum(errorCodes).describe('Stable; for programs'),
  request_id: z.string().describe('Identifies the request in the log'),
  field: z.string().optional().describe('With `validation`: the invalid field'),
  details: z.record(z.string(), z.unknown()).optional(),
};

/** Every response that is not a success. */
export const errorSchema = z
  .object({ error: z.string().describe('What is wrong, in a sentence'), ...shared })
  .meta({ id: 'Error' });
export type ErrorBody = z.infer<typeof errorSchema>;

/** The same for clients that prefer `application/problem+json` (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string().describe('Identifies the type of problem; one for each code'),
    title: z.string().describe('The type of problem, in a few words'),
    status: z.int().min(400).max(599),
    detail: z.string().describe('What is wrong, in a sentence'),
    instance: z.string().describe('The path of the request'),
    'expected-offset': z.int().optional().describe('With `offset_mismatch`: where the upload stands'),
    'provided-offset': z.int().optional(),
    ...shared,
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.infer<typeof problemSchema>;
