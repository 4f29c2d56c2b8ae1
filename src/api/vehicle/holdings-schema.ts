import { z } from 'zod';
import { holdingReasons, mostHoldings } from '../../domain/vehicle-holdings.ts';
import { platform } from '../http/platform-name.ts';
import {
  askedTime,
  byteCount,
  count,
  label,
  largestNumber,
  sentByteCount,
  timestamp,
  vehicleId,
} from '../http/text-schema.ts';
import { vehiclePath } from './request-schema.ts';

const why = z
  .enum(holdingReasons)
  .describe(
    '`waiting`: for its turn or a link; `unmetered`: for a link that costs nothing; `on_request`: to be asked for; `recording`: something still writes it; `failed`: see its note',
  );

/** The files of a report with long paths, and what JSON adds. */
export const reportBytes = 2 * 1024 * 1024;

export const holdingsBody = z.strictObject({
  files: z
    .array(
      z.strictObject({
        path: vehiclePath,
        size: sentByteCount,
        recorded_at: askedTime.nullable().default(null),
        why,
        note: label(200).nullable().default(null).describe('What failed, or anything else to know'),
      }),
    )
    .max(mostHoldings)
    .describe('Where there are more, those that matter most'),
  total_files: count.max(largestNumber).optional().describe('With those that are not listed'),
  total_bytes: sentByteCount.optional().describe('With those that are not listed'),
});
export type HoldingsReportBody = z.input<typeof holdingsBody>;

const sum = z.object({ files: count, bytes: byteCount });

export const vehicleHoldingsSchema = z
  .object({
    vehicle_id: z.string(),
    platform: z.string().nullable(),
    reported_at: timestamp,
    total_files: count,
    total_bytes: byteCount,
    by_reason: z
      .object({
        waiting: sum.optional(),
        unmetered: sum.optional(),
        on_request: sum.optional(),
        recording: sum.optional(),
        failed: sum.optional(),
      } satisfies Record<(typeof holdingReasons)[number], unknown>)
      .describe('Of the files that are listed'),
    open_requests: count.describe('That it has not answered'),
  })
  .meta({ id: 'VehicleHoldings' });

export const holdingListSchema = vehicleHoldingsSchema
  .extend({
    files: z.array(
      z.object({
        path: z.string(),
        size: byteCount,
        recorded_at: timestamp.nullable(),
        why,
        note: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'VehicleHoldingList' });
export type HoldingListBody = z.infer<typeof holdingListSchema>;

export const listHoldingsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Vehicles per page'),
  cursor: vehicleId.optional().describe('`next_cursor` of the previous page'),
  platform: platform.optional(),
  why: why.optional(),
});

export const holdingsPageSchema = z
  .object({
    vehicles: z.array(vehicleHoldingsSchema).describe('That hold something, by id'),
    next_cursor: z
      .string()
      .nullable()
      .describe('Pass it as `cursor` for the next page; null on the last page'),
  })
  .meta({ id: 'VehicleHoldingsPage' });
export type HoldingsPageBody = z.infer<typeof holdingsPageSchema>;
