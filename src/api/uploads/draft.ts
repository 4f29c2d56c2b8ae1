import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BatchFile } from '../../domain/batch.ts';
import { ArgusError } from '../../domain/error.ts';
import { type ExpectedDigest, lengthOf, type Upload } from '../../domain/upload.ts';
import { presentFile } from '../batches/present.ts';
import { shownName } from '../http/shown-name.ts';
import type { Appended, ContentCheck } from './append.ts';
import { bodyChunks, contentLength, hasBody } from './body-chunks.ts';
import { createDigestCheck } from './digest-check.ts';
import { contentDigests, fileDigests } from './expected-digest.ts';
import { type FactNames, factsOfTexts } from './file-facts.ts';
import { booleanIn, countIn, dispositionName, invalid, reprDigest, textIn } from './upload-headers.ts';
import { contentLocation, requestOf, type UploadRoute, uploadPath } from './upload-request.ts';
import { presentUpload } from './upload-schema.ts';
import type { UploadService } from './upload-service.ts';

/** Of draft-ietf-httpbis-resumable-upload: 8 is that of drafts 08 to 11; 6 is what URLSession and tus-js-client speak. */
const versions = ['8', '6'] as const;
type Version = (typeof versions)[number];
const mediaType = 'application/partial-upload';
/** Headers for facts of the file, as neither the draft nor HTTP has any. */
const factHeaders: FactNames = {
  recorded_at: 'argus-recorded-at',
  priority: 'argus-priority',
  labels: 'argus-labels',
};
/** Errors about the file, not about the upload of its bytes: the client need not resume. */
const ofTheFile = new Set(['checksum_mismatch', 'state', 'too_many_files', 'not_found', 'upload_refused']);

/** The version that a client speaks; without one it gets no interim answers. */
export function interopVersion({ headers }: IncomingMessage): Version | undefined {
  return versions.find((version) => version === headers['upload-draft-interop-version']);
}

