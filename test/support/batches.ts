import { randomUUID } from 'node:crypto';
import type { FileBody } from '../../src/api/batches/file-schema.ts';
import { createClient } from '../../src/client/client.ts';
import { isTerminal } from '../../src/domain/batch-status.ts';
import { until } from './until.ts';

export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** Uses a running Argus as a vehicle does. */
export function vehicle(url: string) {
  const client = createClient({ server: url });
  const { http, completeBatch, getProgress } = client;

  const self = {
    json: http.request,
    post: <T>(path: string, body: unknown = {}) => http.post<T>(path, body),
    createBatch: (more: Record<string, unknown> = {}) =>
      client.createBatch({ vehicle_id: `v-${randomUUID()}`, vin: 'WVWZZZ1JZ3W386752', ...more }),
    upload: (batchId: string, { name, bytes }: NamedBytes) => {
      const form = new FormData();
      form.set('file', new Blob([Buffer.from(bytes)]), name);
      return http.request<FileBody>(`/batches/${batchId}/files`, { method: 'POST', body: form });
    },
    complete: completeBatch,
    progress: (batchId: string) => getProgress(batchId),
    /** Creates, uploads and completes; resolves with the batch's id. */
    async deliver(files: NamedBytes[], more: Record<string, unknown> = {}): Promise<string> {
      const { batch_id } = await self.createBatch(more);
      for (const file of files) await self.upload(batch_id, file);
      await self.complete(batch_id);
      return batch_id;
    },
    /** Waits until the run is over. */
    ended: (batchId: string) =>
      until(`batch ${batchId} to end`, async () => {
        const progress = await self.progress(batchId);
        return isTerminal(progress.status) && progress;
      }),
  };
  return self;
}
