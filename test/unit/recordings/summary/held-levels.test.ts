import { describe, expect, test } from 'vitest';
import { HeldLevels } from '../../../../src/recordings/summary/held-levels.ts';

/** Levels of a metric from its values by the second, `[seconds, high, low]`. */
function levelsOf(values: Record<number, number[]>): [number, number, number][] {
  const held = new HeldLevels();
  for (const [second, all] of Object.entries(values))
    for (const [i, value] of all.entries()) held.add(Number(second) * 1000 + i, value);
  return held.levels().map(([seconds, high, , low]) => [seconds, high, low]);
}

const steady = (from: number, to: number, value: number) =>
  Object.fromEntries(Array.from({ length: to - from }, (_, i) => [from + i, [value, value]]));

describe('the level that a metric kept to', () => {
  test('is that of the whole time, not of a moment, and does not depend on what is beside it', () => {
    const dip = { ...steady(0, 600, 12_000), 300: [8_000], 301: [8_000], 302: [8_000] };
    expect(levelsOf(dip)).toEqual([
      [2, 12_000, 8_000],
      [5, 12_000, 12_000],
      [10, 12_000, 12_000],
      [30, 12_000, 12_000],
    ]);
    expect(levelsOf({ ...dip, ...steady(300, 305, 8_000) })[1]).toEqual([5, 12_000, 8_000]);
  });

  test('is the mean of each second, so that a single value counts little', () => {
    expect(levelsOf({ 0: [0, 0, 0, 400], 1: [100, 100] })).toEqual([[2, 100, 100]]);
    expect(levelsOf({ 0: [5], 1: [0, 0, 0, 40] })).toEqual([[2, 5, 10]]);
  });

  test('is known where values come once in five seconds, and unknown across a break', () => {
    expect(levelsOf({ 0: [7], 5: [8], 10: [9] })).toEqual([
      [2, 8, 8],
      [5, 8, 8],
      [10, 7, 9],
    ]);
    expect(levelsOf({ 0: [7], 11: [8] })).toEqual([]);
    expect(levelsOf({ ...steady(0, 4, 7), ...steady(100, 104, 9) })).toEqual([[2, 9, 7]]);
  });

  test('begins where it was first reached, and begins anew when the clock is set back', () => {
    const held = new HeldLevels();
    for (const second of [10, 11, 12, 13, 5, 6, 7]) held.add(second * 1000, second < 10 ? 1 : 2);
    expect(held.levels()).toEqual([[2, 2, '10000000000', 1, '5000000000']]);
  });

  test('is found anywhere in a long recording', () => {
    const long = { ...steady(0, 3_000, 1), ...steady(1_500, 1_530, 9) };
    expect(levelsOf(long)[3]).toEqual([30, 9, 1]);
  });
});
