import { randomUUID } from 'node:crypto';
import type { FileBody } from '../../src/api/batches/file-schema.ts';
import type { ProgressBody } from '../../src/api/batches/progress-schema.ts';
import type { BatchActionBody, BatchBody } from '../../src/api/batches/schema.ts';

/** The calls of a vehicle that are not measured by themselves. */
export function batchClient(apiUrl: string) {
  const api = `${apiUrl}/api/v1`;
  async function json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await fetch(`${api}${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${init?.method ?? 'GET'} ${path} → ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }
  return {
    create: () =>
      json<BatchBody>('/batches', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ vehicle_id: `bench-${randomUUID()}`, vin: 'WVWZZZ1JZ3W386752' }),
      }),
    upload(batchId: string, name: string, bytes: Uint8Array) {
      const form = new FormData();
      form.set('file', new Blob([Buffer.from(bytes)]), name);
      return json<FileBody>(`/batches/${batchId}/files`, { method: 'POST', body: form });
    },
    complete: (batchId: string) => json<BatchActionBody>(`/batches/${batchId}/complete`, { method: 'POST' }),
    progress: (batchId: string) => json<ProgressBody>(`/batches/${batchId}/progress`),
    filesUrl: (batchId: string) => `${api}/batches/${batchId}/files`,
    reportUrl: (batchId: string) => `${api}/batches/${batchId}/report`,
  };
}

export type BatchClient = ReturnType<typeof batchClient>;
