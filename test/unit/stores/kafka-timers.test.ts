import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import '../../../src/stores/kafka-timers.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** What its timers read of a queue. */
const queue = (members: object) =>
  Object.assign(Object.create(RequestQueue.prototype) as RequestQueue, {
    ...{ pending: [], throttledUntil: -1, throttleCheckTimeoutId: null },
    ...members,
  });

test('a connection sets a timer while requests wait or the broker throttles it, and else none', () => {
  queue({}).scheduleCheckPendingRequests();
  expect(vi.getTimerCount()).toBe(0);
  queue({ pending: [{}] }).scheduleCheckPendingRequests();
  expect(vi.getTimerCount()).toBe(1);
  queue({ throttledUntil: Date.now() + 1_000 }).scheduleCheckPendingRequests();
  expect(vi.getTimerCount()).toBe(2);
});
