import { createNarrator } from '../activities/narrate.ts';
import { type Narrator, narratorOff } from '../diagnosis/narrator.ts';
import type { RoleDeps } from '../role.ts';
import { createChatModel } from '../stores/llm.ts';

/** The language model that the environment names, or none. */
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
    countTokens: loadTokenizer,
    logger,
  });
}

/**
 * The o200k encoding: the tables take a third of a second and 100 MB, so they are loaded with the first call. Models
 * with another tokenizer count within a few percent of it for English and JSON.
 */
async function loadTokenizer(): Promise<(text: string) => number> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  // What looks like a special token is plain text here, whoever wrote it into a log line.
  return (text) => countTokens(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() });
}
