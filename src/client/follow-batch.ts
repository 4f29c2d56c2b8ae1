import { ApiError } from './api-error.ts';
import type { Http } from './http.ts';
import { delay, isTransient, pauseMs, type RetryPolicy } from './retry.ts';
import { chunksOf, readServerSentEvents } from './server-sent-events.ts';
import type { StreamMessage } from './stream-message.ts';

/** `live`: open. `lost`: broken, reconnecting. `over`: the run is over and everything has been received. */
export type Connection = 'opening' | 'live' | 'lost' | 'over';

export interface Follower {
  onMessage(message: StreamMessage): void;
  onConnection?(connection: Connection): void;
  /** Called before the pause after a failed attempt, with its error and the pause in milliseconds. */
  onRetry?: ((error: Error, pauseMs: number) => void) | undefined;
  /** Resumes after this event; without it, starts from the beginning. */
  lastEventId?: string | undefined;
  signal?: AbortSignal;
}

/** A batch is followed for as long as someone watches: short pauses, unlimited attempts. */
const reopening: RetryPolicy = { tries: Number.POSITIVE_INFINITY, firstMs: 1_000, maxMs: 15_000 };
/** Three heartbeats of the server. */
const silenceMs = 45_000;

/**
 * Follows a batch until its run is over; after a broken connection it resumes after the last event received, so that
 * none is missed and none is repeated. Resolves at the end of the run. Messages without an id, such as `progress`, carry
 * the previous one.
 * @throws ApiError when the stream is refused; the signal's reason when it is aborted.
 */
export async function followBatch(http: Http, batchId: string, follower: Follower): Promise<void> {
  const { onMessage, onConnection, onRetry, signal = new AbortController().signal } = follower;
  let last = follower.lastEventId;
  let failures = 0;

  /** @returns whether the end of the run was received. */
  async function readOnce(): Promise<boolean> {
    const headers = { accept: 'text/event-stream', ...(last !== undefined && { 'last-event-id': last }) };
    const { status, body } = await http.open(
      `/batches/${encodeURIComponent(batchId)}/events`,
      headers,
      signal,
    );
    // The end of the run was received before, and nothing came after it.
    if (status === 204) return true;
    if (!body) return false;
    onConnection?.('live');
    failures = 0;
    for await (const { id, event, data } of readServerSentEvents(chunksOf(body, silenceMs))) {
      last = id ?? last;
      onMessage({ event, id: last ?? '', data: JSON.parse(data) } as StreamMessage);
      if (event === 'end') return true;
    }
    return false;
  }

  for (;;) {
    let lost: unknown;
    try {
      if (await readOnce()) break;
    } catch (error) {
      if (signal.aborted) throw error;
      lost = error;
      // Anything but a refusal is a connection failure: it broke, or fell silent.
      if (error instanceof ApiError && !isTransient(error)) throw error;
    }
    onConnection?.('lost');
    failures += 1;
    const pause = pauseMs(reopening, failures, lost, Math.random());
    if (lost instanceof Error) onRetry?.(lost, pause);
    await delay(pause, signal);
  }
  onConnection?.('over');
}
