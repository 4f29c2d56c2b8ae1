import { createSharedStreams, type FollowBatch } from '../lib/shared-streams.ts';
import { argus } from './client.ts';

export type { Connection } from '../../../src/client/follow-batch.ts';

/** Follows a batch until its run is over, or until `close`; tabs that follow the same share a stream. */
export const streamBatch = createSharedStreams(ownStream, navigator.locks);

function ownStream(...[batchId, lastEventId, onMessage, onConnection]: Parameters<FollowBatch>): {
  close(): void;
} {
  const closed = new AbortController();
  argus
    .followBatch(batchId, { lastEventId, onMessage, onConnection, signal: closed.signal })
    // A refusal: the page also loads the batch itself, and shows why there is none.
    .catch(() => !closed.signal.aborted && onConnection('lost'));
  return { close: () => closed.abort() };
}
