import type { BatchActionBody } from '../../api/batches/schema.ts';
import type { ArgusClient } from '../../client/client.ts';
import { ofCommandLine, phrase } from '../language.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';

interface Json {
  json?: true | undefined;
}

/** Another run of a failed batch, or of its failed files only. */
export async function retry(
  client: ArgusClient,
  batchId: string,
  { onlyFailed, json }: Json & { onlyFailed?: true | undefined },
): Promise<void> {
  printRun(await client.retryBatch(batchId, onlyFailed ? { only: 'failed' } : {}), batchId, json);
}

/** Another run of a completed batch. */
export async function reprocess(client: ArgusClient, batchId: string, { json }: Json): Promise<void> {
  printRun(await client.reprocessBatch(batchId), batchId, json);
}

export async function cancel(client: ArgusClient, batchId: string, { json }: Json): Promise<void> {
  print(await client.cancelBatch(batchId), json);
}

function printRun(answer: BatchActionBody, batchId: string, json: true | undefined): void {
  print(answer, json);
  process.stderr.write(`${phrase('Follow it with: {command}', { command: `argus watch ${batchId}` })}\n`);
}

function print(answer: BatchActionBody, json: true | undefined): void {
  if (json) printJson(answer);
  else say(ofCommandLine(answer.message));
}
