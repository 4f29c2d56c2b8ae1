import { ArgusError } from '../domain/error.ts';
import { isMissing, S3Error, TooLargeError } from '../s3/s3-error.ts';

/** `<Code>` of S3 errors that mean the store is full, by server: MinIO, versitygw (POSIX), others. */
const fullCodes = new Set(['XMinioStorageFull', 'StorageFull', 'DiskFull', 'QuotaExceeded', 'ENOSPC']);
/** SeaweedFS answers 500 InternalError and says so in the message. */
const fullWords = /no free volumes|no space left/i;
/** Clock skew: in a header, or in a presigned URL (MinIO, AWS). */
const clockCodes = new Set(['RequestTimeTooSkewed', 'RequestNotReadyYet', 'RequestExpired', 'ExpiredToken']);
const clockWords = /request has expired|not valid yet/i;
const keyCodes = new Set([
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'AccessDenied',
  'AllAccessDisabled',
]);
const regionCodes = new Set([
  'AuthorizationHeaderMalformed',
  'AuthorizationQueryParametersError',
  'InvalidRegion',
  'IncorrectEndpoint',
  'PermanentRedirect',
]);
/** Worth a retry: 408, 429 and every 5xx except permanent ones. */
const isPassing = (status: number) => status === 408 || status === 429 || (status >= 500 && status !== 501);

/**
 * Errors for callers: `not_found`, `too_large`, `storage_full`; `internal` with the store's answer if a retry cannot help;
 * otherwise `unavailable`. ArgusErrors and aborts are passed on.
 */
export function asArgusError(error: unknown): unknown {
  if (error instanceof ArgusError || (error instanceof Error && error.name === 'AbortError')) return error;
  if (error instanceof TooLargeError) return tooLarge(error);
  if (isMissing(error)) return new ArgusError('not_found', 'There is no such object.', { cause: error });
  if (error instanceof S3Error) return answered(error);
  // Errors of the minio client have no status: their codes decide.
  if (error instanceof Error && error.name === 'S3Error' && 'code' in error) {
    return answered(new S3Error(500, String(error.code), error.message));
  }
  return new ArgusError('unavailable', 'The object store does not answer; try again shortly.', {
    cause: error,
  });
}

function tooLarge(cause: TooLargeError): ArgusError {
  const { maxBytes } = cause;
  return new ArgusError('too_large', `The file is larger than the ${maxBytes} bytes allowed.`, {
    cause,
    details: { max_bytes: maxBytes },
  });
}

function answered(cause: S3Error): ArgusError {
  const { status, code, message } = cause;
  const answer = code === '' ? `${status}` : `${status} ${code}`;
  const refused = (advice: string) =>
    new ArgusError('internal', `The object store refuses Argus (${answer}): ${advice}.`, { cause });
  if (status === 507 || fullCodes.has(code) || fullWords.test(message)) {
    return new ArgusError('storage_full', 'The object store is full.', { cause });
  }
  if (clockCodes.has(code) || clockWords.test(message))
    return refused('its clock differs too much from that of Argus');
  if (regionCodes.has(code) || status === 301) return refused('MINIO_REGION is not its region');
  if (keyCodes.has(code) || status === 401 || status === 403) {
    return refused('check MINIO_ACCESS_KEY, MINIO_SECRET_KEY and their permissions');
  }
  if (isPassing(status)) {
    return new ArgusError('unavailable', `The object store answers ${answer}; try again shortly.`, { cause });
  }
  return refused('it does not support the call');
}
