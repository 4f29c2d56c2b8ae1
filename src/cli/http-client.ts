import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

/** An answer of the API that is not a success. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Whether the same request may succeed later: the link, the server or one behind it is away for now. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true;
  return error.status === 408 || error.status === 429 || error.status >= 500;
}

/** A connection on which nothing moves for so long is given up and tried again. */
const idleMs = 30_000;

export function createApiClient(server: string) {
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(new URL(path, server), init);
    if (response.ok) return response;
    throw await apiError(response);
  }
  const json = async <T>(path: string, init?: RequestInit) => (await (await send(path, init)).json()) as T;

  return {
    server,
    get: <T>(path: string) => json<T>(path, { signal: AbortSignal.timeout(idleMs) }),
    /** The answer as it comes, e.g. a PDF. */
    download: async (path: string): Promise<Buffer> => {
      const response = await send(path, { signal: AbortSignal.timeout(idleMs) });
      return Buffer.from(await response.arrayBuffer());
    },
    stream: (path: string, headers: Record<string, string>, signal: AbortSignal) =>
      send(path, { headers, signal }),
    post: <T>(path: string, body?: unknown) =>
      json<T>(path, {
        method: 'POST',
        signal: AbortSignal.timeout(idleMs),
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      }),

    /**
     * Uploads one file as multipart, streamed from the disk. The key makes repeats harmless: where only the answer
     * was lost, the repeat is answered with the same file.
     */
    async uploadFile<T>(
      path: string,
      file: string,
      key: string,
      onBytes: (bytes: number) => void,
    ): Promise<T> {
      const boundary = `argus-${randomUUID()}`;
      const name = basename(file).replaceAll(/["\r\n]/g, '_');
      const silent = new AbortController();
      const timer = setTimeout(() => silent.abort(new Error(`nothing moved for ${idleMs / 1000} s`)), idleMs);
      async function* body() {
        yield Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n` +
            'content-type: application/octet-stream\r\n\r\n',
        );
        for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
          timer.refresh();
          onBytes((chunk as Buffer).length);
          yield chunk as Buffer;
        }
        yield Buffer.from(`\r\n--${boundary}--\r\n`);
      }
      try {
        return await json<T>(path, {
          method: 'POST',
          headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'idempotency-key': key },
          body: body() as unknown as RequestInit['body'],
          duplex: 'half',
          signal: silent.signal,
        });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

export type ApiClient = ReturnType<typeof createApiClient>;

async function apiError(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    const { error, code } = JSON.parse(text) as { error: string; code: string };
    return new ApiError(response.status, code, error);
  } catch {
    return new ApiError(
      response.status,
      'unknown',
      `the server answered ${response.status}: ${text.slice(0, 200)}`,
    );
  }
}
