import { z } from 'zod';
import { incidentKinds } from '../../domain/custody.ts';
import { nextCursor, pageQuery } from '../http/page-schema.ts';
import { byteCount, timestamp, uuid } from '../http/text-schema.ts';

export const incidentSchema = z
  .object({
    incident_id: uuid,
    kind: z
      .enum(incidentKinds)
      .describe(
        '`lost`: no object; `changed`: another size or SHA-256; `unreadable`: the store answers, but does not give it',
      ),
    batch_id: uuid,
    file_id: uuid,
    name: z.string(),
    size: byteCount.describe('bytes, as it was uploaded'),
    sha256: z.string(),
    found_size: byteCount.nullable().describe('bytes, as it was found; null for nothing'),
    found_sha256: z.string().nullable().describe('null where the size said enough'),
    seen_at: timestamp.describe('When it was first seen'),
    checked_at: timestamp.describe('When it was last looked at'),
    found_again_at: timestamp
      .nullable()
      .describe('When it was as it was uploaded again; null while it is not'),
  })
  .meta({ id: 'CustodyIncident' });

export const incidentPageSchema = z
  .object({ incidents: z.array(incidentSchema), next_cursor: nextCursor })
  .meta({ id: 'CustodyIncidentPage' });
export type CustodyIncidentPageBody = z.infer<typeof incidentPageSchema>;

export const listIncidentsQuery = pageQuery.extend({
  state: z.enum(['open', 'found_again']).optional(),
  batch_id: uuid.optional(),
});
