import type { Severity } from '../domain/severity.ts';

/** What the rules need of the report of the vehicle's drive before; every report has it. */
export interface PreviousDrive {
  /** `software`, all that was seen. */
  versions: readonly { component: string; version: string }[];
  error_codes: readonly { code: string; source: string; severity: Severity }[];
  findings: readonly { rule: string }[];
  /** Codes that did not fit the report before: with any, a code that is not in it may still have been there. */
  omitted: { error_codes: number };
}
