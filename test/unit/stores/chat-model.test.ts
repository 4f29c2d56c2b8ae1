import { afterEach, expect, test } from 'vitest';
import { createChatModel } from '../../../src/stores/llm.ts';
import { type ChatHandler, complete, startChatServer } from '../../support/chat-server.ts';

let server: Awaited<ReturnType<typeof startChatServer>> | undefined;
afterEach(() => server?.close());

async function ask(handle: ChatHandler, { seconds = 5, signal = new AbortController().signal } = {}) {
  server = await startChatServer(handle);
  const model = createChatModel({
    LLM_BASE_URL: server.url,
    LLM_MODEL: 'small',
    LLM_API_KEY: 'secret-key',
    LLM_TIMEOUT_SECONDS: seconds,
  });
  return model.chat({ system: 'rules', user: 'data', maxTokens: 100, signal });
}

test('sends requests according to the protocol, and returns text, usage and whether it was cut', async () => {
  const answer = await ask((_, response, request) => {
    expect(request.headers.authorization).toBe('Bearer secret-key');
    expect(request.url).toBe('/v1/chat/completions');
    complete(response, 'hello');
  });
  expect(answer).toEqual({
    text: 'hello',
    cut: false,
    usage: { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 },
  });
  expect(server?.bodies[0]).toMatchObject({ model: 'small', max_tokens: 100 });
});

test('retries only when told to by the server', async () => {
  let calls = 0;
  const answer = await ask((_, response) => {
    calls += 1;
    if (calls === 1) response.writeHead(429, { 'retry-after': '0.01' }).end();
    else complete(response, 'second');
  });
  expect(answer.text).toBe('second');
});

test.each<[string, ChatHandler, RegExp, boolean]>([
  ['an error of the endpoint', (_, response) => response.writeHead(500).end('{}'), /answered 500/, true],
  ['a refusal', (_, response) => response.writeHead(401).end('{}'), /answered 401/, false],
  ['no JSON', (_, response) => response.writeHead(200).end('<html>'), /is no JSON/, true],
  [
    'no completion',
    (_, response) => response.writeHead(200).end('{"choices":[]}'),
    /no chat completion/,
    true,
  ],
  [
    'a broken connection',
    (_, response) => response.writeHead(200).write('{"cho', () => response.destroy()),
    /cannot be reached/,
    true,
  ],
  ['an endless answer', (_, response) => void flood(response), /larger than/, true],
])('%s is a sentence, and says whether it may have cost', async (_, handle, sentence, spent) => {
  const error = await ask(handle).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'LlmError', spent });
  expect(String(error)).toMatch(sentence);
  expect(String(error)).not.toContain('secret-key');
});

test('an answer that does not come ends with the time limit', async () => {
  await expect(ask(() => undefined, { seconds: 0.2 })).rejects.toThrow(/no answer within 0.2 s/);
});

test('a call ends with the reason of its signal', async () => {
  const controller = new AbortController();
  const reason = new Error('the worker stops');
  const asked = ask(() => controller.abort(reason), { signal: controller.signal });
  await expect(asked).rejects.toBe(reason);
});

test('a missing endpoint costs nothing', async () => {
  const gone = await startChatServer(() => undefined);
  await gone.close();
  const model = createChatModel({
    LLM_BASE_URL: gone.url,
    LLM_MODEL: 'small',
    LLM_API_KEY: undefined,
    LLM_TIMEOUT_SECONDS: 5,
  });
  const asked = model.chat({ system: '', user: '', maxTokens: 1, signal: new AbortController().signal });
  await expect(asked).rejects.toMatchObject({ spent: false });
});

function flood(response: Parameters<ChatHandler>[1]): void {
  response.writeHead(200);
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  };
  response.on('drain', more).on('error', () => undefined);
  more();
}
