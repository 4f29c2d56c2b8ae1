import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { fileSchema, uploadHeaders } from '../batches/file-schema.ts';
import { batchParams } from '../batches/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { vehiclesAndOperators, vehiclesAndReaders } from '../http/access/roles.ts';
import { noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { pageOf, pageQuery } from '../http/page-schema.ts';
import { newUploadJson } from './json-upload.ts';
import type { UnderWay } from './under-way.ts';
import { createUploadHandlers } from './upload-handlers.ts';
import { presentUpload, uploadPageSchema, uploadParams, uploadSchema } from './upload-schema.ts';
import type { UploadService } from './upload-service.ts';

const ofAppending = [
  'not_found',
  'state',
  'offset_mismatch',
  'length_mismatch',
  'upload_completed',
  'upload_refused',
  'upload_locked',
  'upload_interrupted',
  'idempotency_mismatch',
  'checksum_mismatch',
  'chunk_checksum_mismatch',
  'unsupported_media_type',
  'unsupported_version',
  'too_large',
  'too_many_files',
  'upload_aborted',
  'timeout',
  'conflict',
  'storage_full',
  'unavailable',
] as const;

/** Parts of an upload that has begun: each request is one of many, so that the audit trail has its beginning alone. */
const continues = { roles: vehiclesAndOperators, upload: 'continues', audited: false } as const;

/** The upload resource. */
export function resumableRoutes(
  service: UploadService,
  underWay: UnderWay,
  deps: ApiDeps,
): FastifyPluginAsyncZod {
  const { batches, uploads } = deps.stores;
  const handle = createUploadHandlers(service, underWay, deps);

  return async (app) => {
    // Bodies are files, whatever their Content-Type.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));

    const ofAll = {
      config: { roles: vehiclesAndReaders },
      schema: { hide: true, params: batchParams },
    };
    app.options('/batches/:id/uploads', ofAll, async (request, reply) => handle.announce(request, reply));

    app.post(
      '/batches/:id/uploads',
      {
        config: { roles: vehiclesAndOperators, upload: 'begins', streamsBody: true, recognisesRepeats: true },
        schema: {
          tags: ['uploads'],
          operationId: 'createUpload',
          summary: 'Begin an upload that can be resumed, or whose parts go straight to the object store',
          description:
            'With `Tus-Resumable` the request follows tus 1.0, with `Upload-Complete` Resumable Uploads for HTTP; then the body is ' +
            'the file, or its beginning. Without either it describes the file.',
          rawBody: { 'application/json': { schema: newUploadJson } },
          rawBodyIsOptional: true,
          params: batchParams,
          headers: uploadHeaders,
          response: {
            200: fileSchema.describe('By Resumable Uploads for HTTP: the whole file came with the request'),
            201: uploadSchema,
            ...failures(...ofAppending),
          },
        },
      },
      async (request, reply) => {
        await handle.create(request, reply);
      },
    );

    app.get(
      '/batches/:id/uploads',
      {
        config: { roles: vehiclesAndReaders },
        schema: {
          tags: ['uploads'],
          operationId: 'listUploads',
          summary: 'Uploads of a batch, newest first',
          params: batchParams,
          querystring: pageQuery,
          response: { 200: uploadPageSchema, ...failures('not_found', 'unavailable') },
        },
      },
      async (request) => {
        const { limit, cursor } = request.query;
        const rows = await uploads.list(request.params.id, cursor, limit + 1);
        if (rows.length === 0) await batches.mustGet(request.params.id);
        const { page, next_cursor } = pageOf(rows, limit);
        return { uploads: page.map((upload) => presentUpload(upload, service)), next_cursor };
      },
    );

    app.get(
      '/batches/:id/uploads/:upload_id',
      {
        config: { roles: vehiclesAndReaders },
        exposeHeadRoute: false,
        schema: {
          tags: ['uploads'],
          operationId: 'getUpload',
          summary: 'An upload: how far it is; a request that still sends to it is ended first',
          params: uploadParams,
          response: { 200: uploadSchema, ...failures('not_found', 'upload_locked') },
        },
      },
      handle.show,
    );

    const byProtocol = { schema: { hide: true, params: uploadParams } };
    app.head(
      '/batches/:id/uploads/:upload_id',
      { ...byProtocol, config: { roles: vehiclesAndReaders, upload: 'continues' } },
      handle.head,
    );
    app.patch(
      '/batches/:id/uploads/:upload_id',
      { ...byProtocol, config: { ...continues, streamsBody: true } },
      handle.patch,
    );
    app.post(
      '/batches/:id/uploads/:upload_id',
      { ...byProtocol, config: { ...continues, streamsBody: true, recognisesRepeats: true } },
      handle.byOverride,
    );

    app.delete(
      '/batches/:id/uploads/:upload_id',
      {
        config: { roles: vehiclesAndOperators },
        schema: {
          tags: ['uploads'],
          operationId: 'cancelUpload',
          summary: 'Give an upload up, with the bytes it has; one whose file counts stays',
          params: uploadParams,
          response: {
            204: noBody('Gone'),
            ...failures('not_found', 'state', 'upload_locked', 'unsupported_version', 'unavailable'),
          },
        },
      },
      handle.cancel,
    );
  };
}
