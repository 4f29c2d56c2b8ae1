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
  /**
   * Versions of the vehicle's software: neither of the recorder nor of hardware, those of control units without the name of their
   * bus. At most `maxSoftware`.
   */
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
      .map(({ component, version }) => ({ component: withoutBus(component), version }))
      .filter(isFirst)
      .toSorted((a, b) => softwareRank(a.component) - softwareRank(b.component))
      .slice(0, maxSoftware),
  };
}

/** Control units are named by bus and address, `CAN 1 0x7E8 calibration id`; the bus has another name in every recorder's set-up. */
const onBus = /^.+? (?=(?:ECU )?0x[0-9A-F]{2,8}\b)/;

/** The component as the fleet names it: that of one control unit is the same whatever its bus is called. */
function withoutBus(component: string): string {
  return component.replace(onBus, '');
}

function isFirst<T extends { component: string; version: string }>(one: T, at: number, all: T[]): boolean {
  return (
    at === all.findIndex(({ component, version }) => component === one.component && version === one.version)
  );
}
