import { z } from 'zod';
import { requestStates } from '../../domain/vehicle-request.ts';
import { nextCursor, pageQuery } from '../http/page-schema.ts';
import { askedTime, label, prose, timestamp, uuid, vehicleId } from '../http/text-schema.ts';
import { glob } from './policy-schema.ts';

/** Of a path that a vehicle names. */
export const vehiclePath = label(1_024).describe('With `/`, within the folder that is uploaded');

export const ofVehicle = z.object({ id: vehicleId });
export const ofRequest = z.object({ id: vehicleId, request_id: uuid });

const longestDays = 365;

/** At least one of file, glob and time. */
export const askBody = z
  .strictObject({
    path: vehiclePath.optional().describe('One file'),
    pattern: glob.optional().describe('Files that a glob matches, as in upload policies'),
    recorded_from: askedTime.optional().describe('Recorded in a time: not before; with `recorded_to`'),
    recorded_to: askedTime.optional().describe('and not after'),
    note: prose(1_000).nullable().default(null).describe('What it is for'),
    expires_in_days: z
      .int()
      .min(1)
      .max(longestDays)
      .default(30)
      .describe('Then nobody waits for it any more'),
  })
  .superRefine((body, context) => {
    const problem = askProblem(body);
    if (problem) context.addIssue({ code: 'custom', message: problem.message, path: [problem.field] });
  });

export type AskBody = z.input<typeof askBody>;

interface Asked {
  path?: string | undefined;
  pattern?: string | undefined;
  recorded_from?: string | undefined;
  recorded_to?: string | undefined;
}

function askProblem({ path, pattern, recorded_from: from, recorded_to: to }: Asked) {
  if (path !== undefined && pattern !== undefined)
    return { field: 'pattern', message: 'has no place beside a path' };
  if ((from === undefined) !== (to === undefined))
    return { field: from === undefined ? 'recorded_from' : 'recorded_to', message: 'is missing' };
  if (from !== undefined && to !== undefined && Date.parse(to) < Date.parse(from))
    return { field: 'recorded_to', message: 'must not be before recorded_from' };
  if (path === undefined && pattern === undefined && from === undefined)
    return { field: 'path', message: 'or a pattern or a time is needed: say what is asked for' };
  return undefined;
}

export const vehicleRequestSchema = z
  .object({
    request_id: uuid,
    vehicle_id: z.string(),
    path: z.string().nullable().describe('One file'),
    pattern: z.string().nullable().describe('Files that a glob matches'),
    recorded_from: timestamp.nullable().describe('Recorded in this time'),
    recorded_to: timestamp.nullable(),
    note: z.string().nullable(),
    state: z
      .enum(requestStates)
      .describe(
        '`open`: the vehicle has not seen it; `picked_up`: it has; then `fulfilled` or `declined`; `expired`: nobody waits for it any more',
      ),
    asked_by: z.string().nullable(),
    created_at: timestamp,
    expires_at: timestamp,
    picked_up_at: timestamp.nullable(),
    ended_at: timestamp.nullable(),
    reason: z.string().nullable().describe('Why the vehicle declined'),
    batch_id: uuid.nullable().describe('What fulfilled it'),
  })
  .meta({ id: 'VehicleRequest' });
export type VehicleRequestBody = z.infer<typeof vehicleRequestSchema>;

export const listRequestsQuery = pageQuery.extend({ state: z.enum(requestStates).optional() });
export const requestPageSchema = z
  .object({ requests: z.array(vehicleRequestSchema).describe('Newest first'), next_cursor: nextCursor })
  .meta({ id: 'VehicleRequestPage' });
export type VehicleRequestPageBody = z.infer<typeof requestPageSchema>;

export const answerBody = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('picked_up') }),
  z.strictObject({ state: z.literal('fulfilled'), batch_id: uuid.describe('Which has what was asked for') }),
  z.strictObject({ state: z.literal('declined'), reason: prose(1_000) }),
]);
