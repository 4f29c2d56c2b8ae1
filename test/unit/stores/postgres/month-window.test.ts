import fc from 'fast-check';
import { expect, test } from 'vitest';
import { monthWindow } from '../../../../src/stores/postgres/month-window.ts';

test.for([
  ['open at both ends', {}, { months: {}, edges: [] }],
  [
    'months and what is left at the ends',
    { from: '2026-01-15T00:00:00.000Z', to: '2026-04-02T00:00:00.000Z' },
    {
      months: { from: '2026-02-01', to: '2026-04-01' },
      edges: [
        { from: '2026-01-15T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' },
        { from: '2026-04-01T00:00:00.000Z', to: '2026-04-02T00:00:00.000Z' },
      ],
    },
  ],
  [
    'within two months that are next to each other',
    { from: '2026-01-15T00:00:00.000Z', to: '2026-02-02T00:00:00.000Z' },
    { edges: [{ from: '2026-01-15T00:00:00.000Z', to: '2026-02-02T00:00:00.000Z' }] },
  ],
  [
    'whole months',
    { from: '2025-12-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' },
    { months: { from: '2025-12-01', to: '2026-01-01' }, edges: [] },
  ],
  ['empty', { from: '2026-02-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' }, { edges: [] }],
] as const)('a window that is %s', ([, window, split]) => {
  expect(monthWindow(window)).toEqual(split);
});

test('exactly the times of a window are in one of its parts', () => {
  const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(time, time, time, (from, to, at) => {
      const { months, edges } = monthWindow({ from: from.toISOString(), to: to.toISOString() });
      const month = at.toISOString().slice(0, 7);
      const inMonths =
        months !== undefined && `${month}-01` >= (months.from ?? '') && `${month}-01` < (months.to ?? '9');
      const parts = edges.filter((edge) => +at >= Date.parse(edge.from) && +at < Date.parse(edge.to)).length;
      expect(parts + (inMonths ? 1 : 0)).toBe(at >= from && at < to ? 1 : 0);
    }),
  );
});
