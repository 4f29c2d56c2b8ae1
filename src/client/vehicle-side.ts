import type {
  HoldingListBody,
  HoldingsPageBody,
  HoldingsReportBody,
} from '../api/vehicle/holdings-schema.ts';
import type {
  PolicyBody,
  PolicyInForceBody,
  PolicyPageBody,
  StoredPolicyBody,
} from '../api/vehicle/policy-schema.ts';
import type { AskBody, VehicleRequestBody, VehicleRequestPageBody } from '../api/vehicle/request-schema.ts';
import type { HoldingReason } from '../domain/vehicle-holdings.ts';
import type { RequestAnswer, RequestState } from '../domain/vehicle-request.ts';
import type { Http } from './http.ts';
import { withQuery } from './query.ts';

export interface HoldingsFilter {
  platform?: string | undefined;
  why?: HoldingReason | undefined;
}

const of = (vehicleId: string) => `/vehicles/${encodeURIComponent(vehicleId)}`;

const policyPath = (platform: string | undefined) =>
  platform === undefined ? '/upload-policy' : `/platforms/${encodeURIComponent(platform)}/upload-policy`;

/** What vehicles are to upload, are asked for, and still hold. */
export function vehicleSideCalls({ get, post, put, ...http }: Http) {
  return {
    /** `platform` for a vehicle that Argus does not know yet, or in general; without either that of all others. */
    getUploadPolicy: (vehicle?: string, platform?: string, signal?: AbortSignal) =>
      get<PolicyInForceBody>(withQuery('/upload-policy', { vehicle, platform }), signal),
    /** All versions, newest first. */
    listUploadPolicies: (query: { platform?: string | undefined; limit?: number }, signal?: AbortSignal) =>
      get<PolicyPageBody>(withQuery('/upload-policies', { ...query }), signal),
    /** Of a platform, or of all others. */
    setUploadPolicy: (platform: string | undefined, policy: PolicyBody) =>
      put<StoredPolicyBody>(policyPath(platform), policy),
    /** The platform has that of all others again. */
    resetUploadPolicy: (platform: string) => http.delete<undefined>(policyPath(platform)),
    /** What is asked for already is that request. */
    askVehicle: (vehicleId: string, wanted: AskBody) =>
      post<VehicleRequestBody>(`${of(vehicleId)}/requests`, wanted),
    /** Newest first. */
    listVehicleRequests: (
      vehicleId: string,
      query: { state?: RequestState; cursor?: string | undefined; limit?: number } = {},
      signal?: AbortSignal,
    ) => get<VehicleRequestPageBody>(withQuery(`${of(vehicleId)}/requests`, { ...query }), signal),
    answerVehicleRequest: (vehicleId: string, requestId: string, answer: RequestAnswer) =>
      put<VehicleRequestBody>(`${of(vehicleId)}/requests/${encodeURIComponent(requestId)}/answer`, answer),
    withdrawVehicleRequest: (vehicleId: string, requestId: string) =>
      http.delete<undefined>(`${of(vehicleId)}/requests/${encodeURIComponent(requestId)}`),
    /** In place of the report before. */
    reportHoldings: (vehicleId: string, report: HoldingsReportBody) =>
      put<undefined>(`${of(vehicleId)}/holdings`, report),
    getHoldings: (vehicleId: string, signal?: AbortSignal) =>
      get<HoldingListBody>(`${of(vehicleId)}/holdings`, signal),
    listHoldings: (
      query: HoldingsFilter & { cursor?: string | undefined; limit: number },
      signal?: AbortSignal,
    ) => get<HoldingsPageBody>(withQuery('/holdings', { ...query }), signal),
  };
}
