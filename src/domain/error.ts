/**
 * Stable codes of all errors that callers can receive; the API maps each to one HTTP status
 * (`api/http/http-status.ts`).
 */
export const errorCodes = [
  'validation',
  'unauthorized',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'state',
  'empty_batch',
  'conflict',
  'in_progress',
  'unsupported_media_type',
  'not_multipart',
  'file_missing',
  'too_many_files',
  'multipart_incomplete',
  'upload_aborted',
  'too_large',
  'range_not_satisfiable',
  'checksum_mismatch',
  'chunk_checksum_mismatch',
  'offset_mismatch',
  'length_mismatch',
  'upload_locked',
  'upload_interrupted',
  'upload_completed',
  'upload_refused',
  'unsupported_version',
  'idempotency_mismatch',
  'timeout',
  'rate_limited',
  'quota_exceeded',
  'unavailable',
  'storage_full',
  'not_ready',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An error whose message may be shown to the caller. `details` are named fields, never secrets. */
export class ArgusError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;
  /** Where more is known than what holds for the code. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options?: { cause?: unknown; details?: Record<string, unknown>; retryAfterSeconds?: number },
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ArgusError';
    this.code = code;
    this.details = options?.details;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
}
