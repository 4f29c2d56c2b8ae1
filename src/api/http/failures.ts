import type { ErrorCode } from '../../domain/error.ts';
import { errorSchema, problemSchema } from './error-schema.ts';
import { httpStatus } from './http-status.ts';

/** What any operation may give: a request that is wrong, or a mistake of Argus. */
const always: readonly ErrorCode[] = ['validation', 'internal'];

/**
 * The part of a route's `response` that says which errors it may give, in both forms. Errors are thrown, so the type
 * of what a handler may send has none of them.
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
