import type { ArgusClient } from '../../client/client.ts';
import { checkOutcome } from '../check-outcome.ts';
import { followStages } from '../follow-stages.ts';
import { printJson } from '../print-json.ts';
import { createStageView } from '../stage-view.ts';

export async function watch(
  client: ArgusClient,
  batchId: string,
  { json }: { json?: true | undefined },
): Promise<void> {
  const view = createStageView(json ? process.stderr : process.stdout);
  const last = await followStages(client, batchId, view);
  if (json) printJson(last);
  checkOutcome(last);
}
