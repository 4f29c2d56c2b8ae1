import type { BatchPageBody } from '../../api/batches/schema.ts';
import { createApiClient } from '../http-client.ts';
import { printTable } from '../print-table.ts';

interface Options {
  server: string;
  vehicle?: string;
  status?: string;
  limit: string;
  json?: boolean;
}

export async function list(options: Options): Promise<void> {
  const query = new URLSearchParams({ limit: options.limit });
  if (options.vehicle) query.set('vehicle_id', options.vehicle);
  if (options.status) query.set('status', options.status);
  const { batches } = await createApiClient(options.server).get<BatchPageBody>(`/api/v1/batches?${query}`);
  if (options.json) process.stdout.write(`${JSON.stringify(batches, null, 2)}\n`);
  else {
    printTable(
      ['BATCH', 'VEHICLE', 'STATUS', 'FILES', 'CREATED'],
      batches.map((batch) => [
        batch.batch_id,
        batch.vehicle_id,
        batch.status,
        `${batch.processed_files}/${batch.total_files}`,
        batch.created_at,
      ]),
    );
  }
}
