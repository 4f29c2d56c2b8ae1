import { createNarrator } from '../activities/narrate.ts';
import { estimateTokens } from '../diagnosis/narrative/estimate-tokens.ts';
import { type Narrator, narratorOff } from '../diagnosis/narrator.ts';
import type { RoleDeps } from '../role.ts';
import { createChatModel } from '../stores/llm.ts';

/** The language model named by the environment, or none. */
export function narratorFor({ config, stores, logger }: RoleDeps): Narrator {
  const { LLM_BASE_URL, LLM_MODEL } = config;
  if (LLM_BASE_URL === undefined || LLM_MODEL === undefined) return narratorOff;
  return createNarrator({
    model: createChatModel({ ...config, LLM_BASE_URL, LLM_MODEL }),
    budget: stores.tokenBudget,
    limits: {
      daily: config.LLM_DAILY_TOKENS,
      perBatch: config.LLM_BATCH_TOKENS,
      concurrency: config.LLM_CONCURRENCY,
    },
    answerTokens: config.LLM_ANSWER_TOKENS,
    price: { prompt: config.LLM_PROMPT_PRICE, completion: config.LLM_COMPLETION_PRICE },
    timeoutSeconds: config.LLM_TIMEOUT_SECONDS,
    countTokens: estimateTokens,
    logger,
  });
}
