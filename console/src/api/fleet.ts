import type { FleetCodesBody } from '../../../src/api/fleet/schema.ts';
import type { VehicleHistoryBody, VehiclePageBody } from '../../../src/api/fleet/vehicle-schema.ts';
import type { PlatformPageBody } from '../../../src/api/rules/platform-schema.ts';
import { request, withQuery } from './request.ts';

export interface VehicleFilter {
  text?: string | undefined;
  platform?: string | undefined;
}

export function listVehicles(
  query: VehicleFilter & { cursor?: string | undefined; limit: number },
  signal: AbortSignal,
) {
  return request<VehiclePageBody>(withQuery('/vehicles', { ...query }), { signal });
}

export function getVehicle(vehicleId: string, signal: AbortSignal) {
  return request<VehicleHistoryBody>(`/vehicles/${encodeURIComponent(vehicleId)}`, { signal });
}

/** The first `limit` by name. */
export function listPlatforms(limit: number, signal: AbortSignal) {
  return request<PlatformPageBody>(withQuery('/platforms', { limit }), { signal });
}

export interface FleetCodesQuery {
  created_after?: string | undefined;
  min_severity?: string | undefined;
  cursor?: string | undefined;
}

export function listFleetCodes(query: FleetCodesQuery, signal: AbortSignal) {
  return request<FleetCodesBody>(withQuery('/fleet/codes', { ...query }), { signal });
}
