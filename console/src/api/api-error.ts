import type { ErrorBody } from '../../../src/api/http/error-schema.ts';

/** What the API, or the way to it, said instead of an answer. The message is a sentence for people. */
export class ApiError extends Error {
  readonly status: number;
  /** A code of the API, or `unreachable`, or `not_understood`. */
  readonly code: ErrorBody['code'] | 'unreachable' | 'not_understood';
  readonly requestId: string | undefined;
  /** The field that is wrong, with `validation`. */
  readonly field: string | undefined;
  readonly details: ErrorBody['details'];

  constructor(
    status: number,
    code: ApiError['code'],
    message: string,
    { request_id, field, details }: Partial<ErrorBody> = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.requestId = request_id;
    this.field = field;
    this.details = details;
  }
}

export function apiErrorFrom(status: number, body: string): ApiError {
  try {
    const told = JSON.parse(body) as ErrorBody;
    if (typeof told.error === 'string') return new ApiError(status, told.code, told.error, told);
  } catch {
    // Not from Argus: a proxy in between answers in HTML.
  }
  return new ApiError(status, 'not_understood', `The server answered ${status}, and not as Argus does.`);
}
