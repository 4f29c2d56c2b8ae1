import { expect, test } from 'vitest';
import { inLanes } from '../../../src/client/in-lanes.ts';

test('so many at a time, in order, each once', async () => {
  const begun: number[] = [];
  let now = 0;
  let most = 0;
  await inLanes([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    begun.push(item);
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    now -= 1;
  });
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
  await inLanes([], 3, () => Promise.reject(new Error('nothing to do')));
});

test('after a failure nothing new is begun, and what is under way comes to its end', async () => {
  const ended: number[] = [];
  const work = inLanes([1, 2, 3, 4], 2, async (item) => {
    if (item === 1) throw new Error('the first');
    await Promise.resolve();
    ended.push(item);
  });
  await expect(work).rejects.toThrow('the first');
  expect(ended).toEqual([2]);
});
