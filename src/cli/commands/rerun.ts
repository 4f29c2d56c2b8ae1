import type { BatchActionBody } from '../../api/batches/schema.ts';
import type { ArgusClient } from '../../client/client.ts';

/** Another run of a failed batch, or of its failed files only. */
export async function retry(
  client: ArgusClient,
  batchId: string,
  { onlyFailed }: { onlyFailed?: true | undefined },
): Promise<void> {
  print(batchId, await client.retryBatch(batchId, onlyFailed ? { only: 'failed' } : {}));
}

/** Another run of a completed batch. */
export async function reprocess(client: ArgusClient, batchId: string): Promise<void> {
  print(batchId, await client.reprocessBatch(batchId));
}

function print(batchId: string, { message }: BatchActionBody): void {
  process.stdout.write(`${message}\n`);
  process.stderr.write(`Follow it with: argus watch ${batchId}\n`);
}
