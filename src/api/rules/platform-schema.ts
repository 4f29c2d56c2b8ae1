import { z } from 'zod';
import { nextCursor, pageQuery } from '../http/page-schema.ts';
import { platform } from '../http/platform-name.ts';
import { byteCount, count, label, timestamp } from '../http/text-schema.ts';

export const platformParams = z.object({ platform });
export const platformDatabaseParams = z.object({ platform, name: label(100) });

export const listPlatformsQuery = z.strictObject({
  limit: pageQuery.shape.limit,
  cursor: platform.optional().describe('`next_cursor` of the previous page'),
});

export const platformPageSchema = z
  .object({
    platforms: z
      .array(
        z.object({
          platform: z.string(),
          vehicles: count.describe('Vehicles whose newest batch names it'),
          rule_settings: count.describe('Rules with settings for it'),
          databases: count.describe('CAN databases stored for it'),
          upload_policy: z.boolean().describe('Whether it has an upload policy of its own'),
        }),
      )
      .describe('Sorted by name'),
    next_cursor: nextCursor,
  })
  .meta({ id: 'PlatformPage' });
export type PlatformPageBody = z.infer<typeof platformPageSchema>;

export const platformDatabaseSchema = z
  .object({
    platform: z.string(),
    name: z.string(),
    sha256: z.string().describe('Of the file, lower-case hexadecimal'),
    size: byteCount,
    messages: count.describe('Messages it defines'),
    signals: count,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'PlatformDatabase' });

export const platformDatabasesSchema = z
  .object({ databases: z.array(platformDatabaseSchema) })
  .meta({ id: 'PlatformDatabases' });
