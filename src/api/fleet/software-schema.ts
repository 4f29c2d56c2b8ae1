import { z } from 'zod';
import { severities } from '../../domain/severity.ts';
import { nextCursor } from '../http/page-schema.ts';
import { platform } from '../http/platform-name.ts';
import { count, label, timestamp } from '../http/text-schema.ts';
import { codeText } from './schema.ts';

const component = label(200)
  .optional()
  .describe(
    'Software as the recordings name it, such as `software` or `openpilot`; by default that of most batches',
  );
const cursor = platform.optional().describe('`next_cursor` of the previous page');

export const fleetSoftwareQuery = z.strictObject({
  component,
  platform: platform.optional(),
  months: z.coerce
    .number()
    .int()
    .min(1)
    .max(120)
    .default(12)
    .describe('How many calendar months (UTC) count, the current one among them'),
  versions: z.coerce
    .number()
    .int()
    .min(1)
    .max(24)
    .default(8)
    .describe('Versions that have a column of their own, the newest; the others are one column, `older`'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Platforms per page'),
  cursor,
});

export const fleetSoftwareNewQuery = z.strictObject({
  component,
  platform: platform.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20).describe('Platforms per page'),
  cursor,
});

const rate = z.number().min(0).nullable();
const sums = z.object({
  batches: count.describe(
    'Each counts once, by its newest report; for each version, if it names several of a component',
  ),
  recorded_hours: z.number().min(0).describe('In which anything was recorded'),
  findings: count.describe('Of warning and above'),
  codes: count.describe('Error codes, each once for each batch'),
  findings_per_10_h: rate.describe('Findings in ten hours recorded; null with less than one hour'),
  codes_per_10_h: rate.describe('Error codes in ten hours recorded; null with less than one hour'),
});

const version = sums.extend({
  version: z.string(),
  first_at: timestamp.describe(
    'When it was first recorded, by the clock of the recordings if they have one, else when the batch was created',
  ),
});

const componentName = z.string().nullable().describe('Null if no recording names software');
const platformName = z.string().nullable().describe('Null for batches that name none; last');

export const fleetSoftwareSchema = z
  .object({
    component: componentName,
    components: z
      .array(z.object({ component: z.string(), versions: count, batches: count }))
      .describe('What software can be asked for: of most batches first, at most 50'),
    since: z.iso.date().describe('First day that counts, UTC'),
    versions: z
      .array(version)
      .describe(
        'Over all platforms, the newest last: by their numbers if all have some and are named alike, otherwise by when they were first seen',
      ),
    older_versions: count.describe('Versions that have no column'),
    older: sums.nullable().describe('These together, over all platforms'),
    platforms: z.array(
      z.object({
        platform: platformName,
        cells: z
          .array(sums.extend({ version: z.string() }))
          .describe('In the order of `versions`; those that the platform does not have are omitted'),
        older: sums.nullable().describe('Versions that have no column, together'),
      }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: 'FleetSoftware' });
export type FleetSoftwareBody = z.infer<typeof fleetSoftwareSchema>;

export const fleetSoftwareNewSchema = z
  .object({
    component: componentName,
    platforms: z.array(
      z.object({
        platform: platformName,
        version: version.describe('The newest on the platform, over all time'),
        before: version.nullable().describe('The version before it on the platform'),
        enough: z
          .boolean()
          .describe(
            'Whether at least one hour was recorded on the version before, so that what it lacks is new',
          ),
        new_codes: count.describe('Error codes that the version before did not have on the platform'),
        new_rules: count.describe('Rules with findings of warning and above, the same'),
        codes: z
          .array(
            z.object({
              code: z.string(),
              source: z.string(),
              message: codeText,
              severity: z.enum(severities).describe('The worst'),
              vehicles: count,
              batches: count,
            }),
          )
          .describe('The most severe, then the most frequent; at most 20'),
        rules: z
          .array(z.object({ rule: z.string(), vehicles: count, batches: count }))
          .describe('The most frequent; at most 20'),
      }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: 'FleetSoftwareNew' });
export type FleetSoftwareNewBody = z.infer<typeof fleetSoftwareNewSchema>;
