import { z } from 'zod';
import { severities } from '../../domain/severity.ts';
import { batchSchema, batchStatus } from '../batches/schema.ts';
import { platform } from '../http/platform-name.ts';
import { count, label, timestamp, uuid, vehicleId } from '../http/text-schema.ts';
import { reportSeverities } from '../reports/schema.ts';
import { codeText } from './schema.ts';

export const vehicleParams = z.object({ id: vehicleId });

export const listVehiclesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Vehicles per page'),
  platform: platform.optional(),
  text: label(128).optional().describe('Part of its id or VIN, case-insensitive'),
  cursor: vehicleId.optional().describe('`next_cursor` of the previous page'),
});

const severity = z.enum(reportSeverities);

const recurringCode = z.object({
  code: z.string(),
  source: z.string(),
  severity: z.enum(severities).describe('The worst'),
  batches: count,
});

export const vehicleSchema = z
  .object({
    vehicle_id: z.string(),
    vin: z.string().describe('From its newest batch, as are the next three'),
    platform: z.string().nullable(),
    last_batch_id: uuid,
    last_batch_status: batchStatus,
    last_batch_at: timestamp.describe('When it was created'),
    reported_batches: count.describe('Batches with a report'),
    severity: severity.nullable().describe('Verdict of its newest report; null before there is one'),
    sentence: z.string().nullable(),
    recurring_codes: z
      .array(recurringCode)
      .describe('Seen in at least two batches, most frequent first; at most 3'),
    recurring_code_count: count.describe('How many codes were seen in at least two batches'),
  })
  .meta({ id: 'Vehicle' });
export type VehicleBody = z.infer<typeof vehicleSchema>;

export const vehiclePageSchema = z
  .object({
    vehicles: z.array(vehicleSchema).describe('Sorted by id'),
    next_cursor: z
      .string()
      .nullable()
      .describe('Pass it as `cursor` for the next page; null on the last page'),
  })
  .meta({ id: 'VehiclePage' });
export type VehiclePageBody = z.infer<typeof vehiclePageSchema>;

export const vehicleHistorySchema = vehicleSchema
  .extend({
    batches: z.array(batchSchema).describe('The newest 20; see `GET /batches?vehicle_id=` for the others'),
    verdicts: z
      .array(z.object({ batch_id: uuid, run: z.int(), severity, sentence: z.string(), at: timestamp }))
      .describe('Of its newest 100 batches with a report, newest first; `at` is when the batch was created'),
    recurring_codes: z
      .array(
        recurringCode.extend({
          message: codeText,
          occurrences: count,
          first_at: timestamp,
          last_at: timestamp,
        }),
      )
      .describe('Seen in at least two batches, most frequent first; at most 50'),
  })
  .meta({ id: 'VehicleHistory' });
export type VehicleHistoryBody = z.infer<typeof vehicleHistorySchema>;
