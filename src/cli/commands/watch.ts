import type { ArgusClient } from '../../client/client.ts';
import { watchBatch } from '../../client/watch-batch.ts';
import { checkOutcome } from '../check-outcome.ts';
import { printJson } from '../print-json.ts';
import { createStageView } from '../stage-view.ts';

export async function watch(
  client: ArgusClient,
  batchId: string,
  { json }: { json?: true | undefined },
): Promise<void> {
  const view = createStageView(json ? process.stderr : process.stdout);
  const last = await watchBatch(client, batchId, {
    onChange: view.batch,
    onRetry: (error, pauseMs) => view.pause({ error, pauseMs }),
  });
  view.end();
  if (json) printJson(last);
  checkOutcome(last);
}
