import { expect, test } from 'vitest';
import { type Held, mergeHeld } from '../../../../src/diagnosis/gather/held.ts';
import { sighting } from '../../../support/diagnosis/aggregates.ts';

const held = (seconds: number, high: number, low: number, file_name: string): Held => ({
  seconds,
  high_milli: high,
  high_at: sighting({ file_name }),
  low_milli: low,
  low_at: sighting({ file_name }),
});
const short = (all: readonly Held[]) =>
  all.map(({ seconds, high_milli, high_at, low_milli, low_at }) =>
    [seconds, high_milli, high_at.file_name, low_milli, low_at.file_name].join(' '),
  );

test('of levels that several files kept to, the more extreme ones count, each with its place', () => {
  const [a, b] = [[held(5, 9, 4, 'a')], [held(5, 8, 3, 'b')]];
  expect(short(mergeHeld(a, b))).toEqual(['5 9 a 3 b']);
  expect(short(mergeHeld(b, a))).toEqual(['5 9 a 3 b']);
});

test('of equal levels the earlier place counts', () => {
  const [a, b] = [[held(5, 9, 4, 'a')], [held(5, 9, 4, 'b')]];
  for (const merged of [mergeHeld(a, b), mergeHeld(b, a)]) expect(short(merged)).toEqual(['5 9 a 4 a']);
});

test('lengths that only one file has stay, in their order', () => {
  expect(short(mergeHeld([held(10, 1, 1, 'a')], [held(2, 2, 2, 'b')]))).toEqual(['2 2 b 2 b', '10 1 a 1 a']);
});
