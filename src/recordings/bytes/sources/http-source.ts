import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ByteSource } from '../byte-source.ts';
import { readAhead } from './read-ahead.ts';
import { SourceError } from './source-error.ts';

export interface HttpSourceOptions {
  /** Consecutive attempts without a byte before the source counts as unavailable. */
  retries?: number;
  /** First pause between attempts; doubles each time. */
  retryDelayMs?: number;
  /** Silence after which a connection is dropped. */
  idleTimeoutMs?: number;
  signal?: AbortSignal | undefined;
  /** Certificates (PEM) that are trusted instead of those that Node knows. */
  ca?: string | undefined;
}

/** Prefetched while the thread processes earlier bytes: a few chunks of a recording. */
const aheadBytes = 8 << 20;

/**
 * An object behind a URL that supports GET with Range, such as a presigned one. It is prefetched, within bounds; a
 * reader slower than the network slows the transfer down. A dropped connection is resumed where it ended. Throws
 * `SourceError`.
 */
export function httpSource(url: string, size: number, options: HttpSourceOptions = {}): ByteSource {
  return {
    size,
    async *stream(offset = 0) {
      const connection: Connection = { ended: false, isWhole: false };
      try {
        yield* readAhead(fetchFrom(url, offset, size, options, connection), aheadBytes);
      } finally {
        connection.ended = true;
        // Its end follows the last byte, unless the reader was quicker; then it is free for the next file.
        if (!connection.isWhole) connection.request?.destroy();
      }
    },
  };
}

/** The request in flight, and whether anybody still waits for it. */
interface Connection {
  request?: http.ClientRequest;
  ended: boolean;
  /** Whether its last byte has come. */
  isWhole: boolean;
}

async function* fetchFrom(
  url: string,
  offset: number,
  size: number,
  options: HttpSourceOptions,
  connection: Connection,
): AsyncGenerator<Uint8Array> {
  const { retries = 5, retryDelayMs = 200 } = options;
  let at = offset;
  let failures = 0;
  while (at < size && !connection.ended) {
    try {
      for await (const chunk of await open(url, at, size, options, connection)) {
        const bytes = chunk.subarray(0, size - at);
        at += bytes.byteLength;
        failures = 0;
        connection.isWhole = at >= size;
        yield bytes;
      }
      if (at >= size) return;
      throw new Error(`the connection ended at byte ${at} of ${size}`);
    } catch (cause) {
      if (cause instanceof SourceError || connection.ended || options.signal?.aborted) throw cause;
      failures += 1;
      if (failures > retries) {
        throw new SourceError(`the object could not be fetched in ${failures} tries`, { cause });
      }
      await sleep(retryDelayMs * 2 ** (failures - 1), undefined, { signal: options.signal });
    }
  }
}

async function open(
  url: string,
  offset: number,
  size: number,
  options: HttpSourceOptions,
  connection: Connection,
): Promise<AsyncIterable<Buffer>> {
  const response = await request(url, offset === 0 ? {} : { range: `bytes=${offset}-` }, options, connection);
  const status = response.statusCode ?? 0;
  if (status === 206 || (status === 200 && offset === 0)) {
    checkSize(response, size);
    return response;
  }
  response.destroy();
  if (status === 404) throw new SourceError('the object is not in the store', { code: 'object_missing' });
  if (status >= 500 || status === 408 || status === 429) throw new Error(`the store answered ${status}`);
  throw new SourceError(`the store answered ${status} to a read from byte ${offset}`);
}

/** An object of another size is not the uploaded one; reading on would mistake the difference for damage. */
function checkSize(response: http.IncomingMessage, size: number): void {
  const range = /\/(\d+)$/.exec(response.headers['content-range'] ?? '')?.[1];
  const total = range ?? (response.statusCode === 200 ? response.headers['content-length'] : undefined);
  if (total === undefined || Number(total) === size) return;
  response.destroy();
  throw new SourceError(`the store holds ${total} bytes where ${size} were uploaded`);
}

function request(
  url: string,
  headers: http.OutgoingHttpHeaders,
  { idleTimeoutMs = 30_000, signal, ca }: HttpSourceOptions,
  connection: Connection,
): Promise<http.IncomingMessage> {
  const { get } = url.startsWith('https:') ? https : http;
  const trust = ca === undefined ? {} : { ca };
  return new Promise((resolve, reject) => {
    const sent = get(url, { headers, ...trust, ...(signal ? { signal } : {}) }, (response) => {
      // Iterating the response reports its errors; once iteration has ended, they do not matter.
      response.on('error', () => undefined);
      resolve(response);
    });
    connection.request = sent;
    // Also called for errors after the response, where it does nothing: the response reports those.
    sent.on('error', reject);
    sent.setTimeout(idleTimeoutMs, () => sent.destroy(new Error(`nothing came for ${idleTimeoutMs} ms`)));
  });
}
