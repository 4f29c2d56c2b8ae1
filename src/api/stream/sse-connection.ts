import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type StreamMessage, serialiseMessage } from './event-messages.ts';

const heartbeatMs = 15_000;
/** How long a browser waits before it reconnects. */
const retryMs = 2_000;
/** A consumer that does not read what was sent within this time is disconnected; it can resume. */
const drainMs = 30_000;

export const sseHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // Otherwise nginx buffers events.
  'x-accel-buffering': 'no',
};

/** One open event stream. */
export function openSseConnection(response: ServerResponse, headers: Record<string, string>) {
  const closed = new AbortController();
  response.on('close', () => closed.abort());
  response.on('error', () => closed.abort());
  response.writeHead(200, {
    ...headers,
    ...sseHeaders,
  });
  response.write(`retry: ${retryMs}\n\n`);
  const heartbeat = setInterval(() => {
    if (response.writableLength === 0) response.write(': still here\n\n');
  }, heartbeatMs);

  return {
    signal: closed.signal,
    /** Resolves when there is room for more: backpressure for slow consumers. */
    async send(messages: StreamMessage[]): Promise<void> {
      if (messages.length === 0 || closed.signal.aborted) return;
      if (response.write(messages.map(serialiseMessage).join(''))) return;
      try {
        await once(response, 'drain', {
          signal: AbortSignal.any([closed.signal, AbortSignal.timeout(drainMs)]),
        });
      } catch {
        response.destroy();
      }
    },
    close(): void {
      clearInterval(heartbeat);
      closed.abort();
      response.end();
    },
  };
}
