import { expect, test } from 'vitest';
import { parseAhead } from '../../../src/activities/parse-ahead.ts';
import { testLogger } from '../../support/test-logger.ts';

/** The loop over a table without files; `looks` counts how often it asked. */
function idle() {
  const stopping = new AbortController();
  const state = { looks: 0, hint: () => {}, hinted: true };
  const running = parseAhead(
    {
      ahead: {
        take: async () => {
          state.looks += 1;
          return undefined;
        },
        stateOf: async () => 'over',
        keep: async () => undefined,
      },
      summaries: { present: async () => new Set<string>() },
      databasesOf: async () => [],
      parsing: { summariseAhead: async () => undefined, forget: () => undefined },
      onHint: (listener) => {
        state.hint = listener;
        return () => {
          state.hinted = false;
        };
      },
      lanes: 1,
      onKept: () => undefined,
      logger: testLogger(),
    },
    stopping.signal,
  );
  return { state, stopping, running };
}

test('a hint ends the pause, and the end of the worker ends loop and hints', async () => {
  const { state, stopping, running } = idle();
  const begun = performance.now();
  for (let nth = 0; nth < 100; nth += 1) {
    state.hint();
    await new Promise(setImmediate);
  }
  // Without hints it looks each 200 ms.
  expect(state.looks).toBeGreaterThan(1 + (performance.now() - begun) / 200);
  stopping.abort();
  await running;
  expect(state.hinted).toBe(false);
});
