import { expect, test } from 'vitest';
import {
  formatHours,
  formatRatePer10Hours,
  greatestRate,
  rateRows,
  shadeOf,
} from '../../../console/src/lib/rate-cells.ts';
import type { FleetSoftwareBody } from '../../../src/api/fleet/software-schema.ts';

const cell = (findings_per_10_h: number | null) => ({
  ...{ batches: 1, recorded_hours: 1, findings: 1, codes: 1 },
  ...{ findings_per_10_h, codes_per_10_h: 1 },
});

test('a shade is a quarter of the greatest rate, and none is no shade', () => {
  expect([null, 0, 0.01, 25, 26, 50, 99, 100].map((rate) => shadeOf(rate, 100))).toEqual([
    ...[0, 0, 1, 1, 2, 2, 4, 4],
  ]);
});

test('all platforms together stand first, where they are asked for', () => {
  const fleet = {
    older: cell(9),
    versions: [{ version: '1', first_at: '', ...cell(3) }],
    platforms: [{ platform: null, cells: [{ version: '1', ...cell(null) }], older: cell(7) }],
  } as unknown as FleetSoftwareBody;
  const rows = rateRows(fleet, true);
  expect(rows.map(({ platform }) => platform)).toEqual([undefined, null]);
  expect(rows[0]?.cells.get('1')?.findings_per_10_h).toBe(3);
  expect(greatestRate(rows)).toBe(9);
  expect(rateRows(fleet, false)).toHaveLength(1);
  expect(rateRows({ ...fleet, platforms: [] }, true)).toEqual([]);
});

test('what was seen is never shown as 0', () => {
  expect([0, 0.04, 0.26, 99.96, 1234.5].map(formatRatePer10Hours)).toEqual([
    '0',
    '< 0.1',
    '0.3',
    '100',
    '1,235',
  ]);
  expect([0, 0.02, 1.25, 250.4].map(formatHours)).toEqual(['0 h', '< 0.1 h', '1.3 h', '250 h']);
});
