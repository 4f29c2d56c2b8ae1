import type { IncomingMessage } from 'node:http';
import { ArgusError } from '../../domain/error.ts';

/** Slower than any usable link; a slower client would only hold a slot. */
const leastBytesPerSecond = 1024;

export interface BodyWatch {
  /** Aborts with an ArgusError: `timeout` when the client is too slow, `upload_aborted` when it disconnected. */
  signal: AbortSignal;
  stop(): void;
}

/**
 * Watches the transfer rate of a request's body. Only time in which Argus waits for the client counts: while bytes of it lie
 * unread, because the store is slow or memory is short, the client cannot send.
 */
export function watchBody(request: IncomingMessage, idleSeconds: number): BodyWatch {
  const controller = new AbortController();
  const { socket } = request;
  const tickSeconds = Math.min(1, idleSeconds / 4);
  let seen = socket.bytesRead;
  let silentSeconds = 0;
  let window = { seconds: 0, bytes: 0 };

  const timer = setInterval(() => {
    const bytes = socket.bytesRead - seen;
    seen = socket.bytesRead;
    // Not `isPaused()`, which is true of every body that is read piece by piece.
    if (request.complete || request.readableLength > 0) {
      silentSeconds = 0;
      return;
    }
    silentSeconds = bytes > 0 ? 0 : silentSeconds + tickSeconds;
    window.seconds += tickSeconds;
    window.bytes += bytes;
    const full = window.seconds >= idleSeconds;
    if (silentSeconds >= idleSeconds || (full && window.bytes < leastBytesPerSecond * window.seconds)) {
      controller.abort(
        new ArgusError('timeout', `The client sent less than ${leastBytesPerSecond} bytes per second.`),
      );
    }
    if (full) window = { seconds: 0, bytes: 0 };
  }, tickSeconds * 1000);

  const gone = () => {
    if (!request.complete) controller.abort(new ArgusError('upload_aborted', 'The client disconnected.'));
  };
  request.once('close', gone);
  return {
    signal: controller.signal,
    stop() {
      clearInterval(timer);
      request.off('close', gone);
    },
  };
}
