import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../config.ts';

export interface ChatRequest {
  system: string;
  user: string;
  /** Maximum tokens of the answer. */
  maxTokens: number;
  /** Aborts the call with its reason. */
  signal: AbortSignal;
}

export interface ChatAnswer {
  text: string;
  /** As reported by the endpoint, unchecked. */
  usage: { prompt_tokens?: unknown; completion_tokens?: unknown } | undefined;
  /** The endpoint cut the answer off at `maxTokens`. */
  cut: boolean;
}

/** `spent`: whether tokens may have been spent; an endpoint that refuses a call does not charge for it. */
export class LlmError extends Error {
  override name = 'LlmError';
  readonly spent: boolean;

  constructor(message: string, { spent, cause }: { spent: boolean; cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause });
    this.spent = spent;
  }
}

export interface ChatModel {
  /** @throws LlmError, and the reason of an aborted signal. */
  chat(request: ChatRequest): Promise<ChatAnswer>;
}

/** No valid answer is longer. */
const maxBytes = 1024 * 1024;
/** Temporarily refused: a retry is allowed, and costs nothing. */
const tryAgain = [429, 503];
const tries = 3;
const pauseMs = { first: 1_000, most: 20_000 };

type LlmConfig = Pick<Config, 'LLM_API_KEY' | 'LLM_TIMEOUT_SECONDS'> & {
  LLM_BASE_URL: string;
  LLM_MODEL: string;
};

/** Any endpoint that implements OpenAI's chat completions. */
export function createChatModel(config: LlmConfig): ChatModel {
  const url = `${config.LLM_BASE_URL.replace(/\/+$/, '')}/chat/completions`;
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(config.LLM_API_KEY && { authorization: `Bearer ${config.LLM_API_KEY}` }),
  };

  async function ask(body: string, signal: AbortSignal): Promise<ChatAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
      if (!tryAgain.includes(response.status) || attempt === tries) return readAnswer(response);
      await response.body?.cancel();
      await delay(pauseBefore(attempt, response.headers.get('retry-after')), undefined, { signal });
    }
  }

  return {
    async chat({ system, user, maxTokens, signal }) {
      const timeout = AbortSignal.timeout(config.LLM_TIMEOUT_SECONDS * 1000);
      const body = JSON.stringify({
        model: config.LLM_MODEL,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
        max_tokens: maxTokens,
        temperature: 0,
        response_format: { type: 'json_object' },
      });
      try {
        return await ask(body, AbortSignal.any([signal, timeout]));
      } catch (cause) {
        signal.throwIfAborted();
        if (cause instanceof LlmError) throw cause;
        const message = timeout.aborted
          ? `The model gave no answer within ${config.LLM_TIMEOUT_SECONDS} s.`
          : `The model cannot be reached: ${reasonOf(cause)}.`;
        throw new LlmError(message, { spent: !isRefusedConnection(cause), cause });
      }
    },
  };
}

async function readAnswer(response: Response): Promise<ChatAnswer> {
  const text = await readBounded(response);
  if (!response.ok) {
    throw new LlmError(`The model's endpoint answered ${response.status}.`, {
      spent: response.status >= 500,
    });
  }
  const answer = parse(text);
  const choice = first(fieldOf(answer, 'choices'));
  const content = fieldOf(fieldOf(choice, 'message'), 'content');
  if (typeof content !== 'string')
    throw new LlmError("The endpoint's answer is no chat completion.", { spent: true });
  const usage = fieldOf(answer, 'usage');
  return {
    text: content,
    usage: typeof usage === 'object' && usage !== null ? usage : undefined,
    cut: fieldOf(choice, 'finish_reason') === 'length',
  };
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes)
      throw new LlmError(`The model's answer is larger than ${maxBytes} bytes.`, { spent: true });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Seconds from `Retry-After`, clamped. */
function pauseBefore(attempt: number, retryAfter: string | null): number {
  const asked = Number(retryAfter ?? Number.NaN) * 1000;
  const pause = asked > 0 ? asked : pauseMs.first * 2 ** (attempt - 1);
  return Math.min(pause, pauseMs.most);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LlmError("The endpoint's answer is no JSON.", { spent: true, cause });
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

/** `fetch failed` alone is not informative. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}

function isRefusedConnection(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
