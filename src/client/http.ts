import { ApiError, apiErrorFrom, notUnderstood, unreachable } from './api-error.ts';
import { once, type RetryPolicy, withRetries } from './retry.ts';

export const apiRoot = '/api/v1';

export interface ClientOptions {
  /** Address of Argus, e.g. `http://127.0.0.1:8080`; empty for the origin of the page. */
  server: string;
  /** Says who asks; without it a browser's session does, or nobody. */
  token?: string | undefined;
  fetch?: typeof globalThis.fetch;
  /** No retries by default. */
  retries?: RetryPolicy;
  /** Timeout for the whole response; none by default. */
  timeoutMs?: number;
  /** Called before a retry with the last error and the pause in milliseconds. */
  onRetry?: (error: Error, pauseMs: number) => void;
}

export interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: NonNullable<RequestInit['body']>;
  signal?: AbortSignal | undefined;
}

/** A key that no other request has. In browsers `randomUUID` needs HTTPS, so that it is not used. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

const jsonType = { 'content-type': 'application/json' };

/** Calls of the API. Paths begin after `/api/v1`. All throw ApiError; an abort by the caller is passed on. */
export function createHttp(options: ClientOptions) {
  const { server, token, retries = once, timeoutMs, onRetry } = options;
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const base = server.replace(/\/+$/, '') + apiRoot;

  /** One exchange. Connection failures are `unreachable`; refusals are the server's own errors. */
  async function exchange<T>(path: string, call: Call, read: (response: Response) => Promise<T>): Promise<T> {
    const { signal, ...rest } = call;
    const init = { ...rest, headers: { ...authorization, ...rest.headers } };
    let response: Response;
    let refusal = '';
    try {
      // Looked up on each call, and called as a function: a browser's `fetch` refuses another `this`.
      response = await (options.fetch ?? globalThis.fetch)(base + path, { ...init, signal: signal ?? null });
      if (response.ok) return await read(response);
      refusal = await response.text();
    } catch (error) {
      if (error instanceof ApiError || isAbort(error)) throw error;
      throw unreachable(server, error);
    }
    throw apiErrorFrom(response.status, refusal, response.headers.get('retry-after'));
  }

  function limited(signal: AbortSignal | undefined): AbortSignal | undefined {
    if (timeoutMs === undefined) return signal;
    const timeout = AbortSignal.timeout(timeoutMs);
    return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  }

  function repeated<T>(path: string, call: Call, read: (response: Response) => Promise<T>): Promise<T> {
    const headers =
      call.method === 'POST' ? { 'idempotency-key': newKey(), ...call.headers } : (call.headers ?? {});
    return withRetries(() => exchange(path, { ...call, headers, signal: limited(call.signal) }, read), {
      policy: retries,
      onRetry,
      signal: call.signal,
    });
  }

  /** The JSON of the response; undefined without a body (204). */
  function request<T>(path: string, call: Call = {}): Promise<T> {
    return repeated(path, { ...call, headers: { ...call.headers, accept: 'application/json' } }, readJson<T>);
  }

  const withJson =
    (method: string) =>
    <T>(path: string, body?: unknown, call: Call = {}): Promise<T> =>
      request<T>(path, {
        ...call,
        method,
        ...(body !== undefined && { headers: { ...jsonType, ...call.headers }, body: JSON.stringify(body) }),
      });

  return {
    server,
    base,
    /** The header that says who asks, for requests that are not made here. */
    authorization,
    request,
    get: <T>(path: string, signal?: AbortSignal) => request<T>(path, { signal }),
    post: withJson('POST'),
    put: withJson('PUT'),
    delete: <T>(path: string) => request<T>(path, { method: 'DELETE' }),
    /** The bytes of the response, e.g. a PDF. */
    download: (path: string) =>
      repeated(path, {}, async (response) => new Uint8Array(await response.arrayBuffer())),
    /** The open response; one attempt, no timeout. */
    open: (path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> =>
      exchange(path, { headers, signal }, async (response) => response),
  };
}

export type Http = ReturnType<typeof createHttp>;

/** Thrown on a caller's `abort()`; a timeout throws a TimeoutError. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

async function readJson<T>(response: Response): Promise<T> {
  const text = await response.text();
  try {
    return (text === '' ? undefined : JSON.parse(text)) as T;
  } catch {
    throw notUnderstood(response.status);
  }
}
