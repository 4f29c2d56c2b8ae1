import type { Socket } from 'node:net';
import { sendQueueOf } from './send-queue.ts';

export interface SilenceLimits {
  /** Bytes are queued but none are sent. */
  movingMs: number;
  /** The same where the system does not report what was sent: 4 MiB of buffer at 14 kB/s. */
  unseenMs: number;
  /** Everything is acknowledged but no response arrives; a proxy in between may still be forwarding bytes. */
  answerMs: number;
}

export const usualLimits: SilenceLimits = { movingMs: 30_000, unseenMs: 300_000, answerMs: 120_000 };

type Watched = Pick<Socket, 'bytesWritten' | 'writableLength' | 'localPort' | 'remotePort'>;

/**
 * Watches how much a connection has sent until `stop`.
 * @param onGone receives the bytes acknowledged so far (or written, where the system does not report that); never fewer than before.
 * @param onSilence is called once, with the milliseconds without progress.
 */
export function watchSocket(
  socket: Watched,
  limits: SilenceLimits,
  onGone: (bytes: number) => void,
  onSilence: (ms: number) => void,
  queueOf: (socket: Watched) => Promise<number | undefined> = sendQueueOf,
): { stop(): void } {
  const before = socket.bytesWritten;
  let gone = 0;
  let seen = '';
  let movedAt = performance.now();
  let stopped = false;
  let timer: ReturnType<typeof setTimeout>;

  async function look(): Promise<void> {
    // What is written while the queue is looked up may not be in it, and has not gone for that.
    const handedOver = socket.bytesWritten - socket.writableLength - before;
    const queue = await queueOf(socket);
    if (stopped) return;
    const waiting = socket.writableLength + (queue ?? 0);
    const now = `${socket.bytesWritten} ${waiting}`;
    if (now !== seen) {
      seen = now;
      movedAt = performance.now();
      gone = Math.max(gone, handedOver - (queue ?? 0));
      onGone(gone);
    }
    const silentMs = performance.now() - movedAt;
    if (silentMs >= limitFor(queue, waiting)) {
      stopped = true;
      onSilence(silentMs);
    } else timer = setTimeout(look, everyMs);
  }

  function limitFor(queue: number | undefined, waiting: number): number {
    if (queue === undefined) return limits.unseenMs;
    return waiting > 0 ? limits.movingMs : limits.answerMs;
  }

  const everyMs = Math.min(500, limits.movingMs / 10);
  timer = setTimeout(look, everyMs);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
