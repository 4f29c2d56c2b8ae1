import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AuditFilter, AuditStore } from '../../stores/postgres/access/audit.ts';
import type { ApiDeps } from '../deps.ts';
import { admins } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { sendStream } from '../http/send-stream.ts';
import { auditPageSchema, auditQuery } from './schema.ts';

/** Rows that the export reads at a time. */
const exportRows = 1_000;
const jsonLines = 'application/jsonl';
const exportSchema = z.string().meta({ format: 'binary' });

/** Who did what, from where, when. */
export function auditRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { audit } = stores;
  return async (app) => {
    app.get(
      '/audit',
      {
        config: { roles: admins },
        schema: {
          tags: ['access'],
          operationId: 'listAudit',
          summary: 'What people did, newest first: changes, sign-ins, downloads of recordings',
          querystring: auditQuery,
          response: {
            200: {
              description: 'A page, or all entries one a line',
              content: {
                'application/json': { schema: auditPageSchema },
                [jsonLines]: { schema: exportSchema },
              },
            },
            ...failures('unavailable'),
          },
        },
      },
      async (request, reply) => {
        const { limit, cursor, format, ...filter } = request.query;
        if (format === 'jsonl') {
          reply.header('content-disposition', 'attachment; filename="argus-audit.jsonl"');
          return sendStream(reply, jsonLines, () => Readable.from(lines(audit, filter, cursor)));
        }
        const rows = await audit.list(filter, cursor, limit + 1);
        const entries = rows.slice(0, limit);
        const last = rows.length > limit ? entries.at(-1)?.id : undefined;
        return reply.send({ entries, next_cursor: last === undefined ? null : String(last) });
      },
    );
  };
}

async function* lines(audit: AuditStore, filter: AuditFilter, from: number | undefined) {
  for (let before = from; ; ) {
    const rows = await audit.list(filter, before, exportRows);
    if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    if (rows.length < exportRows) return;
    before = rows.at(-1)?.id;
  }
}
