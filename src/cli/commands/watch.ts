import { createApiClient } from '../http-client.ts';
import { createStageView } from '../stage-view.ts';
import { watchBatch } from '../watch.ts';

export async function watch(batchId: string, options: { server: string }): Promise<void> {
  const view = createStageView(process.stdout);
  const last = await watchBatch(createApiClient(options.server), batchId, view.batch);
  view.end();
  if (last.status === 'failed') throw new Error(`the batch failed: ${last.failure_message}`);
}
