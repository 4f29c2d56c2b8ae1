import { ArgusError } from './error.ts';
import type { Severity } from './severity.ts';

/** The editable content of an entry about a fault. Plain text. */
export interface KnowledgeContent {
  /** A trouble code, a code in the form used by recordings, or a range of codes (see `code-pattern.ts`). */
  error_code: string | null;
  /** Null: applies to every platform. */
  vehicle_platform: string | null;
  component: string | null;
  severity: Severity | null;
  /** Id of the rule whose findings it explains. */
  rule: string | null;
  symptom: string;
  solution: string;
  source: string;
}

export interface KnowledgeEntry extends KnowledgeContent {
  id: string;
  version: number;
  /** Shipped with Argus. */
  shipped: boolean;
  /** A shipped entry that an operator has changed; upgrades do not overwrite it. */
  edited: boolean;
  /** Counts of feedback. */
  helped: number;
  wrong: number;
  /** RFC 3339. */
  created_at: string;
  updated_at: string;
  retired_at: string | null;
}

/** An entry shipped with Argus; its id never changes. */
export interface ShippedEntry extends KnowledgeContent {
  id: string;
  /** Words of other languages that it is also found by. */
  alsoFoundBy?: string;
}

/** All entries of one release. */
export interface ShippedKnowledge {
  /** Increases with every change to them. */
  version: number;
  entries: readonly ShippedEntry[];
}

/** Prefix of the ids of shipped entries. */
export const shippedPrefix = 'std-';

/** Maximum characters (UTF-16 units) of each text of an entry. */
export const knowledgeLimits = {
  id: 64,
  error_code: 200,
  vehicle_platform: 64,
  component: 100,
  rule: 100,
  symptom: 2_000,
  solution: 8_000,
  source: 200,
} as const;

/** Maximum number of entries in a knowledge base, including retired ones. */
export const maxKnowledgeEntries = 200_000;

export const feedbackVerdicts = ['helped', 'wrong'] as const;
export type FeedbackVerdict = (typeof feedbackVerdicts)[number];

/** Feedback on an entry that was shown with a finding. */
export interface KnowledgeFeedback {
  batch_id: string;
  /** The rule of the finding. */
  finding: string;
  verdict: FeedbackVerdict;
  note: string | null;
  updated_at: string;
}

export function noSuchEntry(id: string): ArgusError {
  return new ArgusError('not_found', `The knowledge base has no entry ${id}.`);
}
