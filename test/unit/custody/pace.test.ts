import { expect, test, vi } from 'vitest';
import { createPace } from '../../../src/custody/pace.ts';

/** Waits pass at once, on the clock that the pace looks at. */
vi.mock('node:timers/promises', () => ({
  setTimeout: async (ms: number) => {
    vi.advanceTimersByTime(ms);
  },
}));

test('a pace lets no more bytes pass than its rate, and catches up after a pause of the other side', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const begun = performance.now();
    const pace = createPace(1_000, new AbortController().signal);
    await pace(500);
    expect(performance.now() - begun).toBe(500);
    vi.advanceTimersByTime(2_000);
    await pace(1_500);
    expect(performance.now() - begun).toBe(2_500);
    await pace(1_000);
    expect(performance.now() - begun).toBe(3_000);
  } finally {
    vi.useRealTimers();
  }
});

test('it ends with the reason of its signal', async () => {
  const stop = new AbortController();
  stop.abort(new Error('the worker stops'));
  await expect(createPace(1, stop.signal)(1)).rejects.toThrow('the worker stops');
});
