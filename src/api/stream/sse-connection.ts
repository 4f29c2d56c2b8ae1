import type { ServerResponse } from 'node:http';

/** After so long without anything else, a comment is sent: proxies and clients close a silent connection. */
const heartbeatMs = 15_000;
/** How long a browser waits before it reconnects. */
const retryMs = 2_000;
/** A consumer that does not read what was sent within this time is disconnected; it can resume. */
const drainMs = 30_000;

const opening = Buffer.from(`retry: ${retryMs}\n\n`);
const heartbeat = Buffer.from(': still here\n\n');

export const sseHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // Otherwise nginx buffers events.
  'x-accel-buffering': 'no',
};

/** One open event stream. */
export interface SseConnection {
  /** Whether there is room for more: backpressure for slow consumers. */
  hasRoom(): boolean;
  /** Sends whole messages. Several connections may be given the same buffer, which nobody changes afterwards. */
  send(frame: Buffer): void;
  /** After what was sent before; the connection is gone when the listener is told so. */
  close(): void;
}

export interface SseListener {
  /** There is room again. */
  onRoom(): void;
  /** Called once, whoever closed it: nothing is sent any more. */
  onClosed(): void;
}

/** Costs one timer, and no object for each message. */
export function openSseConnection(
  response: ServerResponse,
  headers: Record<string, string>,
  { onRoom, onClosed }: SseListener,
): SseConnection {
  let open = true;
  let full = false;
  /** Heartbeats that could not be sent, one after the other. */
  let missed = 0;

  function send(frame: Buffer): void {
    if (!open) return;
    full = !response.write(frame);
    timer.refresh();
  }

  function beat(): void {
    if (response.writableLength === 0) {
      missed = 0;
      send(heartbeat);
      return;
    }
    missed += 1;
    if (missed * heartbeatMs >= drainMs) response.destroy();
    else timer.refresh();
  }

  response.writeHead(200, { ...headers, ...sseHeaders });
  const timer = setTimeout(beat, heartbeatMs);
  response.on('drain', () => {
    full = false;
    missed = 0;
    onRoom();
  });
  response.on('error', () => response.destroy());
  response.on('close', () => {
    open = false;
    clearTimeout(timer);
    onClosed();
  });
  send(opening);

  return {
    hasRoom: () => open && !full,
    send,
    close() {
      open = false;
      response.end();
    },
  };
}
