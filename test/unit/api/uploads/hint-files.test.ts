import { expect, test, vi } from 'vitest';
import { createFilesHint } from '../../../../src/api/uploads/hint-files.ts';

test('files that come together are one hint, and a lost one is nobody’s trouble', async () => {
  vi.useFakeTimers();
  let hints = 0;
  const redis = {
    publishFilesWaiting: async () => {
      hints += 1;
      throw new Error('away');
    },
  };
  const hint = createFilesHint(redis, { debug: () => undefined });
  hint();
  hint();
  expect(hints).toBe(1);
  await vi.advanceTimersByTimeAsync(50);
  hint();
  expect(hints).toBe(2);
  vi.useRealTimers();
});
