import { argus } from './client.ts';

export type { VehicleFilter } from '../../../src/client/fleet.ts';
export const {
  listVehicles,
  getVehicle,
  listPlatforms,
  listFleetCodes,
  listFleetSoftware,
  listNewBySoftware,
} = argus;
