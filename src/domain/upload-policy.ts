import { compileGlob } from './glob.ts';

/** When a vehicle uploads a file: as soon as it can, on a link that costs nothing, or when somebody asks for it. */
export const uploadTimes = ['now', 'unmetered', 'on_request'] as const;
export type UploadTime = (typeof uploadTimes)[number];

export interface UploadRule {
  /** A glob, see `compileGlob`. */
  pattern: string;
  upload: UploadTime;
}

/** The first rule that matches a file holds. */
export interface UploadPolicy {
  rules: UploadRule[];
  /** Of files that no rule matches. */
  default: UploadTime;
}

/** Of a vehicle for which nobody has set anything. */
export const noPolicy: Readonly<UploadPolicy> = { rules: [], default: 'now' };

/** Rules of one policy. */
export const mostUploadRules = 100;

/** When a file is uploaded, by its path (with `/`) within the folder that is uploaded. */
export function compileUploadPolicy(policy: UploadPolicy): (path: string) => UploadTime {
  const rules = policy.rules.map(({ pattern, upload }) => ({ matches: compileGlob(pattern), upload }));
  return (path) => rules.find(({ matches }) => matches(path))?.upload ?? policy.default;
}

/** A policy as somebody has set it. Times are RFC 3339. */
export interface StoredUploadPolicy {
  id: string;
  /** Null for vehicles whose platform has none of its own. */
  platform: string | null;
  /** From 1; each change makes another. */
  version: number;
  /** Null, as is the next one, where the platform's own policy was taken back. */
  rules: UploadRule[] | null;
  default: UploadTime | null;
  note: string | null;
  changed_by: string | null;
  created_at: string;
}

/** Who set what holds for a vehicle: its platform's own policy, that of all others, or nobody. */
export const policySources = ['platform', 'fleet', 'none'] as const;
export type PolicySource = (typeof policySources)[number];
