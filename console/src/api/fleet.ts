import type { FleetCodesBody } from '../../../src/api/schemas/fleet.ts';
import type { VehicleHistoryBody } from '../../../src/api/schemas/vehicle.ts';
import { request, withQuery } from './request.ts';

export function getVehicle(vehicleId: string, signal: AbortSignal) {
  return request<VehicleHistoryBody>(`/vehicles/${encodeURIComponent(vehicleId)}`, { signal });
}

export interface FleetCodesQuery {
  created_after?: string | undefined;
  min_severity?: string | undefined;
  cursor?: string | undefined;
}

export function listFleetCodes(query: FleetCodesQuery, signal: AbortSignal) {
  return request<FleetCodesBody>(withQuery('/fleet/codes', { ...query }), { signal });
}
