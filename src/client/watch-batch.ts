import type { ProgressBody } from '../api/batches/progress-schema.ts';
import { isTerminal } from '../domain/batch-status.ts';
import type { ArgusClient } from './client.ts';
import { patient, withRetries } from './retry.ts';

/** Yields the progress of a batch until its run is over; resolves with the last one. */
export async function watchBatch(
  client: ArgusClient,
  batchId: string,
  onChange: (view: ProgressBody) => void,
): Promise<ProgressBody> {
  const look = async () => {
    const view = await withRetries(() => client.getProgress(batchId), { policy: patient });
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
    });
    view = await look();
  }
  return view;
}
