import type { FastifyReply, FastifyRequest } from 'fastify';
import { ArgusError } from '../../domain/error.ts';
import type { Upload } from '../../domain/upload.ts';
import { bodyChunks, contentLength, hasBody } from './body-chunks.ts';
import { fileDigests } from './expected-digest.ts';
import { tusChecksum, tusChecksums } from './tus-checksum.ts';
import { joinPieces, pieceIds } from './tus-concatenation.ts';
import { fileOfMetadata, parseTusMetadata } from './tus-metadata.ts';
import { invalid, strictCountIn } from './upload-headers.ts';
import { contentLocation, requestOf, type UploadRoute, uploadPath } from './upload-request.ts';
import type { UploadService } from './upload-service.ts';

const version = '1.0.0';
const extensions =
  'creation,creation-with-upload,creation-defer-length,expiration,checksum,termination,concatenation';
const mediaType = 'application/offset+octet-stream';

/** tus 1.0 (https://tus.io/protocols/resumable-upload, MIT): its names and statuses over the upload resource. */
export function createTus(service: UploadService) {
  function greet({ headers, method }: FastifyRequest, reply: FastifyReply): void {
    reply.header('tus-resumable', version);
    if (method === 'OPTIONS' || headers['tus-resumable'] === version) return;
    reply.header('tus-version', version);
    throw new ArgusError('unsupported_version', `Argus speaks tus ${version}.`);
  }

  function showExpiry(reply: FastifyReply, upload: Pick<Upload, 'touched_at'>): void {
    reply.header('upload-expires', service.expiresAt(upload).toUTCString());
  }

  function assertMediaType({ headers, raw }: FastifyRequest): void {
    if (!hasBody(raw)) return;
    if (headers['content-type']?.split(';')[0]?.trim().toLowerCase() === mediaType) return;
    throw new ArgusError('unsupported_media_type', `Send the bytes as ${mediaType}.`, {
      details: { field: 'content-type' },
    });
  }

  /** @returns bytes that are safe. */
  async function appendBody(
    request: FastifyRequest,
    reply: FastifyReply,
    where: UploadRoute,
    offset: number,
  ) {
    const { raw, headers } = request;
    const check = tusChecksum(headers['upload-checksum'] as string | undefined);
    const appended = service.append({
      ...where,
      claims: {
        offset,
        contentLength: contentLength(raw),
        declared: strictCountIn(headers, 'upload-length'),
        completes: false,
      },
      wholeAtLength: true,
      source: (signal) => bodyChunks(raw, signal),
      signal: where.signal,
      check,
    });
    const { received, file } = await appended.catch(explainSilence);
    if (file) contentLocation(reply, file);
    return received;
  }

  function lengthAtCreation({ headers }: FastifyRequest): number | null {
    const length = strictCountIn(headers, 'upload-length') ?? null;
    const deferred = headers['upload-defer-length'];
    if (deferred !== undefined && deferred !== '1') throw invalid('upload-defer-length', 'must be 1');
    if ((length === null) === (deferred === undefined)) {
      throw invalid('upload-length', 'or Upload-Defer-Length has to be sent, and not both');
    }
    return length;
  }

  return {
    announce(reply: FastifyReply): void {
      reply.headers({
        'tus-resumable': version,
        'tus-version': version,
        'tus-extension': extensions,
        'tus-max-size': service.maxBytes,
        'tus-checksum-algorithm': tusChecksums.join(','),
      });
    },

    greet,

    async create(request: FastifyRequest, reply: FastifyReply, signal: AbortSignal): Promise<FastifyReply> {
      greet(request, reply);
      const { headers, raw } = request;
      const { batchId, idempotencyKey } = requestOf(request);
      const metadata = String(headers['upload-metadata'] ?? '');
      const { name, digests, facts } = fileOfMetadata(parseTusMetadata(metadata));
      const concat = String(headers['upload-concat'] ?? '');
      const expected = [...digests, ...fileDigests(headers)];
      const common = { batch_id: batchId, name, metadata, facts, digests: expected };
      if (concat.startsWith('final;')) {
        const { upload, file } = await joinPieces(service, common, pieceIds(concat, batchId), signal);
        if (file) contentLocation(reply, file);
        return reply.code(201).header('location', uploadPath(upload)).send();
      }
      if (concat !== '' && concat !== 'partial')
        throw invalid('upload-concat', 'must be partial or final;URLs');
      const is_piece = concat === 'partial';
      assertMediaType(request);
      const length = lengthAtCreation(request);
      const upload = await service.create({ ...common, length, is_piece, idempotencyKey });
      reply.header('location', uploadPath(upload));
      showExpiry(reply, upload);
      // A repeat of the request finds what the first one has left.
      const isNew = upload.received === 0 && upload.state === 'open';
      if (isNew && (hasBody(raw) || length === 0)) {
        const where = { batchId, uploadId: upload.id, signal };
        reply.header('upload-offset', await appendBody(request, reply, where, 0));
      }
      return reply.code(201).send();
    },

    async append(request: FastifyRequest, reply: FastifyReply, where: UploadRoute): Promise<FastifyReply> {
      assertMediaType(request);
      const offset = strictCountIn(request.headers, 'upload-offset');
      if (offset === undefined) throw invalid('upload-offset', 'is missing');
      const received = await appendBody(request, reply, where, offset);
      showExpiry(reply, { touched_at: new Date().toISOString() });
      return reply.code(204).header('upload-offset', received).send();
    },

    show(upload: Upload, reply: FastifyReply): FastifyReply {
      const { length, received, metadata, is_piece, state } = upload;
      reply.headers({ 'upload-offset': received, 'cache-control': 'no-store' });
      if (length === null) reply.header('upload-defer-length', '1');
      else reply.header('upload-length', length);
      if (metadata !== '') reply.header('upload-metadata', metadata);
      if (is_piece) reply.header('upload-concat', 'partial');
      if (state !== 'finished') showExpiry(reply, upload);
      return reply.code(200).send();
    },
  };
}

/** tus-js-client tries again after 409, and gives up after 408. @throws what it was given, or that instead. */
function explainSilence(error: unknown): never {
  if (!(error instanceof ArgusError) || error.code !== 'timeout') throw error;
  throw new ArgusError('upload_interrupted', error.message, { cause: error });
}
