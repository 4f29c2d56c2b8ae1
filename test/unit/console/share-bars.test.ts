import { expect, test } from 'vitest';
import { shareBars } from '../../../console/src/lib/share-bars.ts';

test('a code has its share of the batches in each bucket that has some', () => {
  const periods = [
    { start: '2026-01-01', batches: 4 },
    { start: '2026-02-01', batches: 0 },
    { start: '2026-03-01', batches: 10 },
  ];
  expect(shareBars(periods, [{ start: '2026-03-01', batches: 5 }])).toEqual([
    { start: '2026-01-01', batches: 0, all: 4, share: 0 },
    { start: '2026-03-01', batches: 5, all: 10, share: 0.5 },
  ]);
});

test('a batch that came between the two counts is no share above one', () => {
  const [bar] = shareBars([{ start: '2026-01-01', batches: 2 }], [{ start: '2026-01-01', batches: 3 }]);
  expect(bar?.share).toBe(1);
});
