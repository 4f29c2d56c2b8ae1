import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Finding } from '../diagnosis/finding-schema.ts';
import { type CheckedAnswer, checkAnswer } from '../diagnosis/narrative/check-answer.ts';
import { factsOf, findingId } from '../diagnosis/narrative/facts.ts';
import { type CountTokens, type Prompt, promptWithin } from '../diagnosis/narrative/prompt.ts';
import { type Price, plausibleTokens, type Tokens, usageOf } from '../diagnosis/narrative/usage.ts';
import { type NarrationRequest, type Narrative, type Narrator, noTokens } from '../diagnosis/narrator.ts';
import { boundedText } from '../domain/bounded-text.ts';
import type { ChatModel } from '../stores/llm.ts';
import type { TokenBudget, TokenLimits } from '../stores/postgres/token-budget.ts';

export interface NarratorDeps {
  model: ChatModel;
  budget: TokenBudget;
  limits: TokenLimits;
  /** Maximum tokens of an answer. */
  answerTokens: number;
  price: Price;
  /** Time limit of one call. */
  timeoutSeconds: number;
  countTokens: CountTokens;
  logger: Logger;
}

/** How often, and for how long, to retry while all slots are taken. */
const busy = { pauseMs: 250, maxTimeouts: 2 } as const;
/** For settling, and for small clock differences. */
const leaseMarginSeconds = 30;

/** Has a language model explain the findings within its budget. A failure becomes a narrative that states it. */
export function createNarrator(deps: NarratorDeps): Narrator {
  const { model, budget, limits, answerTokens, price, timeoutSeconds, logger } = deps;

  return async (request) => {
    const facts = factsOf(request.aggregate, request.diagnosis);
    if (facts.findings.length === 0) return silent('ok', 'There is no finding to explain.');
    const count = deps.countTokens;
    const fitted = promptWithin(facts, Math.min(limits.perBatch, limits.daily) - answerTokens, count);
    if (!fitted) return silent('skipped_budget', 'The budget is too small for even one finding.');
    const place = await reserve(request, fitted.tokens + answerTokens);
    switch (place.kind) {
      case 'narrated':
        return place.narrative as Narrative;
      case 'spent':
        return silent(
          'skipped_budget',
          place.budget === 'day'
            ? `The budget of ${limits.daily} tokens for today is used up (${place.left} left).`
            : `The budget of ${limits.perBatch} tokens for a batch is used up (${place.left} left).`,
        );
      case 'busy':
        return silent('failed', `All ${limits.concurrency} slots for calls of the model stayed occupied.`);
      default:
        return call(place.callId, request, fitted, count);
    }
  };

  async function reserve({ batchId, run, signal }: NarrationRequest, tokens: number) {
    const call = { batchId, run, tokens, leaseSeconds: timeoutSeconds + leaseMarginSeconds };
    const deadline = Date.now() + busy.maxTimeouts * timeoutSeconds * 1000;
    for (;;) {
      const place = await budget.reserve(limits, call);
      if (place.kind !== 'busy' || Date.now() > deadline) return place;
      await delay(busy.pauseMs, undefined, { signal });
    }
  }

  async function call(
    callId: string,
    { batchId, diagnosis, signal }: NarrationRequest,
    { prompt, tokens }: { prompt: Prompt; tokens: number },
    count: CountTokens,
  ): Promise<Narrative> {
    const settle = async (outcome: 'ok' | 'rejected' | 'failed', narrative: Narrative) => {
      const usage = narrative.token_usage;
      await budget.settle(callId, { usage, outcome, ...(outcome !== 'failed' && { narrative }) });
      return narrative;
    };
    try {
      const answer = await model.chat({ ...prompt, maxTokens: answerTokens, signal });
      const counted: Tokens = { prompt: tokens, completion: count(answer.text) };
      const usage = usageOf(plausibleTokens(answer.usage, counted), price);
      const checked: CheckedAnswer = answer.cut
        ? { ok: false, reason: `The answer was cut off at ${answerTokens} tokens.` }
        : checkAnswer(answer.text, rulesById(diagnosis.findings));
      if (!checked.ok) {
        logger.warn({ batch_id: batchId, reason: checked.reason }, "the model's answer is rejected");
        return settle('rejected', { status: 'rejected', reason: checked.reason, token_usage: usage });
      }
      const { narrative, likely_causes, dropped } = checked;
      if (dropped > 0) logger.info({ batch_id: batchId, dropped }, 'statements without a finding dropped');
      return settle('ok', { status: 'ok', narrative, likely_causes, token_usage: usage });
    } catch (error) {
      const spent = !isFree(error);
      const usage = spent ? usageOf({ prompt: tokens, completion: answerTokens }, price) : { ...noTokens };
      const reason = boundedText(error instanceof Error ? error.message : String(error));
      const narrative = await settle('failed', { status: 'failed', reason, token_usage: usage });
      signal.throwIfAborted();
      logger.warn({ err: error, batch_id: batchId }, 'the model gave no usable answer');
      return narrative;
    }
  }
}

/** Not sent to the model. */
function isFree(error: unknown): boolean {
  return error instanceof Error && 'spent' in error && error.spent === false;
}

/** Findings by their ids in the prompt. */
function rulesById(findings: readonly Finding[]): Map<string, string> {
  return new Map(findings.map(({ rule }, index) => [findingId(index), rule]));
}

function silent(status: Narrative['status'], reason: string): Narrative {
  return { status, reason, token_usage: { ...noTokens } };
}
