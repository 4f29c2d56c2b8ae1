import type { ArgusError, ErrorCode } from '../../domain/error.ts';
import { preferredType } from './accept.ts';
import type { ErrorBody, ProblemBody } from './error-schema.ts';
import { httpStatus } from './http-status.ts';

const errorTypes = ['application/json', 'application/problem+json'] as const;

/** The type of problem in a few words; one title per code. */
export const errorTitles: Record<ErrorCode, string> = {
  validation: 'The request is invalid',
  not_found: 'Not found',
  method_not_allowed: 'The method is not allowed here',
  state: 'The state does not allow it',
  empty_batch: 'The batch has no files',
  manifest_mismatch: 'The manifest and the stored files differ',
  legal_hold: 'Nothing of the vehicle may be deleted',
  conflict: 'The change conflicts with another one',
  in_progress: 'The first request with this key is still under way',
  unsupported_media_type: 'The media type of the body is not supported',
  not_multipart: 'The upload is not a form',
  file_missing: 'The form contains no file',
  too_many_files: 'There are too many files',
  multipart_incomplete: 'The form is cut off',
  upload_aborted: 'The client disconnected',
  too_large: 'The request is too large',
  range_not_satisfiable: 'The file has no such range',
  checksum_mismatch: 'The checksum does not match',
  idempotency_mismatch: 'The Idempotency-Key was used for something else',
  timeout: 'The request took too long',
  rate_limited: 'Too many requests at once',
  unavailable: 'A server that Argus needs is unavailable',
  storage_full: 'The storage is full',
  not_ready: 'The result is not ready yet',
  internal: 'Internal error',
};

export interface WrittenError {
  contentType: string;
  body: ErrorBody | ProblemBody;
}

/**
 * An error in the form that the client prefers: JSON or `application/problem+json`. Without a
 * charset, which JSON does not have (RFC 8259, 11): clients generated for Go compare the type as a whole.
 */
export function writeError(
  error: ArgusError,
  request: { id: string; url: string; accept: string | undefined },
): WrittenError {
  const { field, ...details } = error.details ?? {};
  const members = {
    code: error.code,
    request_id: request.id,
    ...(typeof field === 'string' && { field }),
    ...(Object.keys(details).length > 0 && { details }),
  };
  const type = preferredType(request.accept, errorTypes);
  if (type === 'application/json') return { contentType: type, body: { error: error.message, ...members } };
  return {
    contentType: type,
    body: {
      type: `urn:argus:problem:${error.code}`,
      title: errorTitles[error.code],
      status: httpStatus[error.code],
      detail: error.message,
      instance: pathOf(request.url),
      ...members,
    },
  };
}

/** Without the query; empty for a request target that is not a path. */
export function pathOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0]?.slice(0, 200) ?? '';
  return path.startsWith('/') ? path : '/';
}
