import { expect, test } from 'vitest';
import { createLatestFlight } from '../../../src/async/latest-flight.ts';

/** Loads that end on request; each returns its number. */
function manual() {
  const ends: (() => void)[] = [];
  const load = () =>
    new Promise<number>((resolve) => {
      const number = ends.length + 1;
      ends.push(() => resolve(number));
    });
  return { ends, load };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a caller that arrives while a request is in flight shares the next one, not this one', async () => {
  const { ends, load } = manual();
  const ask = createLatestFlight<number>();
  const first = ask('a', load);
  const late = [ask('a', load), ask('a', load)];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  expect(await first).toBe(1);
  await turn();
  expect(ends).toHaveLength(2);
  const later = ask('a', load);
  ends[1]?.();
  expect(await Promise.all(late)).toEqual([2, 2]);
  await turn();
  ends[2]?.();
  expect(await later).toBe(3);
});

test('a failed request does not prevent the next one, and other keys do not wait', async () => {
  const { ends, load } = manual();
  const ask = createLatestFlight<number>();
  const failing = ask('a', () => Promise.reject(new Error('away')));
  const next = ask('a', load);
  const other = ask('b', load);
  await expect(failing).rejects.toThrow('away');
  await turn();
  for (const end of ends) end();
  expect((await Promise.all([next, other])).sort()).toEqual([1, 2]);
});
