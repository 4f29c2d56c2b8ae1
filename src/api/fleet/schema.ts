import { z } from 'zod';
import { severities } from '../../domain/severity.ts';
import { nextCursor } from '../http/page-schema.ts';
import { platform } from '../http/platform-name.ts';
import { askedTime, count, timestamp } from '../http/text-schema.ts';
import { trends } from './code-trend.ts';

export const fleetCodesQuery = z.strictObject({
  created_after: askedTime.optional().describe('Of batches begun then or later, RFC 3339'),
  created_before: askedTime.optional().describe('Of batches begun before'),
  min_severity: z.enum(severities).optional().describe('Codes that were at least so severe'),
  platform: platform.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Codes on the page'),
  cursor: z
    .string()
    .regex(/^\d{1,9}\.\d{1,9}$/, 'must be the `next_cursor` of the page before')
    .optional()
    .describe('`next_cursor` of the page before'),
});

const bucket = z.object({
  start: z.iso.date().describe('Its first day, UTC'),
  batches: count,
});

const fleetCode = z
  .object({
    code: z.string(),
    source: z.string(),
    message: z.string().describe('Of where it was first seen'),
    severity: z.enum(severities).describe('The worst'),
    vehicles: count,
    batches: count,
    occurrences: count,
    since: timestamp.describe('When the first batch with it began, also outside of the asked time'),
    first_at: timestamp.describe('In the asked time'),
    last_at: timestamp,
    trend: z
      .enum(trends)
      .describe(
        'Whether more batches have it in the later half of the time than in the earlier, beyond chance',
      ),
    series: z.array(bucket).describe('Batches with it, by `bucket`; those without are left out'),
  })
  .meta({ id: 'FleetCode' });

export const fleetCodesSchema = z
  .object({
    vehicles: count.describe('All vehicles with a report in the asked time'),
    batches: count.describe('All batches with a report; each counts once, by its newest report'),
    bucket: z.enum(['month', 'day']),
    periods: z.array(bucket).describe('All batches with a report, by `bucket`'),
    codes: z.array(fleetCode).describe('Those of most vehicles first'),
    next_cursor: nextCursor,
  })
  .meta({ id: 'FleetCodes' });
export type FleetCodesBody = z.infer<typeof fleetCodesSchema>;
