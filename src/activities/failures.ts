import { ApplicationFailure } from '@temporalio/common';
import { ArgusError, type ErrorCode } from '../domain/error.ts';

/** Retrying cannot help with these. Everything else (such as an unreachable server) is left to the retry policy. */
const final: readonly ErrorCode[] = [
  'state',
  'not_found',
  'empty_batch',
  'conflict',
  'validation',
  'internal',
];

/** Wraps activities so that permanent errors are not retried. */
export function withFinalFailures<T extends Record<string, (...args: never[]) => Promise<unknown>>>(
  activities: T,
): T {
  return Object.fromEntries(
    Object.entries(activities).map(([name, activity]) => [
      name,
      async (...args: never[]) => {
        try {
          return await activity(...args);
        } catch (error) {
          if (error instanceof ArgusError && final.includes(error.code)) {
            throw ApplicationFailure.create({
              message: error.message,
              type: error.code,
              nonRetryable: true,
              cause: error,
            });
          }
          throw error;
        }
      },
    ]),
  ) as T;
}
