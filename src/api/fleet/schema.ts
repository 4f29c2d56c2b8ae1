import { z } from 'zod';
import { severities } from '../../domain/severity.ts';
import { nextCursor } from '../http/page-schema.ts';
import { platform } from '../http/platform-name.ts';
import { askedTime, count, timestamp } from '../http/text-schema.ts';
import { trends } from './code-trend.ts';

export const fleetCodesQuery = z.strictObject({
  created_after: askedTime.optional().describe('Batches created at or after this time, RFC 3339'),
  created_before: askedTime.optional().describe('Batches created before this time'),
  min_severity: z.enum(severities).optional().describe('Codes of at least this severity'),
  platform: platform.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Codes per page'),
  cursor: z
    .string()
    .regex(/^\d{1,9}\.\d{1,9}$/, 'must be the `next_cursor` of the previous page')
    .optional()
    .describe('`next_cursor` of the previous page'),
});

const bucket = z.object({
  start: z.iso.date().describe('First day, UTC'),
  batches: count,
});

export const codeText = z
  .string()
  .describe(
    'Of a code of SAE J2012 or J1939: what the standard says. Of others: the text that the recordings give it, or empty if it differs between vehicles',
  );

const fleetCode = z
  .object({
    code: z.string(),
    source: z.string(),
    message: codeText,
    severity: z.enum(severities).describe('The worst'),
    vehicles: count,
    batches: count,
    occurrences: count,
    since: timestamp.describe(
      'When the first batch with it was created, even outside the requested time range',
    ),
    first_at: timestamp.describe('Within the requested time range'),
    last_at: timestamp,
    trend: z
      .enum(trends)
      .describe(
        'Whether significantly more batches have it in the later half of the time range than in the earlier',
      ),
    series: z.array(bucket).describe('Batches with it, by `bucket`; empty buckets are omitted'),
  })
  .meta({ id: 'FleetCode' });

export const fleetCodesSchema = z
  .object({
    vehicles: count.describe('All vehicles with a report in the requested time range'),
    batches: count.describe('All batches with a report; each counts once, by its newest report'),
    bucket: z.enum(['month', 'day']),
    periods: z.array(bucket).describe('All batches with a report, by `bucket`'),
    codes: z.array(fleetCode).describe('Sorted by number of vehicles, descending'),
    next_cursor: nextCursor,
  })
  .meta({ id: 'FleetCodes' });
export type FleetCodesBody = z.infer<typeof fleetCodesSchema>;
