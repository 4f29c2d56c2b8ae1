import type { ArgusError, ErrorCode } from '../../domain/error.ts';
import { preferredType } from './accept.ts';
import type { ErrorBody, ProblemBody } from './error-schema.ts';
import { httpStatus } from './http-status.ts';

const errorTypes = ['application/json', 'application/problem+json'] as const;

/** The type of problem in a few words; one title per code. */
export const errorTitles: Record<ErrorCode, string> = {
  validation: 'The request is invalid',
  unauthorized: 'Nobody is signed in',
  forbidden: 'The role does not allow it',
  not_found: 'Not found',
  method_not_allowed: 'The method is not allowed here',
  state: 'The state does not allow it',
  empty_batch: 'The batch has no files',
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
  chunk_checksum_mismatch: 'The checksum of the request does not match',
  offset_mismatch: 'The offset is not that of the upload',
  length_mismatch: 'The lengths of the upload differ',
  upload_locked: 'Another request writes to the upload',
  upload_interrupted: 'Another request took over the upload',
  upload_completed: 'The upload is complete already',
  upload_refused: 'The upload takes no more bytes',
  unsupported_version: 'This version of the protocol is not supported',
  idempotency_mismatch: 'The Idempotency-Key was used for something else',
  timeout: 'The request took too long',
  rate_limited: 'Too many requests at once',
  quota_exceeded: 'A quota is used up',
  unavailable: 'A server that Argus needs is unavailable',
  storage_full: 'The storage is full',
  not_ready: 'The result is not ready yet',
  internal: 'Internal error',
};

/** Registered problem types of draft-ietf-httpbis-resumable-upload; the others are our own. */
const registered: Partial<Record<ErrorCode, string>> = {
  offset_mismatch: 'https://iana.org/assignments/http-problem-types#mismatching-upload-offset',
  length_mismatch: 'https://iana.org/assignments/http-problem-types#inconsistent-upload-length',
  // Of interop version 6.
  upload_completed: 'https://iana.org/assignments/http-problem-types#completed-upload',
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
      type: registered[error.code] ?? `urn:argus:problem:${error.code}`,
      title: errorTitles[error.code],
      status: httpStatus[error.code],
      detail: error.message,
      instance: pathOf(request.url),
      ...members,
      ...extensionsOf(error),
    },
  };
}

/** The members that the registered type defines. */
function extensionsOf({ code, details }: ArgusError) {
  if (code !== 'offset_mismatch') return {};
  return {
    'expected-offset': Number(details?.expected_offset),
    'provided-offset': Number(details?.provided_offset),
  };
}

/** Without the query; empty for a request target that is not a path. */
export function pathOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0]?.slice(0, 200) ?? '';
  return path.startsWith('/') ? path : '/';
}
