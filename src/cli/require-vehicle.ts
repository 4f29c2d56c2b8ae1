import { ApiError } from '../client/api-error.ts';
import type { ArgusClient } from '../client/client.ts';

/**
 * For a list of a vehicle that is empty: a mistyped id would look like a vehicle of which there is nothing.
 * @throws ApiError `not_found` if Argus has no batch of the vehicle, no report of what it holds and no request to it.
 */
export async function requireVehicle(client: ArgusClient, vehicle: string): Promise<void> {
  try {
    await client.getVehicle(vehicle);
  } catch (error) {
    // The token of a vehicle lists its own alone, and is proof enough that there is one.
    if (isCode(error, 'forbidden')) return;
    if (!isCode(error, 'not_found') || !(await isHeardOf(client, vehicle))) throw error;
  }
}

async function isHeardOf(client: ArgusClient, vehicle: string): Promise<boolean> {
  const { requests } = await client.listVehicleRequests(vehicle, { limit: 1 });
  if (requests.length > 0) return true;
  try {
    await client.getHoldings(vehicle);
    return true;
  } catch (error) {
    if (isCode(error, 'not_found')) return false;
    throw error;
  }
}

function isCode(error: unknown, code: ApiError['code']): boolean {
  return error instanceof ApiError && error.code === code;
}
