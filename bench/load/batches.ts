import { randomUUID } from 'node:crypto';
import type { FileBody } from '../../src/api/batches/file-schema.ts';
import { createClient } from '../../src/client/client.ts';
import { sendBytes } from './send-bytes.ts';
import { multipartTarget } from './sender.ts';

/** The requests of a vehicle that are not measured themselves. */
export function benchVehicle(server: string) {
  const client = createClient({ server });
  return {
    create: (vehicleId = `bench-${randomUUID()}`) =>
      client.createBatch({ vehicle_id: vehicleId, vin: 'WVWZZZ1JZ3W386752' }),
    upload: (batchId: string, name: string, bytes: Uint8Array) =>
      sendBytes<FileBody>(multipartTarget(client.filesUrl(batchId), name), bytes),
    complete: client.completeBatch,
    reprocess: client.reprocessBatch,
    progress: (batchId: string) => client.getProgress(batchId),
    filesUrl: client.filesUrl,
    reportUrl: (batchId: string) => client.reportUrl(batchId, {}),
  };
}

export type BenchVehicle = ReturnType<typeof benchVehicle>;
