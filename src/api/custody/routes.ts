import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { CustodyIncident } from '../../domain/custody.ts';
import type { ApiDeps } from '../deps.ts';
import { readers } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { pageOf } from '../http/page-schema.ts';
import { incidentPageSchema, type incidentSchema, listIncidentsQuery } from './schema.ts';

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
