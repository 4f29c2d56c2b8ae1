import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ArgusError } from '../../domain/error.ts';
import { type BatchExports, tarMediaType } from '../../export/batch-exports.ts';
import { parquetMediaType } from '../../signals/table-media-types.ts';
import { fileParams } from '../batches/file-schema.ts';
import type { ApiDeps } from '../deps.ts';
import { vehiclesAndReaders } from '../http/access/roles.ts';
import { fileAnswer, unchanged } from '../http/answers.ts';
import { rangeHeaders } from '../http/byte-range.ts';
import { failures } from '../http/failures.ts';
import { sendRanges } from '../http/send-ranges.ts';
import { label } from '../http/text-schema.ts';

export interface ExportDeps extends ApiDeps {
  exports: BatchExports;
}

const exportQuery = z.strictObject({
  format: z.literal('parquet'),
  topic: label(1_000).optional().describe('The Parquet file of this topic alone; without it a tar of all'),
});

const refusals = ['not_found', 'validation', 'too_large', 'range_not_satisfiable', 'unavailable'] as const;

export function exportRoutes({ stores, exports }: ExportDeps): FastifyPluginAsyncZod {
  const { batches, files, objects } = stores;
  return async (app) => {
    app.get(
      '/batches/:id/files/:file_id/export',
      {
        config: { roles: vehiclesAndReaders, audited: true },
        schema: {
          tags: ['files'],
          operationId: 'exportFile',
          summary: 'A recording as Parquet, one file for each topic',
          description:
            'A tar with the folder `tables`: the files, and `export.json`, which says what they are and what was left out. ' +
            'Made when it is first asked for, which may take minutes; `Range` takes up a download that broke off.',
          params: fileParams,
          querystring: exportQuery,
          headers: rangeHeaders,
          response: {
            200: fileAnswer('The export', tarMediaType, parquetMediaType),
            206: fileAnswer('The range of the export', tarMediaType, parquetMediaType),
            304: unchanged,
            ...failures(...refusals),
          },
        },
      },
      async (request, reply) => {
        const { id, file_id } = request.params;
        const { recordings_deleted_at } = await batches.mustGet(id);
        const file = await files.get(id, file_id);
        if (!file) throw new ArgusError('not_found', `The batch has no file ${file_id}.`);
        if (recordings_deleted_at !== null)
          throw new ArgusError(
            'not_found',
            'The recordings of the batch were deleted by age; its report is kept.',
          );
        const { topic } = request.query;
        const { key, size, etag, mediaType, ending } = await exports.get({ batchId: id, file, topic });
        return sendRanges(request, reply, {
          ...{ name: `${file.name}${ending}`, size, etag, mediaType },
          exists: async () => (await objects.stat(key)) !== undefined,
          open: (first, last) => objects.getRange(key, first, last),
        });
      },
    );
  };
}
