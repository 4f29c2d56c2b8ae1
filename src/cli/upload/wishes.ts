import type { VehicleRequestBody } from '../../api/vehicle/request-schema.ts';
import { ApiError } from '../../client/api-error.ts';
import type { ArgusClient } from '../../client/client.ts';
import { compileUploadPolicy, noPolicy, type UploadTime } from '../../domain/upload-policy.ts';

/** What a server wants of a vehicle. */
export interface Wishes {
  /** When a file of this name is wanted. */
  timeOf(name: string): UploadTime;
  /** What was asked for, and has no answer yet. */
  requests: readonly VehicleRequestBody[];
}

/** Of a server that has no policies, or when they are not to count. */
export const everythingNow: Wishes = { timeOf: compileUploadPolicy(noPolicy), requests: [] };

/** As many as a server lets wait for one vehicle. */
const mostRequests = 100;

/** @param platform of a vehicle that the server may not know yet */
export async function fetchWishes(
  client: ArgusClient,
  vehicle: string,
  platform: string | undefined,
): Promise<Wishes> {
  const policy = await client.getUploadPolicy(vehicle, platform).catch(ifUnknown(noPolicy));
  return {
    timeOf: compileUploadPolicy(policy),
    requests: await openRequests(client, vehicle).catch(ifUnknown([])),
  };
}

function ifUnknown<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (isUnknown(error)) return instead;
    throw error;
  };
}

async function openRequests(client: ArgusClient, vehicle: string): Promise<VehicleRequestBody[]> {
  const found: VehicleRequestBody[] = [];
  for (const state of ['open', 'picked_up'] as const) {
    found.push(...(await client.listVehicleRequests(vehicle, { state, limit: mostRequests })).requests);
  }
  return found;
}

/** A server of an earlier version, or a vehicle that it has not met. */
export function isUnknown(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
