import type { ErrorBody } from '../api/http/error-schema.ts';

/** Codes that the client adds to those of the API. */
export type ClientErrorCode = ErrorBody['code'] | 'unreachable' | 'not_understood';

interface ApiErrorOptions extends Partial<Pick<ErrorBody, 'request_id' | 'field' | 'details'>> {
  /** How long the server asks to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** What the API, or the way to it, answered instead of a result. The message is a sentence for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** A stable code of the API, `unreachable` where no answer came, `not_understood` where it is not Argus that answers. */
  readonly code: ClientErrorCode;
  /** Finds the request in the server's log. */
  readonly requestId: string | undefined;
  /** The field that is wrong, with `validation`. */
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

  /** What the caller can do now; undefined where the message already says it. */
  get nextStep(): string | undefined {
    return nextSteps[this.code];
  }
}

const nextSteps: Readonly<Partial<Record<ClientErrorCode, string>>> = {
  unreachable: 'Check that Argus is running there and that the network lets you through.',
  not_understood: 'Check the address: something other than Argus answers there.',
  rate_limited: 'Wait a moment and try again.',
  timeout: 'Try again; a repeated upload with the same key stores no file twice.',
  unavailable: 'Try again in a few seconds; /readyz of the server names what is away.',
  not_ready: 'Wait until the run is over: `argus why` names what it is waiting for.',
  storage_full: 'Free space in the object store, then try again.',
  internal: 'Look up the request in the log of the server.',
};

/** The error that an answer other than a success stands for. */
export function apiErrorFrom(status: number, body: string, retryAfter?: string | null): ApiError {
  const retryAfterMs = retryAfterMsOf(retryAfter ?? undefined);
  const answer = parsed(body);
  if (answer) return new ApiError(status, answer.code, answer.error, { ...answer, retryAfterMs });
  return notUnderstood(status, retryAfterMs);
}

/** The error for an answer that does not come from Argus. */
export function notUnderstood(status: number, retryAfterMs?: number): ApiError {
  const message = `The server answered ${status}, and not as Argus does.`;
  return new ApiError(status, 'not_understood', message, { retryAfterMs });
}

function parsed(body: string): ErrorBody | undefined {
  try {
    const answer = JSON.parse(body) as ErrorBody | null;
    return typeof answer?.error === 'string' ? answer : undefined;
  } catch {
    // A proxy in between answers in HTML.
    return undefined;
  }
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfterMsOf(value: string | undefined, now = Date.now()): number | undefined {
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** The error for a request to which no answer came. */
export function unreachable(server: string, cause: unknown): ApiError {
  const where = server === '' ? '' : ` at ${server}`;
  const reason = server === '' ? '' : `: ${reasonOf(cause)}`;
  return new ApiError(0, 'unreachable', `Argus cannot be reached${where}${reason}.`, { cause });
}

/** `fetch failed` alone says nothing: its cause names what happened to the connection. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  // Happy eyeballs (RFC 8305) gives an AggregateError, whose own message is empty.
  return cause.message || ('code' in cause ? String(cause.code) : error.message);
}
