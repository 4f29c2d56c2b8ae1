import type { ErrorCode } from '../../domain/error.ts';

/** The one place that maps codes to HTTP statuses. */
export const httpStatus: Record<ErrorCode, number> = {
  validation: 400,
  file_missing: 400,
  too_many_files: 400,
  multipart_incomplete: 400,
  upload_aborted: 400,
  length_mismatch: 400,
  upload_completed: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  timeout: 408,
  state: 409,
  empty_batch: 409,
  conflict: 409,
  in_progress: 409,
  not_ready: 409,
  offset_mismatch: 409,
  upload_interrupted: 409,
  upload_refused: 410,
  unsupported_version: 412,
  too_large: 413,
  unsupported_media_type: 415,
  not_multipart: 415,
  range_not_satisfiable: 416,
  checksum_mismatch: 422,
  idempotency_mismatch: 422,
  upload_locked: 423,
  rate_limited: 429,
  quota_exceeded: 429,
  // As tus 1.0 has it.
  chunk_checksum_mismatch: 460,
  internal: 500,
  unavailable: 503,
  storage_full: 507,
};

/** Seconds for `Retry-After`; absent where a retry would fail again. */
export const retryAfterSeconds: Partial<Record<ErrorCode, number>> = {
  rate_limited: 5,
  quota_exceeded: 3600,
  unavailable: 5,
  storage_full: 60,
  not_ready: 2,
  in_progress: 1,
  upload_locked: 1,
  upload_interrupted: 1,
};

/** For errors with this status; see above. */
export function retryAfterOfStatus(status: number): number | undefined {
  const codes = Object.keys(retryAfterSeconds) as ErrorCode[];
  const code = codes.find((one) => httpStatus[one] === status);
  return code && retryAfterSeconds[code];
}
