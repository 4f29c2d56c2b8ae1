import type { ArgusClient } from '../../client/client.ts';
import { watchBatch } from '../../client/watch-batch.ts';
import { checkOutcome } from '../check-outcome.ts';
import { createStageView } from '../stage-view.ts';

export async function watch(client: ArgusClient, batchId: string): Promise<void> {
  const view = createStageView(process.stdout);
  const last = await watchBatch(client, batchId, view.batch);
  view.end();
  checkOutcome(last);
}
