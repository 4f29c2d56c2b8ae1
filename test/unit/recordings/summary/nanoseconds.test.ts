import { expect, test } from 'vitest';
import { highOf, lowOf, nanoseconds } from '../../../../src/recordings/summary/nanoseconds.ts';

const times = [
  0n,
  1n,
  0xffff_ffffn,
  2n ** 32n,
  1_773_478_800_123_456_789n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];

test.each(times)('%s ns are made of their halves, and have them', (time) => {
  const high = Number(time >> 32n);
  const low = Number(time & 0xffff_ffffn);
  expect(nanoseconds(high, low)).toBe(time);
  expect([highOf(time), lowOf(time)]).toEqual([high, low]);
});

test('a time before zero has a negative upper half', () => {
  expect(nanoseconds(-2, 7)).toBe(-2n * 2n ** 32n + 7n);
  expect([highOf(-1n), lowOf(-1n)]).toEqual([-1, 0xffff_ffff]);
});
