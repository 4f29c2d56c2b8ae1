import type { FleetCodesBody } from '../api/fleet/schema.ts';
import type { FleetSoftwareBody, FleetSoftwareNewBody } from '../api/fleet/software-schema.ts';
import type { VehicleHistoryBody, VehiclePageBody } from '../api/fleet/vehicle-schema.ts';
import type { PlatformPageBody } from '../api/rules/platform-schema.ts';
import type { Http } from './http.ts';
import { withQuery } from './query.ts';

export interface VehicleFilter {
  text?: string | undefined;
  platform?: string | undefined;
}

export interface FleetCodesQuery {
  created_after?: string | undefined;
  platform?: string | undefined;
  min_severity?: string | undefined;
  cursor?: string | undefined;
}

export interface FleetSoftwareQuery {
  component?: string | undefined;
  platform?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export function fleetCalls({ get }: Http) {
  return {
    listVehicles: (
      query: VehicleFilter & { cursor?: string | undefined; limit: number },
      signal?: AbortSignal,
    ) => get<VehiclePageBody>(withQuery('/vehicles', { ...query }), signal),
    getVehicle: (vehicleId: string, signal?: AbortSignal) =>
      get<VehicleHistoryBody>(`/vehicles/${encodeURIComponent(vehicleId)}`, signal),
    /** The first `limit` by name. */
    listPlatforms: (limit: number, signal?: AbortSignal) =>
      get<PlatformPageBody>(withQuery('/platforms', { limit }), signal),
    listFleetCodes: (query: FleetCodesQuery, signal?: AbortSignal) =>
      get<FleetCodesBody>(withQuery('/fleet/codes', { ...query }), signal),
    listFleetSoftware: (
      query: FleetSoftwareQuery & { months?: number | undefined; versions?: number | undefined },
      signal?: AbortSignal,
    ) => get<FleetSoftwareBody>(withQuery('/fleet/software', { ...query }), signal),
    listNewBySoftware: (query: FleetSoftwareQuery, signal?: AbortSignal) =>
      get<FleetSoftwareNewBody>(withQuery('/fleet/software/new', { ...query }), signal),
  };
}
