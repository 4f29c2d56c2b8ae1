import http, { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';

/** A request that moves no byte for this long is aborted. */
const usualSilentMs = 20_000;
/** Shorter than servers keep idle connections, so that a connection that was just closed is not reused. */
const keepIdleMs = 4_000;
/** A store that has not closed the connection of a request that broke off for this long is left alone with it. */
const brokenMs = 5_000;
/** Per connection; enough to keep a fast store busy, little enough for a hundred concurrent uploads. */
const writeAheadBytes = 256 * 1024;

export interface Call {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  url: string;
  headers?: OutgoingHttpHeaders;
  body?: readonly Buffer[];
  signal?: AbortSignal | undefined;
}

/** A request whose body is written as it arrives. */
export interface OpenPut<Answer = IncomingMessage> {
  /** Resolves when the store can take more; undefined where it can already. */
  write(chunk: Buffer): Promise<void> | undefined;
  finish(): Promise<Answer>;
  /** Resolves when its connection is closed, or was given back: the store is done with what it got. */
  closed: Promise<void>;
}

/** The store answered before the body was complete; the answer has not been read yet. */
export class EarlyAnswer extends Error {
  override name = 'EarlyAnswer';
  readonly response: IncomingMessage;

  constructor(response: IncomingMessage) {
    super(`the object store answered ${response.statusCode} before the upload was complete`);
    this.response = response;
  }
}

/** @param ca Certificates to trust instead of those that Node knows. */
export function createS3Http(useSsl: boolean, silentMs = usualSilentMs, ca?: Buffer) {
  const transport = useSsl ? https : http;
  const agent = new transport.Agent({
    keepAlive: true,
    timeout: keepIdleMs,
    scheduling: 'lifo',
    ...(ca && { ca }),
    ...{ writableHighWaterMark: writeAheadBytes },
  });

  function open(
    { method, url, headers, signal }: Omit<Call, 'body'>,
    breakOff = (request: ClientRequest): void => void request.destroy(),
  ) {
    const request = transport.request(url, { method, headers: headers ?? {}, agent });
    const { promise: answered, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    let reason: unknown;
    // Destroyed without the reason: Node would emit it on a socket that may just have been returned to the agent,
    // where nothing listens.
    const giveUp = (why: unknown) => {
      reason ??= why;
      request.destroy();
    };
    const stop = () => {
      reason ??= signal?.reason;
      reject(reason);
      breakOff(request);
    };
    request.on('response', (response) => {
      // The connection broke before the response body was read; whoever reads it later gets the error.
      response.on('error', () => undefined);
      if (reason !== undefined) response.resume();
      resolve(response);
    });
    request.on('error', (error) => reject(reason ?? error));
    request.on('close', () => {
      signal?.removeEventListener('abort', stop);
      reject(reason ?? new Error('the object store closed the connection'));
    });
    // The writer may not be awaiting the answer yet when the connection breaks.
    answered.catch(() => undefined);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    return { request, answered, giveUp };
  }

  /** Sends a whole body; the caller may reuse its memory afterwards. */
  async function send(call: Call): Promise<IncomingMessage> {
    const { request, answered, giveUp } = open(call);
    request.setTimeout(silentMs, () => giveUp(new Error('the object store stopped responding')));
    request.cork();
    for (const chunk of call.body ?? []) request.write(chunk);
    request.end();
    request.uncork();
    try {
      const response = await answered;
      request.setTimeout(0);
      watchAnswer(response, silentMs);
      // The unsent rest of the body must not be sent from memory that another upload is filling by then.
      if ((response.statusCode ?? 0) >= 300) response.once('end', () => request.destroy());
      return response;
    } catch (error) {
      // An idle connection that the store closed just as it was reused: retry on another one.
      if (request.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET') return send(call);
      throw error;
    }
  }

  return {
    send,

    put(url: string, headers: OutgoingHttpHeaders, signal: AbortSignal): OpenPut {
      const { request, answered, giveUp } = open({ method: 'PUT', url, headers, signal }, endBody);
      const closed = new Promise<void>((resolve) => request.once('close', resolve));
      const inTime = async <T>(work: Promise<T>): Promise<T> => {
        const timer = setTimeout(() => giveUp(new Error('the object store stopped responding')), silentMs);
        try {
          return await work;
        } finally {
          clearTimeout(timer);
        }
      };
      let early: IncomingMessage | undefined;
      answered.then(
        (response) => {
          early = response;
        },
        () => undefined,
      );
      return {
        write: (chunk) => (!early && request.write(chunk) ? undefined : drain()),
        finish() {
          request.end();
          return inTime(answered);
        },
        closed,
      };

      async function drain(): Promise<void> {
        const drained = new Promise<void>((resolve) => request.once('drain', resolve));
        if (!early) await inTime(Promise.race([drained, answered.then(() => undefined)]));
        // A store answers before it has the whole body only to refuse it.
        if (early) throw new EarlyAnswer(early);
      }
    },

    close: () => agent.destroy(),
  };
}

/** Ends the body where it has got to; the store closes the connection once it has dealt with what it got. */
function endBody(request: ClientRequest): void {
  const { socket } = request;
  if (!socket || socket.connecting) {
    request.destroy();
    return;
  }
  const timer = setTimeout(() => request.destroy(), brokenMs);
  request.once('close', () => clearTimeout(timer));
  socket.end();
}

/**
 * Ends an answer of which nothing comes for too long. While its buffer is full, it is the reader who lets it wait: a
 * slow one may take hours.
 */
function watchAnswer(response: IncomingMessage, silentMs: number): void {
  const { socket } = response;
  let seen = socket.bytesRead;
  let movedAt = performance.now();
  const timer = setInterval(() => {
    const waits = response.complete || response.readableLength >= response.readableHighWaterMark;
    if (waits || socket.bytesRead !== seen) {
      seen = socket.bytesRead;
      movedAt = performance.now();
    } else if (performance.now() - movedAt >= silentMs) {
      response.destroy(new Error('the object store stopped responding'));
    }
  }, silentMs / 8);
  const stop = () => clearInterval(timer);
  response.once('end', stop).once('close', stop);
}

export type S3Http = ReturnType<typeof createS3Http>;
