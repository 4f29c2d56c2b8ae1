import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** Attributes that operators filter by in the Temporal Web UI; registered from `temporal-config/`. */
export const searchAttributes = {
  batchStatus: defineSearchAttributeKey('BatchStatus', SearchAttributeType.KEYWORD),
  vehicleId: defineSearchAttributeKey('VehicleId', SearchAttributeType.KEYWORD),
  vin: defineSearchAttributeKey('Vin', SearchAttributeType.KEYWORD),
  failureCode: defineSearchAttributeKey('FailureCode', SearchAttributeType.KEYWORD),
};
