import type { ArgusClient } from '../../client/client.ts';
import { phrases } from '../language.ts';
import { printJson } from '../print-json.ts';
import { printTable } from '../print-table.ts';
import { requireVehicle } from '../require-vehicle.ts';

interface Options {
  vehicle?: string | undefined;
  status?: string | undefined;
  limit: number;
  json?: true | undefined;
}

export async function list(client: ArgusClient, options: Options): Promise<void> {
  const { vehicle, status, limit, json } = options;
  const { batches } = await client.listBatches({ vehicle_id: vehicle, status, limit });
  if (batches.length === 0 && vehicle !== undefined) await requireVehicle(client, vehicle);
  if (json) printJson(batches);
  else {
    printTable(
      phrases('BATCH', 'VEHICLE', 'STATUS', 'FILES', 'CREATED'),
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
