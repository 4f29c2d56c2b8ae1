import type { ErrorBody } from '../api/http/error-schema.ts';

/** Codes added by the client to those of the API. */
export type ClientErrorCode = ErrorBody['code'] | 'unreachable' | 'not_understood';

interface ApiErrorOptions extends Partial<Pick<ErrorBody, 'request_id' | 'field' | 'details'>> {
  /** How long the server asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** An error of the API or of the connection to it. The message is a sentence for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The HTTP status; 0 without a response. */
  readonly status: number;
  /** A stable code of the API, `unreachable` without a response, `not_understood` if the server is not Argus. */
  readonly code: ClientErrorCode;
  /** Finds the request in the server's log. */
  readonly requestId: string | undefined;
  /** The invalid field, with `validation`. */
  readonly field: string | undefined;
  readonly details: ErrorBody['details'];
  /** From `Retry-After`, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, code: ClientErrorCode, message: string, options: ApiErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.code = code;
    this.requestId = options.request_id;
    this.field = options.field;
    this.details = options.details;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** What the caller can do now; undefined if the message already says it. */
  get nextStep(): string | undefined {
    return nextSteps[this.code];
  }
}

const nextSteps: Readonly<Partial<Record<ClientErrorCode, string>>> = {
  unreachable: 'Check that Argus is running there and that the network allows the connection.',
  not_understood: 'Check the address: the server there is not Argus.',
  unauthorized: 'Set ARGUS_TOKEN to a valid token; an admin makes one with `argus keys create`.',
  forbidden: 'Ask an admin for a token with a role that may do this.',
  quota_exceeded: 'Wait until the server lets it; an admin can raise the limits.',
  rate_limited: 'Wait a moment and try again.',
  timeout: 'Try again; a repeated upload with the same key is stored only once.',
  unavailable: 'Try again in a few seconds; /readyz of the server names what is unavailable.',
  not_ready: 'Wait until the run is over: `argus why` shows what it is waiting for.',
  storage_full: 'Free space in the object store, then try again.',
  internal: 'Look up the request in the server’s log.',
};

/** The error for a response that is not a success. */
export function apiErrorFrom(status: number, body: string, retryAfter?: string | null): ApiError {
  const retryAfterMs = retryAfterMsOf(retryAfter ?? undefined);
  const answer = parsed(body);
  if (answer) return new ApiError(status, answer.code, answer.error, { ...answer, retryAfterMs });
  return notUnderstood(status, retryAfterMs);
}

/** The error for a response that does not come from Argus. */
export function notUnderstood(status: number, retryAfterMs?: number): ApiError {
  const message = `The server answered ${status}, but not as Argus would.`;
  return new ApiError(status, 'not_understood', message, { retryAfterMs });
}

function parsed(body: string): ErrorBody | undefined {
  try {
    const answer = JSON.parse(body) as ErrorBody | null;
    return typeof answer?.error === 'string' ? answer : undefined;
  } catch {
    // A proxy in between may answer in HTML.
    return undefined;
  }
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMsOf(value: string | undefined, now = Date.now()): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** The error for a request without a response. */
export function unreachable(server: string, cause: unknown): ApiError {
  const where = server === '' ? '' : ` at ${server}`;
  const reason = server === '' ? '' : `: ${reasonOf(cause)}`;
  return new ApiError(0, 'unreachable', `Argus cannot be reached${where}${reason}.`, { cause });
}

/** `fetch failed` is not informative: its cause says what happened to the connection. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  // Happy eyeballs (RFC 8305) gives an AggregateError, whose own message is empty.
  return cause.message || ('code' in cause ? String(cause.code) : error.message);
}
