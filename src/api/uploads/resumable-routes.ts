import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ArgusError } from '../../domain/error.ts';
import { fileSchema, uploadHeaders } from '../batches/file-schema.ts';
import { batchParams } from '../batches/schema.ts';
import type { ApiDeps } from '../deps.ts';
import { noBody } from '../http/answers.ts';
import { failures } from '../http/failures.ts';
import { pageOf, pageQuery } from '../http/page-schema.ts';
import { serverError } from '../http/server-errors.ts';
import { validatorCompiler } from '../http/validation.ts';
import { bodyChunks } from './body-chunks.ts';
import { createDraft, interopVersion } from './draft.ts';
import { shownName } from './shown-name.ts';
import { createTus } from './tus.ts';
import type { UnderWay } from './under-way.ts';
import { booleanIn, sha256Digest } from './upload-headers.ts';
import { locked } from './upload-holds.ts';
import { requestOf, uploadPath } from './upload-request.ts';
import {
  newUploadBody,
  presentUpload,
  uploadPageSchema,
  uploadParams,
  uploadSchema,
} from './upload-schema.ts';
import type { UploadService } from './upload-service.ts';

/** A description of a file, as JSON. */
const longestJson = 16 * 1024;

const ofAppending = [
  'not_found',
  'state',
  'offset_mismatch',
  'length_mismatch',
  'upload_completed',
  'upload_refused',
  'upload_locked',
  'upload_interrupted',
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

const checkBody = validatorCompiler({ schema: newUploadBody, httpPart: 'body', method: 'POST', url: '' });
const { $schema: _, ...newUploadJson } = z.toJSONSchema(newUploadBody, { io: 'input' });

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

const isTus = ({ headers }: FastifyRequest) => headers['tus-resumable'] !== undefined;
const isDraft = ({ headers }: FastifyRequest) =>
  booleanIn(headers, 'upload-complete') !== undefined ||
  headers['upload-draft-interop-version'] !== undefined;

/** The upload resource by tus 1.0, by Resumable Uploads for HTTP, and as JSON; a request's headers say which. */
export function resumableRoutes(
  service: UploadService,
  underWay: UnderWay,
  { stores }: ApiDeps,
): FastifyPluginAsyncZod {
  const { batches, files, uploads } = stores;
  const tus = createTus(service);
  const draft = createDraft(service);

  /** A handler in both protocols; errors carry what the protocol says of them. */
  function speak(ways: { tus: Handler; draft: Handler }): Handler {
    return async (request, reply) => {
      if (isTus(request)) {
        tus.greet(request, reply);
        return ways.tus(request, reply);
      }
      // Its problem types have members that our JSON has not.
      if ((request.headers.accept ?? '*/*') === '*/*') request.headers.accept = 'application/problem+json';
      try {
        return await ways.draft(request, reply);
      } catch (error) {
        draft.mark(reply, error);
        throw error;
      }
    };
  }

  const whereIs = ({ params }: FastifyRequest) => {
    const { id, upload_id } = params as { id: string; upload_id: string };
    return { batchId: id, uploadId: upload_id };
  };

  async function quiet(request: FastifyRequest) {
    const { batchId, uploadId } = whereIs(request);
    try {
      return await service.holds.quiet(batchId, uploadId);
    } catch (error) {
      // tus-js-client begins anew at the first byte after 5xx here; after 423 it tries again.
      if (serverError(error)?.code === 'unavailable') throw locked();
      throw error;
    }
  }

  const patch = speak({
    tus: (request, reply) =>
      underWay.run(request, 'upload_locked', (signal) =>
        tus.append(request, reply, { ...whereIs(request), signal }),
      ),
    draft: (request, reply) =>
      underWay.run(request, 'upload_locked', (signal) =>
        draft.append(request, reply, { ...whereIs(request), signal }, async () => {
          const { batchId, uploadId } = whereIs(request);
          const upload = await uploads.get(batchId, uploadId);
          return upload?.file_id ? files.get(batchId, upload.file_id) : undefined;
        }),
      ),
  });

  const head = speak({
    tus: async (request, reply) => tus.show(await quiet(request), reply),
    async draft(request, reply) {
      draft.assertPlain(request, ['upload-offset', 'upload-complete', 'upload-length']);
      return draft
        .show(request, reply, await quiet(request))
        .code(204)
        .send();
    },
  });

  const cancel = speak({
    async tus(request, reply) {
      const { batchId, uploadId } = whereIs(request);
      await service.cancel(batchId, uploadId);
      return reply.code(204).send();
    },
    async draft(request, reply) {
      draft.assertPlain(request, ['upload-offset', 'upload-complete']);
      const { batchId, uploadId } = whereIs(request);
      await service.cancel(batchId, uploadId);
      return reply.code(204).send();
    },
  });

  /** For clients whose network lets no other methods through (tus 1.0, X-HTTP-Method-Override). */
  const byMethod: Record<string, Handler> = { PATCH: patch, HEAD: head, DELETE: cancel };

  async function createFromJson(request: FastifyRequest, reply: FastifyReply, signal: AbortSignal) {
    const { path, size = null, sha256 } = checked(await readJson(request, signal));
    const { batchId, idempotencyKey } = requestOf(request);
    const upload = await service.create({
      batch_id: batchId,
      name: path === undefined ? undefined : shownName(path),
      length: size,
      metadata: '',
      digests: sha256Digest(sha256),
      idempotencyKey,
    });
    return reply.code(201).header('location', uploadPath(upload)).send(presentUpload(upload, service));
  }

  return async (app) => {
    // Bodies are files, whatever their Content-Type.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));

    app.options(
      '/batches/:id/uploads',
      { schema: { hide: true, params: batchParams } },
      async (request, reply) => {
        tus.announce(reply);
        reply.headers({
          allow: 'GET, HEAD, POST, OPTIONS',
          'upload-limit': draft.limits(interopVersion(request.raw), service.lifeSeconds),
        });
        return reply.code(204).send();
      },
    );

    app.post(
      '/batches/:id/uploads',
      {
        config: { streamsBody: true, recognisesRepeats: true },
        schema: {
          tags: ['uploads'],
          operationId: 'createUpload',
          summary: 'Begin an upload that can be resumed, or whose parts go straight to the object store',
          description:
            'With `Tus-Resumable` the request follows tus 1.0, with `Upload-Complete` Resumable Uploads for HTTP; then the body is ' +
            'the file, or its beginning. Without either it describes the file.',
          rawBody: { 'application/json': { schema: newUploadJson } },
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
        await underWay.run(request, 'unavailable', (signal) => {
          if (!isTus(request) && !isDraft(request)) return createFromJson(request, reply, signal);
          return speak({
            tus: () => tus.create(request, reply, signal),
            draft: () => draft.create(request, reply, signal),
          })(request, reply);
        });
      },
    );

    app.get(
      '/batches/:id/uploads',
      {
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
        exposeHeadRoute: false,
        schema: {
          tags: ['uploads'],
          operationId: 'getUpload',
          summary: 'An upload: how far it is; a request that still sends to it is ended first',
          params: uploadParams,
          response: { 200: uploadSchema, ...failures('not_found', 'upload_locked') },
        },
      },
      async (request, reply) => {
        const upload = await quiet(request);
        return draft.show(request, reply, upload).send(presentUpload(upload, service));
      },
    );

    const byProtocol = { schema: { hide: true, params: uploadParams } };
    app.head('/batches/:id/uploads/:upload_id', byProtocol, head);
    app.patch('/batches/:id/uploads/:upload_id', { ...byProtocol, config: { streamsBody: true } }, patch);
    app.post(
      '/batches/:id/uploads/:upload_id',
      { ...byProtocol, config: { streamsBody: true, recognisesRepeats: true } },
      (request, reply) => {
        const method = String(request.headers['x-http-method-override'] ?? '').toUpperCase();
        const handler = byMethod[method];
        if (handler) return handler(request, reply);
        throw new ArgusError('method_not_allowed', 'Use PATCH, or name it in X-HTTP-Method-Override.');
      },
    );

    app.delete(
      '/batches/:id/uploads/:upload_id',
      {
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
      cancel,
    );
  };
}

/** @throws ArgusError `validation`. */
function checked(body: unknown): z.infer<typeof newUploadBody> {
  const result = checkBody(body) as { value?: z.infer<typeof newUploadBody>; error?: Error };
  if (result.value === undefined) throw result.error;
  return result.value;
}

async function readJson(request: FastifyRequest, signal: AbortSignal): Promise<unknown> {
  const type = request.headers['content-type']?.split(';')[0]?.trim();
  if (type !== undefined && type !== 'application/json') {
    const message =
      'Describe the file as application/json, or send it by tus (Tus-Resumable) or by Resumable Uploads (Upload-Complete).';
    throw new ArgusError('unsupported_media_type', message, { details: { field: 'content-type' } });
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bodyChunks(request.raw, signal)) {
    length += chunk.length;
    if (length > longestJson) throw new ArgusError('too_large', 'The body is too large.');
    chunks.push(chunk);
  }
  if (length === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch (error) {
    throw new ArgusError('validation', 'The body is not valid JSON.', {
      cause: error,
      details: { field: 'body' },
    });
  }
}
