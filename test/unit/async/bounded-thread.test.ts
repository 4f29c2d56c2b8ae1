import { expect, test } from 'vitest';
import { createBoundedThread } from '../../../src/async/bounded-thread.ts';

test('the bound holds for the whole of the work, also when nothing runs in the thread', async () => {
  const thread = createBoundedThread({
    file: new URL('file:///none'),
    queue: 1,
    timeoutMs: 60_000,
    memoryMb: 64,
    tooMany: (most) => new Error(`${most} are under way`),
    tooLong: () => new Error('too long'),
  });
  const stored = Promise.withResolvers<string>();
  const both = [1, 2].map(() => thread.within(() => stored.promise));
  await expect(thread.within(async () => 'third')).rejects.toThrow('2 are under way');
  stored.resolve('stored');
  expect(await Promise.all(both)).toEqual(['stored', 'stored']);
  expect(await thread.within(async () => 'third')).toBe('third');
  await thread.close();
});
