import { createApiClient } from '../http-client.ts';
import { printTable } from '../print-table.ts';

interface Options {
  server: string;
  vehicle?: string;
  status?: string;
  limit: string;
  json?: boolean;
}

interface Row {
  batch_id: string;
  vehicle_id: string;
  status: string;
  processed_files: number;
  total_files: number;
  created_at: string;
}

export async function list(options: Options): Promise<void> {
  const query = new URLSearchParams({ limit: options.limit });
  if (options.vehicle) query.set('vehicle_id', options.vehicle);
  if (options.status) query.set('status', options.status);
  const { batches } = await createApiClient(options.server).get<{ batches: Row[] }>(
    `/api/v1/batches?${query}`,
  );
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
