import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { batchParams } from '../batches/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { vehiclesAndReaders } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { type BatchReportsBody, batchReportsSchema } from './schema.ts';

/** Of more runs than this, only the newest are listed. */
const maxRuns = 200;

type Severity = BatchReportsBody['reports'][number]['severity'];

export function batchReportsRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { batches, reports } = stores;
  return async (app) => {
    app.get(
      '/batches/:id/reports',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['reports'],
          operationId: 'listBatchReports',
          summary: 'Reports to read and to compare: of each run, and of the previous drive',
          params: batchParams,
          response: { 200: batchReportsSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => {
        const { id } = request.params;
        const [own, previous] = await Promise.all([
          reports.heads(id, maxRuns),
          reports.headOfPrevious(id),
          batches.mustGet(id),
        ]);
        return {
          reports: own.map(({ run, severity, sentence, created_at }) => ({
            run,
            severity: severity as Severity,
            sentence,
            created_at,
          })),
          previous: previous
            ? {
                batch_id: previous.batch_id,
                run: previous.run,
                at: previous.at,
                severity: previous.severity as Severity,
                sentence: previous.sentence,
              }
            : null,
        };
      },
    );
  };
}
