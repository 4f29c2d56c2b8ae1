import type { ProgressBody } from '../api/batches/progress-schema.ts';
import { isTerminal } from '../domain/batch-status.ts';
import type { ArgusClient } from './client.ts';
import { patient, withRetries } from './retry.ts';

export interface BatchWatcher {
  onChange(view: ProgressBody): void;
  /** The server does not answer: called before each pause with the last error and the pause in milliseconds. */
  onRetry?(error: Error, pauseMs: number): void;
}

/** Yields the progress of a batch until its run is over; resolves with the last one. */
export async function watchBatch(
  client: Pick<ArgusClient, 'getProgress' | 'followBatch'>,
  batchId: string,
  { onChange, onRetry }: BatchWatcher,
): Promise<ProgressBody> {
  const look = async () => {
    const view = await withRetries(() => client.getProgress(batchId), { policy: patient, onRetry });
    onChange(view);
    return view;
  };
  let view = await look();
  // The stream ends with its run; another one may have begun since.
  while (!isTerminal(view.status)) {
    await client.followBatch(batchId, {
      onMessage(message) {
        if (message.event === 'progress') onChange(message.data);
      },
      onRetry,
    });
    view = await look();
  }
  return view;
}
