import type { TokenUsage } from '../domain/event.ts';
import type { Report } from '../report/report-schema.ts';
import type { Aggregate } from './aggregate.ts';
import type { Diagnosis } from './diagnose.ts';

/** What a language model said about a diagnosis, or why it said nothing. The rules' verdict stands either way. */
export interface Narrative {
  status: Report['llm']['status'];
  /** Why there is no narrative. */
  reason?: string;
  narrative?: string;
  token_usage: TokenUsage;
}

export type Narrator = (aggregate: Aggregate, diagnosis: Diagnosis) => Promise<Narrative>;

export const noTokens: TokenUsage = {
  prompt_tokens: 0,
  completion_tokens: 0,
  total_tokens: 0,
  estimated_cost: 0,
};

/** No language model is configured. */
export const narratorOff: Narrator = async () => ({ status: 'off', token_usage: { ...noTokens } });
