import { z } from 'zod';
import { severities } from '../../domain/severity.ts';
import { batchSchema, batchStatus } from '../batches/schema.ts';
import { platform } from '../http/platform-name.ts';
import { count, label, timestamp, uuid, vehicleId } from '../http/text-schema.ts';
import { reportSeverities } from '../reports/schema.ts';

export const vehicleParams = z.object({ id: vehicleId });

export const listVehiclesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Vehicles on the page'),
  platform: platform.optional(),
  text: label(128).optional().describe('A part of its id or its VIN, in small or capital letters'),
  cursor: vehicleId.optional().describe('`next_cursor` of the page before'),
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
    vin: z.string().describe('Of its newest batch, as the three below'),
    platform: z.string().nullable(),
    last_batch_id: uuid,
    last_batch_status: batchStatus,
    last_batch_at: timestamp.describe('When it began'),
    reported_batches: count.describe('Batches with a report'),
    severity: severity.nullable().describe('Verdict of its newest report; null before there is one'),
    sentence: z.string().nullable(),
    recurring_codes: z
      .array(recurringCode)
      .describe('Seen in at least two batches, those of most batches first; at most 3'),
    recurring_code_count: count.describe('How many codes were seen in at least two batches'),
  })
  .meta({ id: 'Vehicle' });
export type VehicleBody = z.infer<typeof vehicleSchema>;

export const vehiclePageSchema = z
  .object({
    vehicles: z.array(vehicleSchema).describe('By their ids'),
    next_cursor: z.string().nullable().describe('Ask with it for the next page; null on the last one'),
  })
  .meta({ id: 'VehiclePage' });
export type VehiclePageBody = z.infer<typeof vehiclePageSchema>;

export const vehicleHistorySchema = vehicleSchema
  .extend({
    batches: z.array(batchSchema).describe('The newest 20; the others are at `GET /batches?vehicle_id=`'),
    verdicts: z
      .array(z.object({ batch_id: uuid, run: z.int(), severity, sentence: z.string(), at: timestamp }))
      .describe('Of its newest 100 batches with a report, newest first; `at` is when the batch began'),
    recurring_codes: z
      .array(
        recurringCode.extend({
          message: z.string(),
          occurrences: count,
          first_at: timestamp,
          last_at: timestamp,
        }),
      )
      .describe('Seen in at least two batches, those of most batches first; at most 50'),
  })
  .meta({ id: 'VehicleHistory' });
export type VehicleHistoryBody = z.infer<typeof vehicleHistorySchema>;
