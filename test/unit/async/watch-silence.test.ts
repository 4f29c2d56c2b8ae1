import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchSilence } from '../../../src/async/watch-silence.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server that answers at once, or not at all. */
function watched() {
  const server = { answers: true, asked: 0 };
  const said: string[] = [];
  const watch = watchSilence({
    async ask(withinMs) {
      server.asked += 1;
      if (server.answers) return true;
      return new Promise((resolve) => setTimeout(resolve, withinMs, false));
    },
    onSilent: () => said.push('silent'),
    onBack: () => said.push('back'),
  });
  return { server, said, watch };
}

test('nothing is asked while all that waits is served soon', async () => {
  const { server, watch } = watched();
  for (let round = 0; round < 20; round += 1) {
    const served = watch.begin();
    await vi.advanceTimersByTimeAsync(900);
    served();
  }
  expect(server.asked).toBe(0);
});

test('what takes long is no silence, and the server is asked about once a second', async () => {
  const { server, said, watch } = watched();
  watch.begin();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said).toEqual([]);
  expect(server.asked).toBeLessThanOrEqual(10);
});

test('silence and its end are said once each, with nobody waiting any more', async () => {
  const { server, said, watch } = watched();
  server.answers = false;
  const done = watch.begin();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(said).toEqual(['silent']);
  done();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(said).toEqual(['silent']);
  expect(watch.isSilent()).toBe(true);
  server.answers = true;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(said).toEqual(['silent', 'back']);
  const { asked } = server;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(server.asked).toBe(asked);
});

test('a process that was too busy to hear the answer does not call the server silent', async () => {
  const { server, said, watch } = watched();
  server.answers = false;
  watch.begin();
  await vi.advanceTimersByTimeAsync(3_500);
  const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 5_000);
  await vi.advanceTimersByTimeAsync(600);
  expect(said).toEqual([]);
  clock.mockRestore();
});
