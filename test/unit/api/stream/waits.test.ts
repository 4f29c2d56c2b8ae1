import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWaits, untilNextLook } from '../../../../src/api/stream/waits.ts';

const open = () => new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Milliseconds that the wait took, with these hints at milliseconds from its beginning. */
async function waited(least: number, most: number, hints: number[], closedAt?: number): Promise<number> {
  const closed = new AbortController();
  const waits = createWaits(closed.signal);
  const begun = Date.now();
  for (const at of hints) setTimeout(waits.hint, at);
  if (closedAt !== undefined) setTimeout(() => closed.abort(), closedAt);
  const over = waits.wait(least, most).then(() => Date.now() - begun);
  await vi.runAllTimersAsync();
  return over;
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
  test('ends when the stream is closed, however early', async () => {
    expect(await waited(200, 30_000, [], 50)).toBe(50);
    expect(await waited(200, 30_000, [], 5_000)).toBe(5_000);
  });
  test('lasts its least where its most is shorter', async () => {
    expect(await waited(200, 150, [])).toBe(200);
  });
});

test('a hint during the look before shortens the next wait, and only that one', async () => {
  const waits = createWaits(open());
  waits.hint();
  const ends: number[] = [];
  const begun = Date.now();
  const two = (async () => {
    for (const most of [1_000, 1_000]) {
      await waits.wait(0, most);
      ends.push(Date.now() - begun);
    }
  })();
  await vi.runAllTimersAsync();
  await two;
  expect(ends).toEqual([0, 1_000]);
});

test('a stream that is closed waits for nothing', async () => {
  await createWaits(AbortSignal.abort()).wait(200, 30_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('watchers of one batch look at the same moments, those of another at others', () => {
  const [one, other] = ['0198c0de-0000-7000-8000-00000000000a', '0198c0de-0000-7000-8000-0000000f000b'];
  const moment = (id: string, now: number) => now + untilNextLook(id, 30_000, now);
  for (const now of [1_000, 1_001, 9_999]) expect(moment(one, now)).toBe(moment(one, 1_000));
  expect(moment(other, 1_000)).not.toBe(moment(one, 1_000));
  expect(untilNextLook(one, 30_000, moment(one, 1_000))).toBe(30_000);
});
