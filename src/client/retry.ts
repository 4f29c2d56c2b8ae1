import { ApiError } from './api-error.ts';

export interface RetryPolicy {
  /** Tries in all, the first one included. */
  tries: number;
  firstMs: number;
  maxMs: number;
}

/** No repeats: somebody looks at the answer and asks again himself. */
export const once: RetryPolicy = { tries: 1, firstMs: 0, maxMs: 0 };
/** Over within about two seconds: a restart of the server goes unnoticed, and a person does not wait long. */
export const brief: RetryPolicy = { tries: 4, firstMs: 300, maxMs: 2_000 };
/** About 20 minutes: a link that is gone longer than this needs a person. */
export const patient: RetryPolicy = { tries: 30, firstMs: 500, maxMs: 60_000 };

/** The most that a server's `Retry-After` is waited for. */
const retryAfterMostMs = 10 * 60_000;

/**
 * Whether the same request may succeed later: the link, the server or one behind it is away for now.
 * 501 and 505 stay as they are however often one asks; 507 needs a person who frees space.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const { status } = error;
  if (status === 0 || status === 408 || status === 425 || status === 429) return true;
  return status >= 500 && ![501, 505, 507].includes(status);
}

/** Whether the request has not been acted upon, so that even one that is not idempotent may be sent again. */
export function isUntouched(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 429 || error.status === 425);
}

/**
 * Milliseconds before try number `attempt` + 1, doubling up to `maxMs`; half of it is left to chance, so that vehicles
 * that lost the same server do not come back at the same moment. `Retry-After` is honoured where it is longer.
 * @param random 0 to 1.
 */
export function pauseMs(policy: RetryPolicy, attempt: number, error: unknown, random: number): number {
  const backoff = Math.min(policy.maxMs, policy.firstMs * 2 ** (attempt - 1)) * (0.5 + random / 2);
  const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(backoff, Math.min(asked, retryAfterMostMs));
}

export interface RetryOptions {
  policy: RetryPolicy;
  /** Whether this error is worth another try; by default `isTransient`. */
  mayRepeat?: (error: unknown) => boolean;
  /** Called before each pause with the error of the last try and the pause in milliseconds. */
  onRetry?: ((error: Error, pauseMs: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** Repeats `work` as the policy says; the error of the last try is thrown. */
export async function withRetries<T>(work: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { policy, mayRepeat = isTransient, onRetry, signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (signal?.aborted || attempt >= policy.tries || !mayRepeat(error)) throw error;
      const pause = pauseMs(policy, attempt, error, Math.random());
      onRetry?.(error as Error, pause);
      await delay(pause, signal);
    }
  }
}

/** @throws the signal's reason when it is aborted meanwhile. */
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const aborted = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    }, ms);
    signal?.addEventListener('abort', aborted, { once: true });
  });
}
