import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type Agent, type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { apiErrorFrom, unreachable } from '../api-error.ts';
import { type SilenceLimits, usualLimits, watchSocket } from './watch-socket.ts';

export interface FileUpload {
  url: string;
  /** Path on the disk. */
  file: string;
  /** As it is listed. */
  name: string;
  /** Bytes of the file. */
  size: number;
  /** Makes repeats idempotent: if only the response was lost, the repeat returns the same file. */
  key: string;
  agent?: Agent;
  headers?: Record<string, string>;
  limits?: SilenceLimits;
  /** Bytes of the file sent so far, up to `size`. */
  onSent(bytes: number): void;
}

/**
 * Sends one file as multipart, streamed from disk, over our own socket: `fetch` does not expose how much has been sent,
 * which on a slow link is all that distinguishes progress from a dead connection.
 * @returns the JSON of the response. @throws ApiError
 */
export async function sendFile<T>(upload: FileUpload): Promise<T> {
  const { url, file, name, size, key, agent, headers: more, limits = usualLimits, onSent } = upload;
  const boundary = `argus-${randomUUID()}`;
  const filename = name.replaceAll(/["\r\n]/g, '_');
  const head =
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\n` +
    'content-type: application/octet-stream\r\n\r\n';
  const tail = `\r\n--${boundary}--\r\n`;
  const request = (url.startsWith('https:') ? requestHttps : requestHttp)(url, {
    method: 'POST',
    ...(agent && { agent }),
    headers: {
      ...more,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': Buffer.byteLength(head) + size + Buffer.byteLength(tail),
      'idempotency-key': key,
    },
  });
  const answered = answerTo(request, new URL(url).origin);
  const watch = watchRequest(request, limits, (bytes) =>
    onSent(Math.max(0, Math.min(size, bytes - Buffer.byteLength(head)))),
  );
  try {
    const [{ statusCode = 0, headers, text }] = await Promise.all([
      answered,
      write(request, answered, { head, file, size, tail }),
    ]);
    if (statusCode >= 300) throw apiErrorFrom(statusCode, text, headers['retry-after']);
    onSent(size);
    return JSON.parse(text) as T;
  } finally {
    watch.stop();
    // After an early response the rest of the body is not sent, so the connection cannot be reused.
    if (!request.writableFinished) request.destroy();
  }
}

interface Answer {
  statusCode: number | undefined;
  headers: IncomingMessage['headers'];
  text: string;
}

/** @throws ApiError `unreachable` when the connection breaks before the response is complete. */
async function answerTo(request: ClientRequest, origin: string): Promise<Answer> {
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const text = (await response.setEncoding('utf8').toArray()).join('');
    return { statusCode: response.statusCode, headers: response.headers, text };
  } catch (error) {
    throw unreachable(origin, error);
  } finally {
    // A connection that breaks after its response does not matter.
    request.on('error', () => undefined);
  }
}

function watchRequest(
  request: ClientRequest,
  limits: SilenceLimits,
  onGone: (bytes: number) => void,
): { stop(): void } {
  let watch: { stop(): void } | undefined;
  request.once('socket', (socket) => {
    const begin = () => {
      watch = watchSocket(socket, limits, onGone, (ms) =>
        request.destroy(new Error(`no data moved for ${Math.round(ms / 1000)} s`)),
      );
    };
    if (socket.connecting) socket.once('connect', begin);
    else begin();
  });
  return { stop: () => watch?.stop() };
}

/** Writes the body until it is complete or a response has arrived. @throws the error of the disk. */
async function write(
  request: ClientRequest,
  answered: Promise<unknown>,
  { head, file, size, tail }: { head: string; file: string; size: number; tail: string },
): Promise<void> {
  let over = false;
  const ended = answered.then(
    () => {
      over = true;
    },
    () => {
      over = true;
    },
  );
  request.write(head);
  let left = size;
  try {
    for await (const chunk of size > 0 ? createReadStream(file, { end: size - 1 }) : []) {
      if (over) return;
      left -= (chunk as Buffer).length;
      if (!request.write(chunk)) await Promise.race([once(request, 'drain'), ended]);
    }
  } catch (error) {
    if (over) return;
    request.destroy();
    throw error;
  }
  if (left > 0) {
    request.destroy();
    throw new Error(`${file} shrank while it was being sent`);
  }
  if (!over) request.end(tail);
}
