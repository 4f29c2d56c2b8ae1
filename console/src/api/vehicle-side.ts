import { argus } from './client.ts';

export type { HoldingsFilter } from '../../../src/client/vehicle-side.ts';
export const {
  askVehicle,
  getHoldings,
  getUploadPolicy,
  listHoldings,
  listUploadPolicies,
  listVehicleRequests,
  resetUploadPolicy,
  setUploadPolicy,
  withdrawVehicleRequest,
} = argus;
