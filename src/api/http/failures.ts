import type { FastifySchema } from 'fastify';
import type { ErrorCode } from '../../domain/error.ts';
import { errorSchema, problemSchema } from './error-schema.ts';
import { httpStatus } from './http-status.ts';

/** Errors of any operation: an invalid request, or an internal error. */
const always: readonly ErrorCode[] = ['validation', 'internal'];

/**
 * The part of a route's `response` that lists its errors, in both forms. Errors are thrown, so they are not part of the
 * type of what a handler may send.
 */
export function failures(...codes: ErrorCode[]): Record<never, never> {
  const byStatus = Map.groupBy(new Set([...always, ...codes]), (code) => httpStatus[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      status,
      {
        description: those.map((code) => `\`${code}\``).join(', '),
        content: {
          'application/json': { schema: errorSchema },
          'application/problem+json': { schema: problemSchema },
        },
      },
    ]),
  );
}

/** Adds errors that a group of routes has in common to the answers of one of them. */
export function addFailures(schema: FastifySchema, ...codes: ErrorCode[]): void {
  const responses = schema.response as Record<string, { description?: string }>;
  const added = failures(...codes) as typeof responses;
  for (const [status, answer] of Object.entries(added)) {
    const present = responses[status];
    if (!present) responses[status] = answer;
    else if (!present.description?.includes(answer.description ?? '')) {
      responses[status] = { ...present, description: `${present.description}, ${answer.description}` };
    }
  }
}
