import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ArgusError } from '../../domain/error.ts';
import type { ErrorBody } from './error-schema.ts';
import { httpStatus, retryAfterSeconds } from './http-status.ts';
import { serverError } from './server-errors.ts';

/** Sends every error in one shape; what went wrong inside goes to the log, never to the caller. */
export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler(sendError);
}

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error);
  const status = httpStatus[problem.code];
  if (status >= 500) {
    request.log[status === 500 ? 'error' : 'warn']({ err: error, code: problem.code }, 'request failed');
  }
  const { field, ...details } = problem.details ?? {};
  const body: ErrorBody = {
    error: problem.message,
    code: problem.code,
    request_id: request.id,
    ...(typeof field === 'string' && { field }),
    ...(Object.keys(details).length > 0 && { details }),
  };
  const retryAfter = retryAfterSeconds[problem.code];
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  // Through a serializer of its own: a route that answers other types must still give errors as JSON.
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .serializer((payload: unknown) => JSON.stringify(payload))
    .send(body);
}

function problemOf(error: unknown): ArgusError {
  if (error instanceof ArgusError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return validationProblem(error);
  const { statusCode, code, message } = error as FastifyError;
  if (statusCode === 413) return new ArgusError('too_large', 'The body is too large.');
  if (statusCode === 404) return new ArgusError('not_found', 'There is nothing at this address.');
  if (statusCode === 408) return new ArgusError('timeout', 'The request took too long.');
  if (statusCode === 503) return new ArgusError('unavailable', 'Argus is stopping; try again shortly.');
  // 415 among them: what Fastify refuses before a handler sees it is about the request.
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const body = code?.startsWith('FST_ERR_CTP') || error instanceof SyntaxError;
    return new ArgusError('validation', message, { details: body ? { field: 'body' } : {} });
  }
  return serverError(error) ?? new ArgusError('internal', 'Argus made a mistake; it is in the log.');
}

type ValidationError = Parameters<typeof hasZodFastifySchemaValidationErrors>[0] & {
  validation: { instancePath: string; message?: string; params: Record<string, unknown> }[];
  validationContext?: string;
};

function validationProblem(error: unknown): ArgusError {
  const { validation, validationContext = 'body' } = error as ValidationError;
  const [first] = validation;
  const issue = first?.params as { issue?: { keys?: string[] }; keys?: string[] } | undefined;
  const unknown = issue?.issue?.keys ?? issue?.keys;
  const path = (first?.instancePath ?? '').split('/').filter(Boolean);
  const field = [...path, ...(unknown?.slice(0, 1) ?? [])].join('.') || validationContext;
  const sentence = unknown ? `${field} is not a field of this request.` : `${field}: ${first?.message}.`;
  return new ArgusError('validation', sentence.slice(0, 500), {
    details: { field: field.slice(0, 200), where: validationContext },
  });
}
