import type { PolicyInForceBody } from '../../../../src/api/vehicle/policy-schema.ts';

export interface PolicyInForce extends PolicyInForceBody {
  /** The platform that was asked for; undefined for all others. */
  asked: string | undefined;
  /** The newest version, that a change is based on. */
  basedOn: number;
}
