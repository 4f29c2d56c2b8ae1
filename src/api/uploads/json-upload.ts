import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ArgusError } from '../../domain/error.ts';
import { shownName } from '../http/shown-name.ts';
import { validatorCompiler } from '../http/validation.ts';
import { bodyChunks } from './body-chunks.ts';
import { givenFacts } from './file-facts.ts';
import { sha256Digest } from './upload-headers.ts';
import { requestOf, uploadPath } from './upload-request.ts';
import { newUploadBody, presentUpload } from './upload-schema.ts';
import type { UploadService } from './upload-service.ts';

/** A description of a file, as JSON. */
const longestJson = 16 * 1024;

const checkBody = validatorCompiler({ schema: newUploadBody, httpPart: 'body', method: 'POST', url: '' });
const { $schema: _, ...schema } = z.toJSONSchema(newUploadBody, { io: 'input' });
export const newUploadJson = schema;

/** Begins an upload that a JSON body describes; its bytes come by any way. */
export async function createFromJson(
  service: UploadService,
  request: FastifyRequest,
  reply: FastifyReply,
  signal: AbortSignal,
): Promise<FastifyReply> {
  const { path, size = null, sha256, ...facts } = checked(await readJson(request, signal));
  const { batchId, idempotencyKey } = requestOf(request);
  const upload = await service.create({
    batch_id: batchId,
    name: path === undefined ? undefined : shownName(path, 'path'),
    length: size,
    metadata: '',
    digests: sha256Digest(sha256),
    facts: givenFacts(facts),
    idempotencyKey,
  });
  return reply.code(201).header('location', uploadPath(upload)).send(presentUpload(upload, service));
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
