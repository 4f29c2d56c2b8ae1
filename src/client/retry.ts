import { ApiError } from './api-error.ts';

export interface RetryPolicy {
  /** Total attempts, including the first. */
  tries: number;
  firstMs: number;
  maxMs: number;
  /** No pause begins after as many milliseconds: attempts that hang are not added up. Unlimited by default. */
  withinMs?: number;
}

/** No retries: the user sees the error and decides. */
export const once: RetryPolicy = { tries: 1, firstMs: 0, maxMs: 0 };
/**
 * About two seconds in total: bridges a server restart without keeping a person waiting; longer only for a server that
 * itself takes long to refuse, or asks for a longer pause.
 */
export const brief: RetryPolicy = { tries: 4, firstMs: 300, maxMs: 2_000, withinMs: 5_000 };
/** About 20 minutes: a longer outage needs a person. */
export const patient: RetryPolicy = { tries: 30, firstMs: 500, maxMs: 60_000 };
/** For a service on a vehicle, which may be in a garage for weeks. */
export const endless: RetryPolicy = { ...patient, tries: Number.POSITIVE_INFINITY };

/** Upper bound for a server's `Retry-After`. */
const retryAfterMostMs = 10 * 60_000;

/**
 * Whether the same request may succeed later: the link, the server or one behind it is temporarily unavailable.
 * 501 and 505 are permanent; 507 needs a person to free space.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const { status, code } = error;
  if (code === 'in_progress' || code === 'upload_locked') return true;
  if (status === 0 || status === 408 || status === 425 || status === 429) return true;
  return status >= 500 && ![501, 505, 507].includes(status);
}

/**
 * Milliseconds before attempt `attempt` + 1, doubling up to `maxMs`; half of it is random, so that vehicles that lost
 * the same server do not return at the same moment. A longer `Retry-After` is honoured.
 * @param random 0 to 1.
 */
export function pauseMs(policy: RetryPolicy, attempt: number, error: unknown, random: number): number {
  const backoff = Math.min(policy.maxMs, policy.firstMs * 2 ** (attempt - 1)) * (0.5 + random / 2);
  const asked = error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(backoff, Math.min(asked, retryAfterMostMs));
}

export interface RetryOptions {
  policy: RetryPolicy;
  /** Whether to retry after this error; by default `isTransient`. */
  mayRepeat?: (error: unknown) => boolean;
  /** Called before each pause with the last error and the pause in milliseconds. */
  onRetry?: ((error: Error, pauseMs: number) => void) | undefined;
  /** Whether something was achieved since it was last asked: then the tries count anew. */
  gotFurther?: () => boolean;
  signal?: AbortSignal | undefined;
}

/** Retries `work` according to the policy; throws the last error. */
export async function withRetries<T>(work: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { policy, mayRepeat = isTransient, onRetry, gotFurther, signal } = options;
  const { withinMs = Number.POSITIVE_INFINITY } = policy;
  const begin = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (gotFurther?.()) attempt = 1;
      const isLast = attempt >= policy.tries || performance.now() - begin >= withinMs;
      if (signal?.aborted || isLast || !mayRepeat(error)) throw error;
      const pause = pauseMs(policy, attempt, error, Math.random());
      onRetry?.(error as Error, pause);
      await delay(pause, signal);
    }
  }
}

/** @throws the signal's reason when aborted. */
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
