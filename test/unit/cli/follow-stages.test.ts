import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followStages } from '../../../src/cli/follow-stages.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

type Client = Parameters<typeof followStages>[0];
type View = Parameters<typeof followStages>[2];

const progress = (status: string, processed_files = 0) =>
  ({ run: 1, status, total_files: 3, processed_files, failed_files: 0 }) as Awaited<
    ReturnType<Client['getProgress']>
  >;

test('while nothing moves it is said, once, what the batch waits for', async () => {
  const noted: string[] = [];
  const ignore = () => undefined;
  const view: View = {
    upload: ignore,
    batch: ignore,
    pause: ignore,
    end: ignore,
    note: (line) => noted.push(line),
  };
  let status = 'scattering';
  const end = Promise.withResolvers<void>();
  let sentence = 'It reads.';
  const client = {
    getProgress: async () => progress(status),
    async followBatch(_id, { onMessage }) {
      onMessage({ event: 'progress', id: '', data: progress('scattering', 1) } as never);
      await end.promise;
    },
    getWhy: async () => ({ status, sentence }) as Awaited<ReturnType<Client['getWhy']>>,
  } as Client;
  const over = followStages(client, 'b', view);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(noted).toEqual([]);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(noted).toEqual(['It reads.']);
  sentence = 'The object store does not respond at the moment.';
  await vi.advanceTimersByTimeAsync(5_000);
  expect(noted).toEqual(['It reads.', sentence]);
  status = 'completed';
  end.resolve();
  expect(await over).toMatchObject({ status: 'completed' });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(noted).toHaveLength(2);
});
