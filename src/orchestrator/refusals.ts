import { isGrpcServiceError } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { ArgusError } from '../domain/error.ts';

/** gRPC statuses by which a server says that the same call will never do: a person has to change something. */
const lasting: ReadonlySet<number> = new Set([
  3, // INVALID_ARGUMENT: a search attribute that is not registered
  5, // NOT_FOUND: of a workflow it is caught before; what remains is the namespace
  7, // PERMISSION_DENIED
  9, // FAILED_PRECONDITION
  12, // UNIMPLEMENTED
  16, // UNAUTHENTICATED
]);

/** What Temporal refuses until a person mends it, in its words; undefined where another try may do. */
export function refusalOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof NamespaceNotFoundError) return `there is no namespace ${cause.namespace}`;
    const status = statusOf(cause);
    if (status && lasting.has(status.code)) return status.details;
  }
  return undefined;
}

/** Whether Temporal, or what lies between, gave no answer or asked for patience. */
export function isAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const status = statusOf(cause);
    if (status) return !lasting.has(status.code);
  }
  return false;
}

/** The gRPC status of what Temporal said; undefined where it said nothing. */
export function statusCode(error: unknown): number | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const status = statusOf(cause);
    if (status) return status.code;
  }
  return undefined;
}

/** What callers get for an error of Temporal: `internal` for a refusal, else `unavailable`. */
export function asArgusError(error: unknown): ArgusError {
  const refusal = refusalOf(error);
  return refusal === undefined
    ? new ArgusError('unavailable', 'The workflow service does not respond; try again shortly.', {
        cause: error,
      })
    : new ArgusError('internal', refusalSentence(refusal), { cause: error });
}

export function refusalSentence(refusal: string): string {
  return `The workflow service refuses Argus: ${refusal}.`;
}

/** The client's errors hold the gRPC error as their cause, or are one. */
function statusOf(error: Error): { code: number; details: string } | undefined {
  if (!isGrpcServiceError(error)) return undefined;
  return { code: error.code, details: error.details || error.message };
}
