import { isVehicleSoftware } from '../diagnosis/rules/software-versions.ts';
import { severityRank } from '../domain/severity.ts';
import { softwareRank } from '../domain/software-rank.ts';
import { recordedHours } from './compare/recorded-hours.ts';
import type { Report } from './report-schema.ts';

/** What a report adds to the sums of the fleet by software. */
export interface SoftwareFacts {
  /** Milliseconds in which something was recorded; 0 if it is not known. */
  recorded_ms: number;
  /** The rule of each finding of warning and above, as often as there are findings. */
  warned_rules: string[];
  /** Versions of the vehicle's software: neither of the recorder nor of hardware. At most `maxSoftware`. */
  software: { component: string; version: string }[];
}

/** Each is a row in the sums, and one for each code: control units name dozens of things. */
export const maxSoftware = 12;

export function softwareFacts(report: Report): SoftwareFacts {
  return {
    recorded_ms: Math.round((recordedHours(report) ?? 0) * 3_600_000),
    warned_rules: report.findings
      .filter(({ severity }) => severityRank(severity) >= severityRank('warning'))
      .map(({ rule }) => rule),
    software: report.versions
      .filter(({ version, component }) => version !== '' && isVehicleSoftware({ component }))
      .toSorted((a, b) => softwareRank(a.component) - softwareRank(b.component))
      .slice(0, maxSoftware)
      .map(({ component, version }) => ({ component, version })),
  };
}
