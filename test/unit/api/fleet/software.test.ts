import { describe, expect, test } from 'vitest';
import { softwareMatrix } from '../../../../src/api/fleet/software-matrix.ts';
import { oldestFirst } from '../../../../src/api/fleet/software-order.ts';
import { isEnough, withRates } from '../../../../src/api/fleet/software-rates.ts';
import { mainComponent, monthsAgo } from '../../../../src/api/fleet/software-routes.ts';

const hour = 3_600_000;
const sums = { batches: 3, recorded_ms: 20 * hour, findings: 5, codes: 30 };

describe('versions', () => {
  const ordered = (...versions: string[]) =>
    oldestFirst(versions.map((version, i) => ({ version, first_at: `2026-01-0${i + 1}T00:00:00.000Z` }))).map(
      ({ version }) => version,
    );

  test.each([
    ['by number, not by letters', ['1.10.0', '1.9.2', '1.9'], ['1.9', '1.9.2', '1.10.0']],
    ['with and without a v', ['v2.0', '1.9', 'V10.0'], ['1.9', 'v2.0', 'V10.0']],
    ['behind a name that all have', ['VAN-1.10.0', 'VAN-0.9.0'], ['VAN-0.9.0', 'VAN-1.10.0']],
    ['by when they were seen if they are named differently', ['VAN-1.1', 'BUS-1.0'], ['VAN-1.1', 'BUS-1.0']],
    ['pre-releases before their release', ['1.2.0', '1.2.0-rc1', '1.1.9'], ['1.1.9', '1.2.0-rc1', '1.2.0']],
    ['equals as they were seen', ['1.0 b', '1.0 a'], ['1.0 b', '1.0 a']],
    ['by when they were seen if one has no numbers', ['1.10', 'f3a9', '1.9'], ['1.10', 'f3a9', '1.9']],
    ['numbers of any length', ['1.99999999999999999999', '1.100000000000000000000'], undefined],
  ])('%s', (_, given, expected) => {
    expect(ordered(...given)).toEqual(expected ?? given);
  });
});

describe('rates', () => {
  test('are in ten hours recorded', () => {
    expect(withRates(sums)).toEqual({
      ...{ batches: 3, recorded_hours: 20, findings: 5, codes: 30 },
      ...{ findings_per_10_h: 2.5, codes_per_10_h: 15 },
    });
  });

  test('are none with less than an hour', () => {
    const little = withRates({ ...sums, recorded_ms: hour - 1 });
    expect([little.findings_per_10_h, little.codes_per_10_h]).toEqual([null, null]);
    expect([isEnough({ recorded_ms: hour - 1 }), isEnough({ recorded_ms: hour })]).toEqual([false, true]);
  });
});

test('a matrix has its platforms and versions in the given order, and the rest apart', () => {
  const versions = [
    { id: 7, version: '1' },
    { id: 3, version: '2' },
  ];
  const cells = [
    { ...sums, platform: 'b', version_id: 3 },
    { ...sums, platform: 'b', version_id: 7 },
    { ...sums, platform: '', version_id: null, batches: 9 },
    { ...sums, platform: 'a', version_id: 3 },
  ];
  expect(
    softwareMatrix(['b', 'a', ''], versions, cells).map(({ platform, cells: own, older }) => [
      platform,
      own.map(({ version }) => version),
      older?.batches,
    ]),
  ).toEqual([
    ['b', ['1', '2'], undefined],
    ['a', ['2'], undefined],
    [null, [], 9],
  ]);
});

test('the main component is that of most batches, of equals the one that names the whole software', () => {
  const of = (component: string, batches: number) => ({ component, batches, versions: 1 });
  expect(mainComponent([])).toBe(null);
  expect(mainComponent([of('os', 4), of('software', 4), of('planner', 3)])).toBe('software');
  expect(mainComponent([of('software', 4), of('planner', 5)])).toBe('planner');
});

test('months begin on their first day, in UTC', () => {
  const now = new Date('2026-03-31T23:30:00-05:00');
  expect([0, 1, 4, 120].map((months) => monthsAgo(months, now))).toEqual([
    ...['2026-04-01', '2026-03-01', '2025-12-01', '2016-04-01'],
  ]);
});
