import { expect, test } from 'vitest';
import { createSharedCounts } from '../../../../src/api/http/access/shared-counts.ts';

const logger = { debug: () => undefined };
const anHour = 3_600_000;

/** A store in memory, which can be away. */
function memory() {
  const values = new Map<string, number>();
  const state = { away: false, calls: 0 };
  const store = {
    async addCounts(amounts: readonly (readonly [string, number])[]): Promise<number[]> {
      state.calls += 1;
      if (state.away) throw new Error('away');
      return amounts.map(([key, amount]) => {
        values.set(key, (values.get(key) ?? 0) + amount);
        return values.get(key) ?? 0;
      });
    },
  };
  return { state, store };
}

test('processes learn what the others have counted, and count alone while the store is away', async () => {
  const { state, store } = memory();
  const [one, two] = [0, 1].map(() => createSharedCounts('a', anHour, { store, logger }));
  if (!one || !two) throw new Error('there are two');
  one.add('truck-1', 3);
  two.add('truck-1', 2);
  await one.exchange();
  await two.exchange();
  expect([one.of('truck-1'), two.of('truck-1')]).toEqual([3, 5]);
  await one.exchange();
  expect([one.of('truck-1'), one.of('truck-2')]).toEqual([5, 0]);

  state.away = true;
  one.add('truck-1', 10);
  await one.exchange();
  expect([one.of('truck-1'), two.of('truck-1')]).toEqual([15, 5]);
  state.away = false;
  one.of('truck-1');
  await one.exchange();
  two.of('truck-1');
  await two.exchange();
  expect(two.of('truck-1')).toBe(15);
  one.close();
  two.close();
});

test('the store is asked for nothing that nobody asked for', async () => {
  const { state, store } = memory();
  const counts = createSharedCounts('a', anHour, { store, logger });
  counts.add('truck-1', 1);
  await counts.exchange();
  const { calls } = state;
  await counts.exchange();
  expect(state.calls).toBe(calls);
  expect(counts.secondsLeft()).toBeGreaterThan(0);
  counts.close();
});
