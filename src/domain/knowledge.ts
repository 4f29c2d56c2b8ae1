import { ArgusError } from './error.ts';
import type { Severity } from './severity.ts';

/** What is known of a fault; whoever writes an entry gives this. Texts are plain text. */
export interface KnowledgeContent {
  /** A trouble code, a code as recordings name it, or a range of codes (see `code-pattern.ts`). */
  error_code: string | null;
  /** Null: holds for every platform. */
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
  /** Came with Argus. */
  shipped: boolean;
  /** An operator has changed a shipped entry; upgrades leave it alone. */
  edited: boolean;
  /** How many said so. */
  helped: number;
  wrong: number;
  /** RFC 3339. */
  created_at: string;
  updated_at: string;
  retired_at: string | null;
}

/** An entry that comes with Argus; its id stays for ever. */
export interface ShippedEntry extends KnowledgeContent {
  id: string;
}

/** All that comes with one release. */
export interface ShippedKnowledge {
  /** Rises with every change of them. */
  version: number;
  entries: readonly ShippedEntry[];
}

/** Ids that only shipped entries have. */
export const shippedPrefix = 'std-';

/** Characters (UTF-16 units) of each text of an entry. */
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

/** Entries, retired ones among them, that a knowledge base holds. */
export const maxKnowledgeEntries = 200_000;

export const feedbackVerdicts = ['helped', 'wrong'] as const;
export type FeedbackVerdict = (typeof feedbackVerdicts)[number];

/** What somebody says of an entry that a finding has shown. */
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
