import { argus } from './client.ts';

export type { FleetCodesQuery, VehicleFilter } from '../../../src/client/fleet.ts';
export const { listVehicles, getVehicle, listPlatforms, listFleetCodes } = argus;
