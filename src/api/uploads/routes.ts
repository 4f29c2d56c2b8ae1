import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import { fileSchema, uploadHeaders } from '../batches/file-schema.ts';
import { presentFile } from '../batches/present.ts';
import { batchParams } from '../batches/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { vehiclesAndOperators } from '../http/access/roles.ts';
import { watchBody } from '../http/body-watch.ts';
import { failures } from '../http/failures.ts';
import { httpStatus } from '../http/http-status.ts';
import { createFileReceiver } from './receive-file.ts';

/** Beyond this a process is mostly busy switching; clients retry in a moment. */
const maxAtOnce = 1_000;

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
      properties: { file: { type: 'string', format: 'binary' } },
    },
    encoding: { file: { headers: { 'Repr-Digest': reprDigest } } },
  },
};

/** How an upload that gave no file ended, for the metrics. */
function endOf(error: unknown): 'cut' | 'refused' | 'failed' {
  if (!(error instanceof ArgusError)) return 'failed';
  if (cutShort.has(error.code)) return 'cut';
  return httpStatus[error.code] < 500 ? 'refused' : 'failed';
}

/** The client went away, or sent nothing any more. */
const cutShort = new Set<string>(['upload_aborted', 'timeout', 'multipart_incomplete']);

/** Its own scope: the form parser adds hooks that other routes do not need. */
export function uploadRoutes(deps: ApiDeps): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(multipart, { throwFileSizeLimit: false });
    // Refused by the handler, with a more helpful error than an unsupported media type.
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const receive = createFileReceiver(deps);
    let underWay = 0;

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
        if (underWay >= maxAtOnce) throw new ArgusError('rate_limited', 'Too many uploads at once.');
        const watch = watchBody(request.raw, deps.config.UPLOAD_IDLE_SECONDS);
        underWay += 1;
        deps.metrics.uploads.set(underWay);
        try {
          const file = await receive(request, {
            batchId: request.params.id,
            headers: request.raw.headers,
            idempotencyKey: request.headers['idempotency-key'],
            signal: watch.signal,
          });
          return reply.code(201).send(presentFile(file));
        } catch (error) {
          deps.metrics.uploadFiles.inc({ outcome: endOf(error) });
          throw error;
        } finally {
          underWay -= 1;
          deps.metrics.uploads.set(underWay);
          watch.stop();
        }
      },
    );
  };
}
