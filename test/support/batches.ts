import { randomUUID } from 'node:crypto';
import type { FileBody } from '../../src/api/batches/file-schema.ts';
import type { ProgressBody } from '../../src/api/batches/progress-schema.ts';
import type { BatchActionBody, BatchBody } from '../../src/api/batches/schema.ts';
import { until } from './until.ts';

export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** Talks to a running Argus as a vehicle does. */
export function vehicle(url: string) {
  const json = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await fetch(`${url}/api/v1${path}`, init);
    const body = await response.text();
    if (!response.ok) throw new Error(`${init?.method ?? 'GET'} ${path} → ${response.status}: ${body}`);
    return JSON.parse(body) as T;
  };
  const post = <T>(path: string, body: unknown = {}) =>
    json<T>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  const self = {
    json,
    post,
    createBatch: (more: Record<string, unknown> = {}) =>
      post<BatchBody>('/batches', { vehicle_id: `v-${randomUUID()}`, vin: 'WVWZZZ1JZ3W386752', ...more }),
    upload: (batchId: string, { name, bytes }: NamedBytes) => {
      const form = new FormData();
      form.set('file', new Blob([Buffer.from(bytes)]), name);
      return json<FileBody>(`/batches/${batchId}/files`, { method: 'POST', body: form });
    },
    complete: (batchId: string) => json<BatchActionBody>(`/batches/${batchId}/complete`, { method: 'POST' }),
    progress: (batchId: string) => json<ProgressBody>(`/batches/${batchId}/progress`),
    /** Creates, uploads and completes; resolves with the batch's id. */
    async deliver(files: NamedBytes[], more: Record<string, unknown> = {}): Promise<string> {
      const { batch_id } = await self.createBatch(more);
      for (const file of files) await self.upload(batch_id, file);
      await self.complete(batch_id);
      return batch_id;
    },
    /** Waits until the run is over. */
    ended: (batchId: string, withinMs?: number) =>
      until(
        `batch ${batchId} to end`,
        async () => {
          const progress = await self.progress(batchId);
          return (progress.status === 'completed' || progress.status === 'failed') && progress;
        },
        withinMs,
      ),
  };
  return self;
}
