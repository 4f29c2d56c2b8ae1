import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Batch } from '../../domain/batch.ts';
import { isTerminal } from '../../domain/batch-status.ts';
import type { StoredEvent } from '../../domain/event.ts';
import { presentProgress } from '../batches/present.ts';
import { eventMessages, type StreamMessage } from './event-messages.ts';
import { endId } from './resume.ts';

export interface FollowDeps {
  events: { after(batchId: string, seq: number, limit: number): Promise<StoredEvent[]> };
  batches: { get(batchId: string): Promise<Batch | undefined> };
  feed: {
    subscribeProgress(batchId: string, listener: () => void): () => void;
    feedIsUp(): boolean;
  };
  logger: Logger;
}

const pageSize = 500;
/** Hints that come closer together than this are answered together. */
const gatherMs = 200;
/** How often the database is asked without a hint: rarely while Redis gives hints, else often enough to look live. */
const pollMs = { hinted: 10_000, uploading: 2_000, alone: 2_000 };

/**
 * Sends what happens to a batch, from the event after `seq` on, until its run is over. Every event comes out of the
 * database in the order of its sequence, so none is missed; Redis only says when to look.
 */
export async function followBatch(
  { events, batches, feed, logger }: FollowDeps,
  batchId: string,
  seq: number,
  send: (messages: StreamMessage[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let hinted = new AbortController();
  const unsubscribe = feed.subscribeProgress(batchId, () => hinted.abort());
  let last = seq;
  let shown = '';
  try {
    while (!signal.aborted) {
      let pause = pollMs.alone;
      try {
        // The batch first: whatever led to its state is then among the events that are read after it.
        const batch = await batches.get(batchId);
        if (!batch) return;
        for (let full = true; full && !signal.aborted; ) {
          const page = await events.after(batchId, last, pageSize);
          await send(eventMessages(page));
          last = page.at(-1)?.seq ?? last;
          full = page.length === pageSize;
        }
        const progress = presentProgress(batch);
        const picture = JSON.stringify(progress);
        if (picture !== shown) await send([{ event: 'progress', data: progress }]);
        shown = picture;
        if (isTerminal(batch.status)) {
          await send([
            {
              event: 'end',
              id: endId(last),
              data: { batch_id: batchId, run: batch.run, status: batch.status },
            },
          ]);
          return;
        }
        if (feed.feedIsUp()) pause = batch.status === 'pending' ? pollMs.uploading : pollMs.hinted;
      } catch (error) {
        if (signal.aborted) return;
        logger.debug({ err: error, batch_id: batchId }, 'events not to be had; trying again');
      }
      await pausedFor(gatherMs, signal);
      await pausedFor(pause - gatherMs, AbortSignal.any([signal, hinted.signal]));
      hinted = new AbortController();
    }
  } finally {
    unsubscribe();
  }
}

async function pausedFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
