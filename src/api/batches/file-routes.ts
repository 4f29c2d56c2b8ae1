import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { fileObjectKey } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import type { ApiDeps } from '../deps.ts';
import { vehiclesAndOperators, vehiclesAndReaders } from '../http/access/roles.ts';
import { fileAnswer, noBody, unchanged } from '../http/answers.ts';
import { rangeHeaders } from '../http/byte-range.ts';
import { failures } from '../http/failures.ts';
import { pageOf } from '../http/page-schema.ts';
import { sendRanges } from '../http/send-ranges.ts';
import { filePageSchema, fileParams, fileSchema, listFilesQuery } from './file-schema.ts';
import { presentFile } from './present.ts';
import { batchParams } from './schema.ts';

export function fileRoutes({ stores }: ApiDeps): FastifyPluginAsyncZod {
  const { batches, files, objects } = stores;

  async function mustGet(batchId: string, fileId: string) {
    const file = await files.get(batchId, fileId);
    if (!file) throw new ArgusError('not_found', `The batch has no file ${fileId}.`);
    return file;
  }

  return async (app) => {
    app.get(
      '/batches/:id/files',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['files'],
          operationId: 'listFiles',
          summary: 'Files of a batch, in upload order',
          params: batchParams,
          querystring: listFilesQuery,
          response: { 200: filePageSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => {
        const { limit, cursor, state } = request.query;
        const rows = await files.list(request.params.id, state, cursor, limit + 1);
        if (rows.length === 0) await batches.mustGet(request.params.id);
        const { page, next_cursor } = pageOf(rows, limit);
        return { files: page.map(presentFile), next_cursor };
      },
    );

    app.get(
      '/batches/:id/files/:file_id',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['files'],
          operationId: 'getFile',
          summary: 'One file with its verdict',
          params: fileParams,
          response: { 200: fileSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => presentFile(await mustGet(request.params.id, request.params.file_id)),
    );

    app.delete(
      '/batches/:id/files/:file_id',
      {
        config: { roles: vehiclesAndOperators },
        schema: {
          tags: ['files'],
          operationId: 'deleteFile',
          summary: 'Take a file out of a batch that is still open',
          description:
            'For a file that does not belong to the batch, or that is to be sent again with other content. Its object is removed within some minutes.',
          params: fileParams,
          response: { 204: noBody('Deleted'), ...failures('not_found', 'state', 'unavailable') },
        },
      },
      async (request, reply) => {
        await files.drop(request.params.id, request.params.file_id);
        return reply.code(204).send();
      },
    );

    app.get(
      '/batches/:id/files/:file_id/content',
      {
        config: { roles: vehiclesAndReaders, audited: true },
        schema: {
          tags: ['files'],
          operationId: 'downloadFile',
          summary: 'Download the file as it was uploaded',
          description:
            'Takes up where a download broke off: `Range` with one range, `If-Range` with the `ETag`, which never changes.',
          params: fileParams,
          headers: rangeHeaders,
          response: {
            200: fileAnswer('The file', 'application/octet-stream'),
            206: fileAnswer('The range of the file', 'application/octet-stream'),
            304: unchanged,
            ...failures('not_found', 'range_not_satisfiable', 'unavailable'),
          },
        },
      },
      async (request, reply) => {
        const file = await mustGet(request.params.id, request.params.file_id);
        const key = fileObjectKey(file.batch_id, file.id);
        reply.header('repr-digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
        return sendRanges(request, reply, {
          ...{ name: file.name, size: file.size, etag: `"${file.sha256}"` },
          mediaType: 'application/octet-stream',
          exists: async () => (await objects.stat(key)) !== undefined,
          open: (first, last) => objects.getRange(key, first, last),
        });
      },
    );
  };
}
