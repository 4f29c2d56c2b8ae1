import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { fileObjectKey } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import type { ApiDeps } from '../deps.ts';
import { vehiclesAndReaders } from '../http/access/roles.ts';
import { fileAnswer, unchanged } from '../http/answers.ts';
import { askedRange, rangeCounts, rangeHeaders } from '../http/byte-range.ts';
import { matchesEtag } from '../http/entity-tags.ts';
import { failures } from '../http/failures.ts';
import { pageOf } from '../http/page-schema.ts';
import { sendStream } from '../http/send-stream.ts';
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
        const etag = `"${file.sha256}"`;
        reply.header('etag', etag).header('accept-ranges', 'bytes');
        if (matchesEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
        if (request.method === 'HEAD' && !(await objects.stat(key))) {
          throw new ArgusError('not_found', 'The object store no longer has the file.');
        }
        const { first, last, asked } = rangeOf(request, file.size, etag);
        if (asked === 'unsatisfiable') {
          reply.header('content-range', `bytes */${file.size}`);
          throw new ArgusError('range_not_satisfiable', `The file has ${file.size} bytes.`, {
            details: { size: file.size },
          });
        }
        if (asked !== 'whole') reply.code(206).header('content-range', `bytes ${first}-${last}/${file.size}`);
        reply
          .header('content-length', last - first + 1)
          .header('content-disposition', attachment(file.name))
          .header('repr-digest', `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`);
        return sendStream(reply, 'application/octet-stream', () =>
          file.size === 0 ? Readable.from([]) : objects.getRange(key, first, last),
        );
      },
    );
  };
}

/** `Range` counts for GET alone (RFC 9110, 14.2). */
function rangeOf({ method, headers }: FastifyRequest, size: number, etag: string) {
  const counts = method === 'GET' && rangeCounts(headers['if-range'] as string | undefined, etag);
  const asked = counts ? askedRange(headers.range, size) : 'whole';
  const { first, last } = typeof asked === 'string' ? { first: 0, last: size - 1 } : asked;
  return { asked, first, last };
}

/** RFC 6266: the name in ASCII for old clients, in full for others. Browsers ignore paths in it, so that it has none. */
function attachment(shownName: string): string {
  const name = shownName.replaceAll('/', '_');
  const ascii = name.replace(/[^\x20-\x7e]|["\\/]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`;
}