/** Resumable Uploads for HTTP over the upload resource. */
export function createDraft(service: UploadService) {
  function limits(version: Version | undefined, secondsLeft: number): string {
    const age = version === '6' ? 'expires' : 'max-age';
    return `max-size=${service.maxBytes}, ${age}=${Math.max(0, Math.floor(secondsLeft))}`;
  }

  const limitsOf = (version: Version | undefined, upload: Upload) =>
    limits(version, (service.expiresAt(upload).getTime() - Date.now()) / 1000);

  /** The claims of a request, and what it asks for. */
  function appendOf(
    request: FastifyRequest,
    reply: FastifyReply,
    where: UploadRoute,
    { offset, completes, digests }: { offset: number; completes: boolean; digests: ExpectedDigest[] },
  ) {
    const { raw, headers } = request;
    const version = interopVersion(raw);
    return service.append({
      ...where,
      claims: {
        offset,
        contentLength: contentLength(raw),
        declared: countIn(headers, 'upload-length'),
        completes,
      },
      wholeAtLength: false,
      source: (signal) => bodyChunks(raw, signal),
      check: digests.length > 0 ? contentCheck(digests) : undefined,
      onProgress: (received) => inform(request, reply, version, { 'Upload-Offset': String(received) }),
    });
  }

  function answer(
    { raw }: FastifyRequest,
    reply: FastifyReply,
    { received, file }: Pick<Appended, 'received' | 'file'>,
  ): FastifyReply {
    reply.headers({ 'upload-offset': received, 'upload-complete': file ? '?1' : '?0' });
    if (!file) return reply.code(interopVersion(raw) === '6' ? 201 : 204).send();
    return answerFile(reply, file);
  }

  function answerFile(reply: FastifyReply, file: BatchFile): FastifyReply {
    contentLocation(reply, file);
    return reply.code(200).header('repr-digest', reprDigest(file.sha256)).send(presentFile(file));
  }

  return {
    limits,

    /** Says with an error what the client is to think of its upload. */
    mark(reply: FastifyReply, error: unknown): void {
      if (!(error instanceof ArgusError)) return;
      const isOver = ofTheFile.has(error.code) && error.details?.of !== 'content';
      reply.header('upload-complete', isOver ? '?1' : '?0');
      if (error.code === 'offset_mismatch')
        reply.header('upload-offset', Number(error.details?.expected_offset));
      if (error.code === 'too_large') reply.header('upload-limit', `max-size=${service.maxBytes}`);
    },

    async create(request: FastifyRequest, reply: FastifyReply, signal: AbortSignal): Promise<FastifyReply> {
      const { raw, headers } = request;
      const version = interopVersion(raw);
      const { batchId, idempotencyKey } = requestOf(request);
      if (headers['upload-offset'] !== undefined)
        throw invalid('upload-offset', 'has no place in a request that begins an upload');
      const completes = booleanIn(headers, 'upload-complete') === true;
      const declared = countIn(headers, 'upload-length');
      const claims = { offset: 0, contentLength: contentLength(raw), declared, completes };
      const length = lengthOf(null, claims, service.maxBytes);
      // Read before there is an upload: one that is refused leaves none.
      const digests = contentDigests(headers);
      const name = dispositionName(headers);
      const upload = await service.create({
        batch_id: batchId,
        name: name === undefined ? undefined : shownName(name),
        length,
        metadata: '',
        digests: fileDigests(headers),
        facts: factsOfTexts((header) => textIn(headers, header), factHeaders),
        idempotencyKey,
      });
      const location = uploadPath(upload);
      const limit = limitsOf(version, upload);
      inform(request, reply, version, { Location: location, 'Upload-Limit': limit });
      reply.headers({ location, 'upload-limit': limit });
      // A repeat of the request finds what the first one has left.
      const isNew = upload.received === 0 && upload.state === 'open';
      if (isNew && (hasBody(raw) || completes)) {
        const where = { batchId, uploadId: upload.id, signal };
        const appended = await appendOf(request, reply, where, { offset: 0, completes, digests });
        if (appended.file) return answer(request, reply, appended);
        reply.header('upload-offset', appended.received);
      } else {
        reply.header('upload-offset', upload.received);
      }
      return reply.code(201).header('upload-complete', '?0').send(presentUpload(upload, service));
    },

    async append(
      request: FastifyRequest,
      reply: FastifyReply,
      where: UploadRoute,
      finished: () => Promise<BatchFile | undefined>,
    ): Promise<FastifyReply> {
      const { headers, raw } = request;
      // Without content there is no type to look at: http/bodies.ts has taken it away.
      const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
      if (hasBody(raw) && type !== mediaType) {
        throw new ArgusError('unsupported_media_type', `Send the bytes as ${mediaType}.`, {
          details: { field: 'content-type' },
        });
      }
      const offset = countIn(headers, 'upload-offset');
      if (offset === undefined) throw invalid('upload-offset', 'is missing, or no whole number');
      const completes = booleanIn(headers, 'upload-complete');
      if (completes === undefined) throw invalid('upload-complete', 'is missing, or neither ?1 nor ?0');
      const digests = contentDigests(headers);
      // The client did not hear that the upload is complete, and asks once more.
      if (interopVersion(raw) !== '6' && completes && !hasBody(raw)) {
        const file = await finished();
        if (file && file.size === offset) return answer(request, reply, { received: offset, file });
      }
      return answer(request, reply, await appendOf(request, reply, where, { offset, completes, digests }));
    },

    /** @throws ArgusError `validation` where the request says what only the server knows (interop version 6). */
    assertPlain({ headers, raw }: FastifyRequest, names: readonly string[]): void {
      if (interopVersion(raw) !== '6') return;
      for (const name of names)
        if (headers[name] !== undefined) throw invalid(name, 'has no place in this request');
    },

    show({ raw }: FastifyRequest, reply: FastifyReply, upload: Upload): FastifyReply {
      const { received, length, state } = upload;
      reply.headers({
        'upload-offset': received,
        'upload-complete': state === 'finished' ? '?1' : '?0',
        'upload-limit': limitsOf(interopVersion(raw), upload),
        'cache-control': 'no-store',
      });
      if (length !== null) reply.header('upload-length', length);
      return reply;
    },
  };
}

/** Of one request: when it fails, its bytes alone do not count. */
function contentCheck(digests: ExpectedDigest[]): ContentCheck {
  const digest = createDigestCheck('content');
  digest.expect(digests);
  return {
    update: digest.update,
    check() {
      try {
        digest.check();
      } catch (error) {
        if (!(error instanceof ArgusError)) throw error;
        throw new ArgusError(error.code, error.message, { details: { ...error.details, of: 'content' } });
      }
    },
  };
}

/** An interim answer, where the client speaks our version and HTTP/1.1. Node has none for this status. */
function inform(
  { raw }: FastifyRequest,
  reply: FastifyReply,
  version: Version | undefined,
  headers: Record<string, string>,
): void {
  // Without a socket it is another request's turn on the connection.
  const { socket, headersSent } = reply.raw;
  if (version === undefined || raw.httpVersion !== '1.1' || !socket?.writable || headersSent) return;
  const lines = Object.entries({ 'Upload-Draft-Interop-Version': version, ...headers });
  const text = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.write(`HTTP/1.1 104 Upload Resumption Supported\r\n${text}\r\n`);
}
