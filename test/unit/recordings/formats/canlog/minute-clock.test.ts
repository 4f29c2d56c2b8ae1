import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MinuteClock } from '../../../../../src/recordings/formats/canlog/minute-clock.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

/** What a clock of one minute shows of times since its start. */
const shown = (times: readonly number[]) => times.map((ms) => ms % 60_000);
const read = (times: readonly number[]) => {
  const clock = new MinuteClock();
  return { times: times.map((ms) => clock.next(ms)), stray: clock.stray };
};
const every = (step: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => from + i * step);

describe('a clock that begins anew each minute', () => {
  test('goes on, whatever the distance of its lines', () => {
    const steps = fc.record({
      step: fc.integer({ min: 1, max: 2000 }),
      spread: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(steps, ({ step, spread }) => {
        const times = every(step, 300).map((ms, i) => Math.round(ms + (i % 2) * step * 0.4 * spread));
        expect(read(shown(times))).toEqual({ times, stray: 0 });
      }),
      { numRuns: 200 },
    );
  });

  test('goes on behind a pause over the end of the minute, of which the first lines are in doubt', () => {
    const times = [...every(10, 1000, 30_000), ...every(10, 100, 65_000)];
    const found = read(shown(times));
    expect(found.stray).toBe(0);
    expect(found.times.slice(1003)).toEqual(times.slice(1003));
    expect(found.times.slice(1000, 1003)).toEqual([39_990, 39_990, 39_990]);
  });

  test('goes on from the first lines on, when nothing is known of its pace', () => {
    expect(read([40_000, 10_000, 10_500])).toEqual({ times: [40_000, 70_000, 70_500], stray: 0 });
  });

  test('takes a line out of order at the end of a minute for one of that minute', () => {
    const times = [...every(10, 100, 59_020), 60_009, 59_999, 60_020];
    expect(read(shown(times)).times.slice(-3)).toEqual([60_009, 59_999, 60_020]);
  });

  test.each([
    ['too early', [1944], 0],
    ['too early, several in a row', [0, 1703, 1710], 0],
    ['too late', [55_000], 55_000],
    ['beyond a minute', [65_472], 65_472],
  ])('reads a garbled time, %s, without going on from it', (_, garbled, late) => {
    const before = every(3, 200, 26_000);
    const after = every(3, 200, 26_600);
    const { times, stray } = read([...before, ...garbled, ...after]);
    expect(stray).toBe(garbled.length);
    expect(times.slice(0, 200)).toEqual(before);
    expect(times.slice(200, 200 + garbled.length)).toEqual(garbled.map(() => late || before.at(-1)));
    expect(times.slice(-200)).toEqual(after);
  });
});

test('a log of CANHacker with garbled times says so', async () => {
  const line = (ms: number) =>
    `${String(ms / 1000)
      .padStart(6, '0')
      .replace('.', ',')} 1F3      1 2A   `;
  const lines = (garbled: number) =>
    every(7, 300, 26_001).flatMap((ms, i) => (i % 50 === 40 && i < garbled * 50 ? [ms, 1943] : [ms]));
  const found = async (garbled: number) => {
    const rows = lines(garbled).map((ms) =>
      line(ms).replace(/^(\d+),(\d+)/, (_, s, f) => `${s},${f.padEnd(3, '0')}`),
    );
    const { codes, span, message_count } = await summarise(
      Buffer.from(['Time   ID     DLC Data                    Comment', ...rows, ''].join('\n')),
    );
    expect(message_count).toBe(300 + garbled);
    expect(span).toMatchObject({ start_ns: '26001000000', end_ns: '28094000000' });
    return codes.map(({ code, message }) => `${code}: ${message}`);
  };
  expect(await found(5)).toEqual([expect.stringMatching(/^clock: stray times: 5 lines bear a time/)]);
  expect(await found(1)).toEqual([]);
});
