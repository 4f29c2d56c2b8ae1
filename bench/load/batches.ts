import { randomUUID } from 'node:crypto';
import type { FileBody } from '../../src/api/batches/file-schema.ts';
import { createClient } from '../../src/client/client.ts';

/** The requests of a vehicle that are not measured themselves. */
export function benchVehicle(server: string) {
  const client = createClient({ server });
  return {
    create: (vehicleId = `bench-${randomUUID()}`) =>
      client.createBatch({ vehicle_id: vehicleId, vin: 'WVWZZZ1JZ3W386752' }),
    upload(batchId: string, name: string, bytes: Uint8Array) {
      const form = new FormData();
      form.set('file', new Blob([Buffer.from(bytes)]), name);
      return client.http.request<FileBody>(`/batches/${batchId}/files`, { method: 'POST', body: form });
    },
    complete: client.completeBatch,
    reprocess: client.reprocessBatch,
    progress: (batchId: string) => client.getProgress(batchId),
    filesUrl: client.filesUrl,
    reportUrl: (batchId: string) => client.reportUrl(batchId, {}),
  };
}

export type BenchVehicle = ReturnType<typeof benchVehicle>;
