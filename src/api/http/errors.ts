import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ArgusError } from '../../domain/error.ts';
import { httpStatus, retryAfterSeconds } from './http-status.ts';
import { writeError } from './problem.ts';
import { serverError } from './server-errors.ts';

/** Sends every error in one shape; internal causes go to the log, never to the caller. */
export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler(sendError);
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, request);
  const status = httpStatus[problem.code];
  if (status >= 500) {
    request.log[status === 500 ? 'error' : 'warn']({ err: error, code: problem.code }, 'request failed');
  }
  const { contentType, body } = writeError(problem, {
    id: request.id,
    url: request.url,
    accept: request.headers.accept,
  });
  const retryAfter = problem.retryAfterSeconds ?? retryAfterSeconds[problem.code];
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  // With its own serializer: a route with other media types must still send errors as JSON.
  return reply
    .code(status)
    .header('vary', 'accept')
    .type(contentType)
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(body);
}

function problemOf(error: unknown, request: FastifyRequest): ArgusError {
  if (error instanceof ArgusError) return error;
  const { statusCode, code, message } = error as FastifyError;
  if (statusCode === 413) return new ArgusError('too_large', 'The body is too large.');
  // 403: a path that the server of files takes for one that leads out of its folder, such as one with `//`.
  if (statusCode === 404 || statusCode === 403 || code === 'FST_ERR_MAX_PARAM_LENGTH')
    return new ArgusError('not_found', 'There is nothing at this address.');
  if (statusCode === 408) return new ArgusError('timeout', 'The request took too long.');
  if (statusCode === 415) return unsupportedMediaType(request);
  if (statusCode === 503) return new ArgusError('unavailable', 'Argus is stopping; try again shortly.');
  // What Fastify refuses before a handler sees it is an invalid request.
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const body = code?.startsWith('FST_ERR_CTP') || error instanceof SyntaxError;
    const sentence =
      error instanceof SyntaxError || code === 'FST_ERR_CTP_INVALID_JSON_BODY'
        ? 'The body is not valid JSON.'
        : sentenceOf(message);
    return new ArgusError('validation', sentence, { details: body ? { field: 'body' } : {} });
  }
  return serverError(error) ?? new ArgusError('internal', 'Internal error; the log has the details.');
}

/** Names the media types that the route reads. */
export function unsupportedMediaType({ routeOptions }: FastifyRequest): ArgusError {
  const { body, rawBody } = routeOptions.schema ?? {};
  const json = body ? ['application/json'] : [];
  const types = rawBody ? Object.keys(rawBody) : json;
  const sentence =
    types.length === 0
      ? 'This request takes no body; leave it out.'
      : `Send the body as ${types.join(' or ')}, with a matching Content-Type.`;
  return new ArgusError('unsupported_media_type', sentence, { details: { field: 'content-type' } });
}

/** No body is unpacked: how large it would become is not known before. */
export function encodedBody(): ArgusError {
  const sentence =
    'Send the body without Content-Encoding; a packed recording is sent as it is, as application/octet-stream.';
  return new ArgusError('unsupported_media_type', sentence, { details: { field: 'content-encoding' } });
}

function sentenceOf(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
