import type { TokenUsage } from '../domain/event.ts';
import type { Aggregate } from './aggregate.ts';
import type { Diagnosis } from './diagnose.ts';
import type { LlmPart } from './narrative-schema.ts';

/** A language model's text about a diagnosis, or why there is none. The rules' verdict is unaffected either way. */
export type Narrative = LlmPart & { token_usage: TokenUsage };

/** What a language model is asked to explain. */
export interface NarrationRequest {
  batchId: string;
  run: number;
  aggregate: Aggregate;
  diagnosis: Diagnosis;
  signal: AbortSignal;
}

/**
 * Rejects only with the signal's reason, or if the database is unavailable: if a model fails, the narrative says so.
 */
export type Narrator = (request: NarrationRequest) => Promise<Narrative>;

export const noTokens: TokenUsage = {
  prompt_tokens: 0,
  completion_tokens: 0,
  total_tokens: 0,
  estimated_cost: 0,
};

/** No language model is configured. */
export const narratorOff: Narrator = async () => ({ status: 'off', token_usage: { ...noTokens } });
