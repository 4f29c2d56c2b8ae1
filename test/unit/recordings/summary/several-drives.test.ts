import { expect, test } from 'vitest';
import { severalDrives } from '../../../../src/recordings/summary/several-drives.ts';

const day = 24 * 3600 * 1000;
const start = Date.UTC(2025, 10, 12);
/** Segments of a minute, on these days. */
const on = (...days: number[]) =>
  days.map((at, index) => ({ index, minMs: start + at * day, maxMs: start + at * day + 60_000 }));
const inOrder = [{ outOfOrder: 0 }];

test('drives on three days are no clock that was set', () => {
  const [code, place] = severalDrives(on(0, 2, 5), inOrder) ?? [];
  expect(code).toMatchObject({ code: 'clock: several drives', source: 'clock', severity: 'info' });
  expect(code?.message).toMatch(/^3 drives /);
  expect(place).toEqual({ timeNs: BigInt(start + 2 * day) * 1_000_000n, topic: '' });
});

test('drives on more days than are told apart are not counted', () => {
  const days = Array.from({ length: 16 }, (_, at) => 2 * at);
  expect(severalDrives(on(...days), inOrder)?.[0].message).toMatch(/^16 or more drives /);
});

test.each([
  ['one leap', on(0, 2), inOrder],
  ['a day before the others behind them', on(2, 5, 0), inOrder],
  ['a year between them', on(0, 2, 400), inOrder],
  ['times that fall back', on(0, 2, 5), [{ outOfOrder: 0 }, { outOfOrder: 1 }]],
  ['times from before 2000', on(-10_000, -9_990, -9_980), inOrder],
])('%s is another matter', (_, segments, trackers) => {
  expect(severalDrives(segments, trackers)).toBeUndefined();
});
