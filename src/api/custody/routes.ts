import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type CustodyIncident, incidentKinds } from '../../domain/custody.ts';
import type { ApiDeps } from '../deps.ts';
import { readers } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { nextCursor, pageOf, pageQuery } from '../http/page-schema.ts';
import { byteCount, timestamp, uuid } from '../http/text-schema.ts';

const incidentSchema = z
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

const incidentPageSchema = z
  .object({ incidents: z.array(incidentSchema), next_cursor: nextCursor })
  .meta({ id: 'CustodyIncidentPage' });

const listIncidentsQuery = pageQuery.extend({
  state: z.enum(['open', 'found_again']).optional(),
  batch_id: uuid.optional(),
});

/** What became of recordings after they were stored. */
export function custodyRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/custody/incidents',
      {
        config: { roles: readers },
        schema: {
          tags: ['operation'],
          operationId: 'listCustodyIncidents',
          summary: 'Recordings that were lost or changed in the object store, newest first',
          description:
            'Argus reads recordings again and compares them with what was uploaded. It repairs nothing.',
          querystring: listIncidentsQuery,
          response: { 200: incidentPageSchema, ...failures('unavailable') },
        },
      },
      async (request) => {
        const { limit, cursor, state, batch_id: batchId } = request.query;
        const open = state === undefined ? undefined : state === 'open';
        const rows = await stores.custody.list({ open, batchId }, cursor, limit + 1);
        const { page, next_cursor } = pageOf(rows, limit);
        return { incidents: page.map(present), next_cursor };
      },
    );
  };
}

function present({ id, ...incident }: CustodyIncident): z.infer<typeof incidentSchema> {
  return { incident_id: id, ...incident };
}
