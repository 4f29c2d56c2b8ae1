import type { Severity } from '../domain/severity.ts';

/** What the rules need from the report of the vehicle's previous drive; every report contains it. */
export interface PreviousDrive {
  /** All versions that were seen, from `software`. */
  versions: readonly { component: string; version: string }[];
  error_codes: readonly { code: string; source: string; severity: Severity }[];
  findings: readonly { rule: string }[];
  /**
   * Number of codes that did not fit into the previous report: if there are any, a code that is not in it may still
   * have occurred.
   */
  omitted: { error_codes: number };
}
