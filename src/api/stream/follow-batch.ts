import type { Logger } from 'pino';
import type { Batch } from '../../domain/batch.ts';
import { isTerminal } from '../../domain/batch-status.ts';
import type { StoredEvent } from '../../domain/event.ts';
import { presentProgress } from '../batches/present.ts';
import { eventMessages, type StreamMessage, serialiseMessage } from './event-messages.ts';
import { endId } from './resume.ts';
import type { SseConnection } from './sse-connection.ts';
import { createWaits } from './waits.ts';

export interface FollowDeps {
  events: { after(batchId: string, seq: number, limit: number): Promise<StoredEvent[]> };
  batches: { get(batchId: string): Promise<Batch | undefined> };
  feed: {
    subscribeProgress(batchId: string, listener: () => void): () => void;
    feedIsUp(): boolean;
  };
  logger: Logger;
}

/** One who follows a batch, and how far. */
export interface Watcher {
  connection: Pick<SseConnection, 'hasRoom' | 'send' | 'close'>;
  /** Of the last event that was sent. */
  seq: number;
  /** The message of progress that was sent last. */
  shown: string;
}

export interface BatchFollower {
  join(watcher: Watcher): void;
  leave(watcher: Watcher): void;
  /** A watcher has room again. */
  look(): void;
}

const pageSize = 500;
/** Hints closer together than this are handled together, so that a batch of many files does not keep its watchers busy. */
const gatherMs = 200;
/** Polling intervals without a hint: long while Redis gives hints, otherwise short enough to look live. */
const pollMs = { hinted: 30_000, uploading: 2_000, alone: 2_000 };

/** Follows each batch once, however many watch it. */
export function createFollowers(deps: FollowDeps): (batchId: string) => BatchFollower {
  const followers = new Map<string, BatchFollower>();
  return (batchId) => {
    const present = followers.get(batchId);
    if (present) return present;
    const follower = followBatch(deps, batchId, () => followers.delete(batchId));
    followers.set(batchId, follower);
    return follower;
  };
}

/**
 * Sends all watchers of a batch its events until its run is over or they have left, and calls `onOver` when none is left.
 * Every event is read from the database in sequence, so none is missed; Redis only hints when to look. Watchers at the same
 * place share what is read and the bytes that are sent; one without room stays where it is until it has room again.
 */
function followBatch(
  { events, batches, feed, logger }: FollowDeps,
  batchId: string,
  onOver: () => void,
): BatchFollower {
  const watchers = new Set<Watcher>();
  const waits = createWaits();
  const unsubscribe = feed.subscribeProgress(batchId, waits.hint);
  let running = false;

  /** Sends each watcher one page at most, so that one who has much to read does not keep the others waiting. */
  async function look(): Promise<Pause> {
    // The batch first: the events that led to its state are then among those read after it.
    const batch = await batches.get(batchId);
    if (!batch) {
      for (const { connection } of watchers) connection.close();
      return { least: 0, most: pollMs.alone };
    }
    const ready = [...watchers].filter(({ connection }) => connection.hasRoom());
    let [hasNews, hasMore] = [false, false];
    for (const [seq, those] of Map.groupBy(ready, (watcher) => watcher.seq)) {
      const page = await events.after(batchId, seq, pageSize);
      const more = page.length === pageSize;
      if (sendPage(batch, page, more, those)) hasNews = true;
      if (more) hasMore = true;
    }
    if (hasMore) return { least: 0, most: 0 };
    return { least: hasNews ? gatherMs : 0, most: feed.feedIsUp() ? pollMsOf(batch) : pollMs.alone };
  }

  async function run(): Promise<void> {
    while (watchers.size > 0) {
      const { least, most } = await look().catch((error: unknown): Pause => {
        logger.debug({ err: error, batch_id: batchId }, 'events could not be read; retrying');
        return { least: gatherMs, most: pollMs.alone };
      });
      await waits.wait(least, most);
    }
    unsubscribe();
    onOver();
  }

  return {
    join(watcher) {
      watchers.add(watcher);
      if (running) waits.skip();
      else void run();
      running = true;
    },
    leave(watcher) {
      watchers.delete(watcher);
      if (watchers.size === 0) waits.skip();
    },
    look: waits.skip,
  };
}

/** Milliseconds until the next look: at least, and at most when there is no hint. */
interface Pause {
  least: number;
  most: number;
}

const pollMsOf = ({ status }: Batch) => (status === 'pending' ? pollMs.uploading : pollMs.hinted);

/**
 * Sends watchers at the same place what they have not seen yet: a page of events and, unless there is more, the progress where
 * it changed and the end of the run. Says whether there was anything.
 */
function sendPage(batch: Batch, page: StoredEvent[], more: boolean, those: Watcher[]): boolean {
  const messages = eventMessages(page).map(serialiseMessage).join('');
  const progress = more ? '' : serialiseMessage({ event: 'progress', data: presentProgress(batch) });
  const over = !more && isTerminal(batch.status);
  const last = page.at(-1)?.seq ?? those[0]?.seq ?? 0;
  const end = over ? serialiseMessage(endMessage(batch, last)) : '';
  const frames = new Map<string, Buffer>();
  for (const watcher of those) {
    const unseen = watcher.shown === progress ? '' : progress;
    const frame = frames.get(unseen) ?? Buffer.from(messages + unseen + end);
    frames.set(unseen, frame);
    if (frame.length > 0) watcher.connection.send(frame);
    if (over) watcher.connection.close();
    watcher.seq = last;
    if (!more) watcher.shown = progress;
  }
  return page.length > 0 || frames.has(progress);
}

const endMessage = ({ id, run, status }: Batch, last: number): StreamMessage => ({
  event: 'end',
  id: endId(last),
  data: { batch_id: id, run, status },
});
