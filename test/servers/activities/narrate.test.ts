import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createNarrator } from '../../../src/activities/narrate.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { createChatModel } from '../../../src/stores/llm.ts';
import { createTokenBudget, type TokenBudget } from '../../../src/stores/postgres/token-budget.ts';
import { type ChatHandler, complete, goodAnswer, startChatServer } from '../../support/chat-server.ts';
import { testDatabase } from '../../support/database.ts';
import { aggregateOf, richDrive } from '../../support/diagnosis/summaries.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

const aggregate = aggregateOf(...richDrive());
const diagnosis = diagnose(aggregate);
const limits = { daily: 1_000_000, perBatch: 20_000, concurrency: 2 };
const words = (text: string) => text.split(/\s+/).length;

let database: Awaited<ReturnType<typeof testDatabase>>;
let budget: TokenBudget;
let server: Awaited<ReturnType<typeof startChatServer>>;
let handle: ChatHandler;

beforeAll(async () => {
  database = await testDatabase();
  budget = createTokenBudget(database.db);
  server = await startChatServer((body, response, request) => handle(body, response, request));
});
afterAll(async () => {
  await server.close();
  await database.db.end();
});
beforeEach(() => {
  handle = (_, response) => complete(response, goodAnswer);
});
afterEach(async () => {
  await database.db.query('DELETE FROM llm_calls');
  server.bodies.length = 0;
});

function narrator(change: Partial<typeof limits> = {}, timeoutSeconds = 5) {
  return createNarrator({
    model: createChatModel({
      LLM_BASE_URL: server.url,
      LLM_MODEL: 'small',
      LLM_API_KEY: undefined,
      LLM_TIMEOUT_SECONDS: timeoutSeconds,
    }),
    budget,
    limits: { ...limits, ...change },
    answerTokens: 500,
    price: { prompt: 1, completion: 2 },
    timeoutSeconds,
    countTokens: words,
    logger: testLogger(),
  });
}

const request = (batchId = uuidv7(), run = 1) => ({
  batchId,
  run,
  aggregate,
  diagnosis,
  signal: new AbortController().signal,
});

describe('the narrator', () => {
  test('reports the model’s answer and its cost, within the reservation', async () => {
    const narrative = await narrator()(request());
    expect(narrative).toMatchObject({
      status: 'ok',
      narrative: 'The battery monitor complained throughout.',
      likely_causes: [{ cause: 'A weak cell', findings: [diagnosis.findings[0]?.rule] }],
      token_usage: { total_tokens: 960, estimated_cost: 0.00102 },
    });
    expect(await budget.today()).toMatchObject({ ok: 1, prompt_tokens: 900, reserved_tokens: 0 });
  });

  test('a retry after success spends nothing and gives the same result', async () => {
    const once = request();
    const first = await narrator()(once);
    expect(await narrator()(once)).toEqual(first);
    expect(server.bodies).toHaveLength(1);
  });

  test('an untrue answer is rejected, once, and its cost is counted', async () => {
    handle = (_, response) =>
      complete(response, '{"narrative":[{"text":"All fine.","findings":["F99"]}],"likely_causes":[]}');
    const once = request();
    expect(await narrator()(once)).toMatchObject({ status: 'rejected', token_usage: { total_tokens: 960 } });
    await narrator()(once);
    expect(server.bodies).toHaveLength(1);
  });

  test('an answer that was cut off is rejected', async () => {
    handle = (_, response) =>
      complete(response, goodAnswer, {
        choices: [{ finish_reason: 'length', message: { content: goodAnswer } }],
      });
    expect(await narrator()(request())).toMatchObject({ status: 'rejected' });
  });

  test('implausible usage is replaced by our own count', async () => {
    handle = (_, response) =>
      complete(response, goodAnswer, { usage: { prompt_tokens: -1, completion_tokens: 1e12 } });
    const { token_usage } = await narrator()(request());
    expect(token_usage.completion_tokens).toBe(words(goodAnswer));
  });

  test('a model that fails costs the report nothing, and the budget what it may have spent', async () => {
    handle = (_, response) => response.writeHead(500).end();
    expect(await narrator()(request())).toMatchObject({ status: 'failed', reason: /500/ });
    expect((await budget.today()).prompt_tokens).toBeGreaterThan(0);
    handle = (_, response) => response.writeHead(400).end();
    const before = await budget.today();
    expect(await narrator()(request())).toMatchObject({ status: 'failed', token_usage: { total_tokens: 0 } });
    expect((await budget.today()).prompt_tokens).toBe(before.prompt_tokens);
  });

  test('stays within the daily budget however many batches ask at once', async () => {
    const one = 2_000;
    const narratives = await Promise.all(
      Array.from({ length: 12 }, () => narrator({ daily: one, concurrency: 20 })(request())),
    );
    const spent = narratives.reduce((sum, { token_usage }) => sum + token_usage.total_tokens, 0);
    expect(spent).toBeLessThanOrEqual(one);
    expect(narratives.filter(({ status }) => status === 'ok').length).toBeGreaterThan(0);
    expect(narratives.find(({ status }) => status === 'skipped_budget')?.reason).toMatch(
      /for today is used up/,
    );
  });

  test('limits concurrent calls over all workers', async () => {
    let underWay = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    handle = (_, response) => {
      underWay += 1;
      most = Math.max(most, underWay);
      waiting.push(() => {
        underWay -= 1;
        complete(response, goodAnswer);
      });
    };
    const all = Promise.all(Array.from({ length: 6 }, () => narrator()(request())));
    for (let answered = 0; answered < 6; answered += 1) {
      await until('a call', () => waiting.length > 0);
      waiting.shift()?.();
    }
    expect((await all).map(({ status }) => status)).toEqual(Array(6).fill('ok'));
    expect(most).toBeLessThanOrEqual(2);
  });

  test('a call whose process died frees its slot, and counts as spent', async () => {
    const { batchId, run } = request();
    const lost = await budget.reserve(limits, { batchId, run, tokens: 700, leaseSeconds: -1 });
    expect(lost.kind).toBe('reserved');
    const next = await budget.reserve(
      { ...limits, concurrency: 1, perBatch: 1_000 },
      { batchId, run, tokens: 700, leaseSeconds: 10 },
    );
    expect(next).toEqual({ kind: 'spent', budget: 'batch', left: 300 });
    const other = await budget.reserve(
      { ...limits, concurrency: 1 },
      { ...request(), tokens: 700, leaseSeconds: 10 },
    );
    expect(other.kind).toBe('reserved');
  });
});
