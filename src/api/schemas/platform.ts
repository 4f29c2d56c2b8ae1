import { z } from 'zod';
import { byteCount, count, label, timestamp } from './text.ts';

export const platform = label(64).describe(
  'What the fleet calls a kind of vehicle, 1 to 64 printable characters',
);

export const platformParams = z.object({ platform });
export const platformDatabaseParams = z.object({ platform, name: label(100) });

export const platformDatabaseSchema = z
  .object({
    platform: z.string(),
    name: z.string(),
    sha256: z.string().describe('Of the file, lower-case hexadecimal'),
    size: byteCount,
    messages: count.describe('Messages that it defines'),
    signals: count,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'PlatformDatabase' });

export const platformDatabasesSchema = z
  .object({ databases: z.array(platformDatabaseSchema) })
  .meta({ id: 'PlatformDatabases' });
