import { isGrpcServiceError } from '@temporalio/client';
import { ArgusError } from '../../domain/error.ts';

/**
 * SQLSTATE classes of temporary failures: connection, transaction rollback, insufficient resources, lock not available,
 * operator intervention (restart, time limit), system error (PostgreSQL, appendix A).
 */
const passingSqlStates = /^(08|40|53|55|57|58)|^25006$/;
const diskFull = '53100';
const connectionErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** Messages of `pg` and `ioredis`, which have no code, for connections that fail, break or time out. */
const connectionMessages =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Connection is closed|Stream isn't writeable|Command timed out|Reached the max retries)/;

/** The API's error for a server behind Argus that is unavailable, slow or full; undefined for every other error. */
export function serverError(error: unknown): ArgusError | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (code === diskFull) return new ArgusError('storage_full', 'The database is full.', { cause: error });
  const away =
    isGrpcServiceError(error) ||
    connectionErrors.has(code) ||
    (/^[0-9A-Z]{5}$/.test(code) && passingSqlStates.test(code)) ||
    connectionMessages.test(error.message) ||
    (error instanceof AggregateError && error.errors.some((inner) => serverError(inner)));
  if (!away) return undefined;
  return new ArgusError('unavailable', 'A server that Argus needs does not answer; try again shortly.', {
    cause: error,
  });
}
