import type { FastifyReply, FastifyRequest } from 'fastify';
import { ArgusError } from '../../domain/error.ts';
import type { ApiDeps } from '../deps.ts';
import { serverError } from '../http/server-errors.ts';
import { createDraft, interopVersion } from './draft.ts';
import { createFromJson } from './json-upload.ts';
import { createTus } from './tus.ts';
import type { UnderWay } from './under-way.ts';
import { booleanIn } from './upload-headers.ts';
import { locked } from './upload-holds.ts';
import { presentUpload } from './upload-schema.ts';
import type { UploadService } from './upload-service.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

const isTus = ({ headers }: FastifyRequest) => headers['tus-resumable'] !== undefined;
/** Where the field has another value it is ignored. */
const isDraft = ({ headers }: FastifyRequest) => booleanIn(headers, 'upload-complete') !== undefined;

/** What is done with an upload, by tus 1.0, by Resumable Uploads for HTTP, or as JSON; a request's headers say which. */
export function createUploadHandlers(
  service: UploadService,
  underWay: UnderWay,
  { stores }: Pick<ApiDeps, 'stores'>,
) {
  const { files, uploads } = stores;
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
      const { accept = '*/*' } = request.raw.headers;
      if (isDraft(request) && accept === '*/*') request.raw.headers.accept = 'application/problem+json';
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

  return {
    create: (request: FastifyRequest, reply: FastifyReply) =>
      underWay.run(request, 'unavailable', (signal) => {
        if (!isTus(request) && !isDraft(request)) return createFromJson(service, request, reply, signal);
        return speak({
          tus: () => tus.create(request, reply, signal),
          draft: () => draft.create(request, reply, signal),
        })(request, reply);
      }),

    announce(request: FastifyRequest, reply: FastifyReply): FastifyReply {
      tus.announce(reply);
      const limits = draft.limits(interopVersion(request.raw), service.lifeSeconds);
      reply.headers({ allow: 'GET, HEAD, POST, OPTIONS', 'upload-limit': limits });
      return reply.code(204).send();
    },

    async show(request: FastifyRequest, reply: FastifyReply) {
      const upload = await quiet(request);
      draft.show(request, reply, upload);
      return presentUpload(upload, service);
    },

    patch,
    head,
    cancel,

    byOverride(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
      const method = String(request.headers['x-http-method-override'] ?? '').toUpperCase();
      const handler = byMethod[method];
      if (handler) return handler(request, reply);
      reply.header('allow', 'GET, HEAD, PATCH, POST, DELETE, OPTIONS');
      throw new ArgusError('method_not_allowed', 'Use PATCH, or name it in X-HTTP-Method-Override.');
    },
  };
}
