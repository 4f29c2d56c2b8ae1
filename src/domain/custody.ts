/**
 * What can be wrong with the object of a recording: there is none, it has another size or SHA-256, or the store does not
 * give it although it answers.
 */
export const incidentKinds = ['lost', 'changed', 'unreadable'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** What there is of a recording in the object store. */
export type ObjectFinding =
  | { outcome: 'sound' }
  | { outcome: 'lost' }
  | { outcome: 'unreadable' }
  | { outcome: 'changed'; size: number; sha256: string | null };

/** A recording that was not as it should be. It stays listed when it is found again, and goes with its batch. */
export interface CustodyIncident {
  id: string;
  kind: IncidentKind;
  batch_id: string;
  file_id: string;
  name: string;
  /** As it was uploaded. */
  size: number;
  sha256: string;
  /** As it was found; null for nothing, or where the size alone said enough. */
  found_size: number | null;
  found_sha256: string | null;
  seen_at: string;
  checked_at: string;
  found_again_at: string | null;
}
