import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { fileSchema, uploadHeaders } from '../batches/file-schema.ts';
import { presentFile } from '../batches/present.ts';
import { batchParams } from '../batches/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { vehiclesAndOperators } from '../http/access/roles.ts';
import { failures } from '../http/failures.ts';
import { createFileCounter } from './count-file.ts';
import { directRoutes } from './direct-routes.ts';
import { createFileReceiver } from './receive-file.ts';
import { resumableRoutes } from './resumable-routes.ts';
import { createUnderWay } from './under-way.ts';
import { createUploadService } from './upload-service.ts';

const reprDigest = {
  description: 'Expected digest of the file, as `sha-256=:<base64>:` (RFC 9530)',
  schema: { type: 'string' },
};

/** The form that `form.ts` reads. */
const recordingForm = {
  'multipart/form-data': {
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary' },
        recorded_at: { type: 'string', description: 'When it was recorded, RFC 3339; empty where not known' },
        priority: {
          type: 'string',
          pattern: String.raw`^\s*[0-9]?\s*$`,
          description:
            'A digit, empty for 0; files of a higher one are read before the others of their batch',
        },
        labels: { type: 'string', description: 'Separated by commas, at most 16' },
      },
    },
    encoding: { file: { headers: { 'Repr-Digest': reprDigest } } },
  },
};

/** Its own scope: the form parser adds hooks that other routes do not need. */
export function uploadRoutes(deps: ApiDeps): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(multipart, { throwFileSizeLimit: false });
    // Refused by the handler, with a more helpful error than an unsupported media type.
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const count = createFileCounter(deps);
    const underWay = createUnderWay(deps);
    const receive = createFileReceiver(deps, count);
    const service = createUploadService(deps, count);
    await app.register(resumableRoutes(service, underWay, deps));
    await app.register(directRoutes(service));

    app.post(
      '/batches/:id/files',
      {
        config: { roles: vehiclesAndOperators, recognisesRepeats: true, upload: 'begins' },
        schema: {
          tags: ['uploads'],
          operationId: 'uploadFile',
          description:
            'The expected SHA-256 or SHA-512 of the file can be sent in `Repr-Digest` (RFC 9530), `Digest` (RFC 3230) ' +
            'or, as hexadecimal SHA-256, in `X-Content-SHA256`, of the request or of the part; `Content-Digest` of the ' +
            'request covers the whole form. On a mismatch the response is 422, and nothing is stored.',
          summary: 'Upload one recording file, as multipart/form-data in a part named "file"',
          rawBody: recordingForm,
          params: batchParams,
          headers: uploadHeaders,
          response: {
            201: fileSchema,
            ...failures(
              'file_missing',
              'too_many_files',
              'multipart_incomplete',
              'upload_aborted',
              'not_multipart',
              'idempotency_mismatch',
              'storage_full',
              'not_found',
              'timeout',
              'state',
              'too_large',
              'checksum_mismatch',
              'rate_limited',
              'quota_exceeded',
              'unavailable',
            ),
          },
        },
      },
      async (request, reply) => {
        const file = await underWay.run(request, 'rate_limited', (signal) =>
          receive(request, {
            batchId: request.params.id,
            headers: request.raw.headers,
            idempotencyKey: request.headers['idempotency-key'],
            signal,
          }),
        );
        return reply.code(201).send(presentFile(file));
      },
    );
  };
}
