import type { Connection } from '../../../src/client/follow-batch.ts';
import type { StreamMessage } from '../../../src/client/stream-message.ts';
import { argus } from './client.ts';

export type { Connection } from '../../../src/client/follow-batch.ts';

/** Follows a batch until its run is over, or until `close`. */
export function streamBatch(
  batchId: string,
  lastEventId: string | undefined,
  onMessage: (message: StreamMessage) => void,
  onConnection: (connection: Connection) => void,
): { close(): void } {
  const closed = new AbortController();
  argus
    .followBatch(batchId, { lastEventId, onMessage, onConnection, signal: closed.signal })
    // A refusal: the page also loads the batch itself, and shows why there is none.
    .catch(() => !closed.signal.aborted && onConnection('lost'));
  return { close: () => closed.abort() };
}
