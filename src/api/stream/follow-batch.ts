import type { Logger } from 'pino';
import type { Batch } from '../../domain/batch.ts';
import { isTerminal } from '../../domain/batch-status.ts';
import type { StoredEvent } from '../../domain/event.ts';
import { presentProgress } from '../batches/present.ts';
import { eventMessages, type StreamMessage } from './event-messages.ts';
import { endId } from './resume.ts';
import { createWaits, untilNextLook } from './waits.ts';

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
/** Hints closer together than this are handled together, so that a batch of many files does not keep its watchers busy. */
const gatherMs = 200;
/** Polling intervals without a hint: long while Redis gives hints, otherwise short enough to look live. */
const pollMs = { hinted: 30_000, uploading: 2_000, alone: 2_000 };

/**
 * Sends the events of a batch after `seq` until its run is over. Every event is read from the database in sequence, so
 * none is missed; Redis only hints when to look.
 */
export async function followBatch(
  { events, batches, feed, logger }: FollowDeps,
  batchId: string,
  seq: number,
  send: (messages: StreamMessage[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const waits = createWaits(signal);
  const unsubscribe = feed.subscribeProgress(batchId, waits.hint);
  const sendNews = createNews(events, batchId, seq, send, signal);

  /** Undefined once there is nothing more to send. */
  async function look(): Promise<Pause | undefined> {
    // The batch first: the events that led to its state are then among those read after it.
    const batch = await batches.get(batchId);
    if (!batch) return undefined;
    const hadNews = await sendNews(batch);
    if (isTerminal(batch.status)) return undefined;
    const everyMs = feed.feedIsUp() ? pollMsOf(batch) : pollMs.alone;
    return { least: hadNews ? gatherMs : 0, most: untilNextLook(batchId, everyMs, Date.now()) };
  }

  try {
    while (!signal.aborted) {
      const pause = await look().catch((error: unknown) => {
        if (signal.aborted) return undefined;
        logger.debug({ err: error, batch_id: batchId }, 'events could not be read; retrying');
        return { least: gatherMs, most: pollMs.alone };
      });
      if (pause === undefined) return;
      await waits.wait(pause.least, pause.most);
    }
  } finally {
    unsubscribe();
  }
}

/** Milliseconds until the next look: at least, and at most when there is no hint. */
interface Pause {
  least: number;
  most: number;
}

const pollMsOf = ({ status }: Batch) => (status === 'pending' ? pollMs.uploading : pollMs.hinted);

/**
 * Sends what a watcher has not seen yet: events after `seq`, the progress where it changed, and the end of the run.
 * Says whether there was anything.
 */
function createNews(
  events: FollowDeps['events'],
  batchId: string,
  seq: number,
  send: (messages: StreamMessage[]) => Promise<void>,
  signal: AbortSignal,
): (batch: Batch) => Promise<boolean> {
  let last = seq;
  let shown = '';
  return async (batch) => {
    const before = { last, shown };
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
      const end = { batch_id: batchId, run: batch.run, status: batch.status };
      await send([{ event: 'end', id: endId(last), data: end }]);
    }
    return last !== before.last || shown !== before.shown;
  };
}
