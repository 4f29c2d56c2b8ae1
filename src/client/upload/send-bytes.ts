import { once } from 'node:events';
import { type Agent, type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { unreachable } from '../api-error.ts';
import type { RateLimit } from './rate-limit.ts';
import { type SilenceLimits, watchSocket } from './watch-socket.ts';

/** How bytes go out, the same for all files. */
export interface Link {
  agent: Agent;
  /** Say who asks. */
  headers: Record<string, string>;
  limits: SilenceLimits;
  rate: RateLimit;
}

export interface BytesToSend {
  url: string;
  method: 'POST' | 'PATCH';
  headers: Record<string, string>;
  /** Each is handed to the kernel before the next is asked for. */
  chunks: AsyncIterable<Buffer>;
  /** Bytes of all chunks. */
  length: number;
  /** Bytes that have left, up to `length`. */
  onSent(bytes: number): void;
}

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

/**
 * One request with a body from the disk, over our own socket: `fetch` does not expose how much has been sent, which on a slow
 * link is all that distinguishes progress from a dead connection.
 * @throws ApiError `unreachable` when the connection breaks; the error of the chunks.
 */
export async function sendBytes(link: Link, bytes: BytesToSend): Promise<Answer> {
  const { agent, limits, rate } = link;
  const { url, method, length, chunks, onSent } = bytes;
  const request = (url.startsWith('https:') ? requestHttps : requestHttp)(url, {
    method,
    agent,
    headers: { ...link.headers, ...bytes.headers, 'content-length': length },
  });
  const answered = answerTo(request, new URL(url).origin);
  const watch = watchRequest(request, limits, (gone) => onSent(Math.max(0, Math.min(length, gone))));
  try {
    const [answer] = await Promise.all([answered, write(request, answered, chunks, rate)]);
    return answer;
  } finally {
    watch.stop();
    // After an early response the rest of the body is not sent, so the connection cannot be reused.
    if (!request.writableFinished) request.destroy();
  }
}

/** @throws ApiError `unreachable` when the connection breaks before the response is complete. */
async function answerTo(request: ClientRequest, origin: string): Promise<Answer> {
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const text = (await response.setEncoding('utf8').toArray()).join('');
    return { status: response.statusCode ?? 0, headers: response.headers, text };
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
  chunks: AsyncIterable<Buffer>,
  rate: RateLimit,
): Promise<void> {
  let over = false;
  const end = () => {
    over = true;
  };
  const ended = answered.then(end, end);
  try {
    for await (const chunk of chunks) {
      await rate.take(chunk.length);
      if (over) return;
      await Promise.race([written(request, chunk), ended]);
    }
  } catch (error) {
    if (over) return;
    request.destroy();
    throw error;
  }
  if (!over) request.end();
}

/** Resolves when the memory of the chunk may be used again, or the request has failed. */
function written(request: ClientRequest, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => {
    request.write(chunk, () => resolve());
  });
}
