import type { TokenUsage } from '../../domain/event.ts';

/** US dollars for a million tokens. */
export interface Price {
  prompt: number;
  completion: number;
}

export interface Tokens {
  prompt: number;
  completion: number;
}

/** The endpoint's own token figures, unchecked. */
export interface ReportedUsage {
  prompt_tokens?: unknown;
  completion_tokens?: unknown;
}

/**
 * Tokenizers of different models differ by less than this; a figure further off is ignored and our own count is used.
 */
const factor = 4;

/** The endpoint's figures if they are plausible, otherwise our own count. */
export function plausibleTokens(reported: ReportedUsage | undefined, counted: Tokens): Tokens {
  return {
    prompt: plausible(reported?.prompt_tokens, counted.prompt),
    completion: plausible(reported?.completion_tokens, counted.completion),
  };
}

export function usageOf({ prompt, completion }: Tokens, price: Price): TokenUsage {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    estimated_cost: (prompt * price.prompt + completion * price.completion) / 1e6,
  };
}

function plausible(reported: unknown, counted: number): number {
  if (typeof reported !== 'number' || !Number.isInteger(reported)) return counted;
  // Reasoning models spend tokens that the answer does not contain.
  return reported >= counted / factor && reported <= Math.max(counted * factor, counted + 20_000)
    ? reported
    : counted;
}
