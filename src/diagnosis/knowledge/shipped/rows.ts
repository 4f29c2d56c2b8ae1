import type { ShippedEntry } from '../../../domain/knowledge.ts';
import type { Severity } from '../../../domain/severity.ts';

/** An entry about a code: code or range, component, severity, symptom, solution. */
export type CodeRow = readonly [
  code: string,
  component: string,
  severity: Severity,
  symptom: string,
  solution: string,
];

/** Ids come from the codes, so a row can move but its code stays: `std-obd-p0301`, `std-obd-p03-range`. */
export function codeEntries(family: string, source: string, rows: readonly CodeRow[]): ShippedEntry[] {
  return rows.map(([error_code, component, severity, symptom, solution]) => ({
    id: `std-${family}-${slug(error_code)}`,
    error_code,
    vehicle_platform: null,
    component,
    severity,
    rule: null,
    symptom,
    solution,
    source,
  }));
}

function slug(code: string): string {
  return code
    .replaceAll('*', ' range ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 48);
}
