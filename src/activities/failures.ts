import { ApplicationFailure } from '@temporalio/common';
import { ArgusError, type ErrorCode } from '../domain/error.ts';

/**
 * Another attempt cannot change these. Everything else is left to the retry policy: a server that is unavailable, and
 * a server that refuses Argus (wrong keys, wrong region), which an operator fixes while the batch waits and `/why`
 * names the reason.
 */
const final: readonly ErrorCode[] = [
  'state',
  'not_found',
  'empty_batch',
  'conflict',
  'validation',
  'internal',
];

/** `internal` with a cause is the response of an external server; without one it is a bug in Argus. */
function isFinal({ code, cause }: ArgusError): boolean {
  return final.includes(code) && !(code === 'internal' && cause !== undefined);
}

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
          if (error instanceof ArgusError && isFinal(error)) {
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
