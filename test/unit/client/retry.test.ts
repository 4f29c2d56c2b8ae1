import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, apiErrorFrom } from '../../../src/client/api-error.ts';
import { brief, delay, isTransient, patient, pauseMs, withRetries } from '../../../src/client/retry.ts';

afterEach(() => {
  vi.useRealTimers();
});

const answer = (status: number, retryAfter?: string) => apiErrorFrom(status, '', retryAfter);

test('temporary failures are retried, refusals are not', () => {
  const transient = [0, 408, 425, 429, 500, 502, 503, 504];
  const lasting = [400, 401, 404, 409, 413, 415, 422, 501, 505, 507];
  expect(transient.filter((status) => isTransient(answer(status)))).toEqual(transient);
  expect(lasting.filter((status) => isTransient(answer(status)))).toEqual([]);
  expect(isTransient(new ApiError(423, 'upload_locked', 'Another request writes to this upload.'))).toBe(
    true,
  );
  expect(isTransient(new TypeError('a fault of our own'))).toBe(false);
});

test('pauses double up to a maximum, and half of each is random', () => {
  const pauses = [1, 2, 3, 7, 8, 30].map((attempt) => pauseMs(patient, attempt, answer(503), 1));
  expect(pauses).toEqual([500, 1_000, 2_000, 32_000, 60_000, 60_000]);
  expect(pauseMs(patient, 3, answer(503), 0)).toBe(1_000);
});

test('Retry-After is honoured where it is longer, in seconds or as a date, up to ten minutes', () => {
  expect(pauseMs(patient, 1, answer(503, '7'), 1)).toBe(7_000);
  expect(pauseMs(patient, 4, answer(503, '1'), 1)).toBe(4_000);
  expect(pauseMs(patient, 1, answer(429, '86400'), 1)).toBe(600_000);
  expect(pauseMs(patient, 1, answer(503, 'soon'), 1)).toBe(500);
  const date = new Date(Date.now() + 20_000).toUTCString();
  expect(pauseMs(patient, 1, answer(503, date), 1)).toBeGreaterThan(15_000);
});

test('the last error is thrown when no attempts are left, and the pauses are announced', async () => {
  const work = vi.fn(() => Promise.reject(answer(503)));
  const pauses: number[] = [];
  const policy = { tries: 3, firstMs: 2, maxMs: 4 };
  await expect(
    withRetries(work, { policy, onRetry: (_, pause) => pauses.push(pause) }),
  ).rejects.toBeInstanceOf(ApiError);
  expect(work).toHaveBeenCalledTimes(3);
  expect(pauses).toHaveLength(2);
});

test('attempts that hang are not repeated beyond the time of their policy', async () => {
  vi.useFakeTimers();
  const hangs = vi.fn(async () => {
    await delay(10_000);
    throw answer(503, '5');
  });
  const refused = vi.fn(() => Promise.reject(answer(503, '5')));
  const both = Promise.allSettled([hangs, refused].map((work) => withRetries(work, { policy: brief })));
  await vi.runAllTimersAsync();
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(hangs).toHaveBeenCalledTimes(1);
  expect(refused).toHaveBeenCalledTimes(2);
});

test('whatever gets further in between may be tried as often again', async () => {
  const progress = [false, true, false, true, false, false];
  const work = vi.fn(() => Promise.reject(answer(503)));
  const gotFurther = () => progress.shift() ?? false;
  const policy = { tries: 3, firstMs: 1, maxMs: 1 };
  await expect(withRetries(work, { policy, gotFurther })).rejects.toBeInstanceOf(ApiError);
  expect(work).toHaveBeenCalledTimes(6);
});

test('an abort ends the wait for the next attempt', async () => {
  const stop = new AbortController();
  const policy = { tries: 2, firstMs: 3_600_000, maxMs: 3_600_000 };
  const waiting = withRetries(() => Promise.reject(answer(503)), {
    policy,
    signal: stop.signal,
    onRetry: () => queueMicrotask(() => stop.abort(new Error('enough'))),
  });
  await expect(waiting).rejects.toThrow('enough');
});
