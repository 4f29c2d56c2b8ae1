import type { BatchActionBody } from '../../api/batches/schema.ts';
import { createApiClient } from '../http-client.ts';

interface Options {
  server: string;
  onlyFailed?: boolean;
}

/** Another run of a failed batch, or of the failed files alone. */
export function retry(batchId: string, options: Options): Promise<void> {
  return act(batchId, 'retry', options, options.onlyFailed ? { only: 'failed' } : {});
}

/** Another run of a completed batch. */
export function reprocess(batchId: string, options: Options): Promise<void> {
  return act(batchId, 'reprocess', options);
}

async function act(batchId: string, action: string, { server }: Options, body?: unknown): Promise<void> {
  const path = `/api/v1/batches/${encodeURIComponent(batchId)}/${action}`;
  const { message } = await createApiClient(server).post<BatchActionBody>(path, body);
  process.stdout.write(`${message}\n`);
}
