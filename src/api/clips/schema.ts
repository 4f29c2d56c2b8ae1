import { z } from 'zod';
import { label, monthAndDay, timeOfDay, timestamp, uuid } from '../http/text-schema.ts';

const ownClock = String.raw`[+-]\d{1,18}(\.\d{1,9})?s`;
const ofReport = String.raw`\d{4}-${monthAndDay}T${timeOfDay}Z`;

/** A time as reports have it, which `parseTime` reads; on a clock that does not count from 1970, seconds since the recorder was switched on. */
const reportTime = z
  .string()
  .regex(
    new RegExp(`^(${ownClock}|${ofReport})$`),
    'must be a time of a report, such as 2026-01-31T12:00:00.5Z or +12.345s',
  )
  .describe('As in reports: RFC 3339, or seconds since the recorder was switched on, such as `+12.345s`');

const topic = label(1_000);
const topics = z
  .union([topic, z.array(topic).max(200)])
  .optional()
  .describe('Topics of the recordings, or CAN buses; may be repeated. All without it');

export const clipQuery = z.strictObject({
  from: reportTime.describe('First moment, on the clock of the drive'),
  to: reportTime.describe('Last moment; at most 15 minutes after `from`'),
  topics,
});

export const momentQuery = z.strictObject({
  time: reportTime.describe(
    'The moment, on the clock of the recording that `file_id` names, else of the drive',
  ),
  file_id: uuid.optional(),
  topics,
});

export const clipLinkSchema = z
  .object({
    url: z.url().describe('The clip, for whoever has this address'),
    viewer_url: z.url().nullable().describe('Opens the clip in the viewer of `VIEWER_URL`; null without one'),
    from: z.string(),
    to: z.string(),
    expires_at: timestamp,
  })
  .meta({ id: 'ClipLink' });

export const sharedClipParams = z.object({ token: z.string().min(1).max(1_000) });

export function listOf(given: string | string[] | undefined): string[] | undefined {
  return typeof given === 'string' ? [given] : given;
}
