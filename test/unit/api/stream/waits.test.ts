import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWaits } from '../../../../src/api/stream/waits.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Milliseconds that the wait took, with these hints at milliseconds from its beginning. */
async function waited(least: number, most: number, hints: number[], skippedAt?: number): Promise<number> {
  const waits = createWaits();
  const begun = Date.now();
  for (const at of hints) setTimeout(waits.hint, at);
  if (skippedAt !== undefined) setTimeout(waits.skip, skippedAt);
  const over = waits.wait(least, most).then(() => Date.now() - begun);
  await vi.runAllTimersAsync();
  return over;
}

/** Milliseconds at which each of these waits ended, one after the other. */
async function ends(waits: ReturnType<typeof createWaits>, mosts: number[]): Promise<number[]> {
  const begun = Date.now();
  const found: number[] = [];
  const all = (async () => {
    for (const most of mosts) {
      await waits.wait(0, most);
      found.push(Date.now() - begun);
    }
  })();
  await vi.runAllTimersAsync();
  await all;
  return found;
}

describe('a wait', () => {
  test('lasts as long as may be without a hint', async () => {
    expect(await waited(200, 30_000, [])).toBe(30_000);
  });
  test('ends with a hint', async () => {
    expect(await waited(200, 30_000, [4_000])).toBe(4_000);
  });
  test('gathers hints that come early', async () => {
    expect(await waited(200, 30_000, [10, 50])).toBe(200);
  });
  test('ends when it is skipped, however early', async () => {
    expect(await waited(200, 30_000, [], 50)).toBe(50);
    expect(await waited(200, 30_000, [], 5_000)).toBe(5_000);
  });
  test('lasts its least where its most is shorter', async () => {
    expect(await waited(200, 150, [])).toBe(200);
  });
});

test('a hint during the look before shortens the next wait, and only that one', async () => {
  const waits = createWaits();
  waits.hint();
  expect(await ends(waits, [1_000, 1_000])).toEqual([0, 1_000]);
});

test('a skip during the look before skips the next wait, and only that one', async () => {
  const waits = createWaits();
  waits.skip();
  expect(await ends(waits, [1_000, 1_000])).toEqual([0, 1_000]);
  expect(vi.getTimerCount()).toBe(0);
});
