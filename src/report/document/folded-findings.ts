import type { Incident } from '../../diagnosis/incidents/incident-schema.ts';
import type { Finding } from '../report-schema.ts';

/** A finding at its place in the report. */
export interface PlacedFinding {
  finding: Finding;
  /** Index in `findings`. */
  index: number;
  /** Index of the finding from which it follows. */
  cause?: number;
  /** Number of findings that follow from it, directly or not. */
  followers: number;
}

/** What followed from a finding comes right after it; otherwise in the order of the report. */
export function foldedOrder(findings: readonly Finding[], incidents: readonly Incident[]): PlacedFinding[] {
  const incidentOf = new Map(incidents.map((incident) => [incident.root, incident]));
  const following = new Set(
    incidents.flatMap(({ consequences }) => consequences.map(({ finding }) => finding)),
  );
  return findings
    .flatMap((_, index): Omit<PlacedFinding, 'finding'>[] => {
      if (following.has(index)) return [];
      const { consequences = [] } = incidentOf.get(index) ?? {};
      return [
        { index, followers: consequences.length },
        ...consequences.map(({ finding, because_of }) => ({
          index: finding,
          cause: because_of,
          followers: 0,
        })),
      ];
    })
    .flatMap((place) => {
      const finding = findings[place.index];
      return finding ? [{ ...place, finding }] : [];
    });
}
