import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FleetCodesBody } from '../../../src/api/fleet/schema.ts';
import { storedReports } from '../../support/stored-reports.ts';
import { startTestApi, type TestApi, withQuery } from '../../support/test-api.ts';

let api: TestApi;
let stored: ReturnType<typeof storedReports>;
beforeAll(async () => {
  api = await startTestApi();
  stored = storedReports(api.stores.db);
});
afterAll(() => api.close());

describe('codes over the fleet', () => {
  const codesOf = async (query: Record<string, string>): Promise<FleetCodesBody> => {
    const { status, body } = await api.call(withQuery('/fleet/codes', query));
    expect(status).toBe(200);
    return body;
  };

  /** Separate fleets, by their platforms. */
  const drives = async (platform: string, list: [vehicle: string, at: string, ...codes: string[]][]) => {
    for (const [vehicle, at, ...codes] of list) {
      const vehicle_id = `${platform}-${vehicle}`;
      await stored.drive({ vehicle_id, platform, at, codes: codes.map((code) => ({ code, count: 2 })) });
    }
  };

  test('show how many vehicles have them, since when, and how often', async () => {
    await drives('bus', [
      ['1', '2026-01-10T00:00:00Z', 'common', 'rare'],
      ['2', '2026-02-11T00:00:00Z', 'common'],
      ['2', '2026-03-12T00:00:00Z', 'common'],
      ['3', '2026-03-31T23:59:59Z'],
    ]);
    const all = await codesOf({ platform: 'bus' });
    expect(all).toMatchObject({ vehicles: 3, batches: 4, bucket: 'month', next_cursor: null });
    expect(all.periods).toEqual([
      { start: '2026-01-01', batches: 1 },
      { start: '2026-02-01', batches: 1 },
      { start: '2026-03-01', batches: 2 },
    ]);
    expect(all.codes).toMatchObject([
      { code: 'common', vehicles: 2, batches: 3, occurrences: 6, since: '2026-01-10T00:00:00.000Z' },
      { code: 'rare', vehicles: 1, batches: 1 },
    ]);
    expect(all.codes[0]?.series.map(({ batches }) => batches)).toEqual([1, 1, 1]);
  });

  test('have the text of the standard, or the one that all vehicles have', async () => {
    const platform = 'texts';
    const drive = (vehicle: string, texts: Record<string, string>) =>
      stored.drive({
        ...{ platform, vehicle_id: `texts-${vehicle}` },
        codes: Object.entries(texts).map(([code, message]) => ({ code, source: 'texts', message })),
      });
    const textOf = async (code: string) =>
      (await codesOf({ platform })).codes.find((one) => one.code === code)?.message;
    await drive('1', {
      P0301: 'P0301 stored in ECU 0x7E8 on CAN 1',
      P1234: 'Valve 3',
      X: 'same',
      Y: 'frame 1 lost',
    });
    await drive('1', { Y: 'frame 2 lost' });
    expect(await textOf('P0301')).toBe('misfire in cylinder 1');
    expect(await textOf('P1234')).toBe('Valve 3');
    expect(await textOf('Y')).toBe('frame 2 lost');
    await drive('2', { P1234: 'Heater', X: 'same' });
    await drive('3', { P1234: 'Valve 3' });
    expect(await textOf('P1234')).toBe('');
    expect(await textOf('X')).toBe('same');
  });

  test.for([
    ['within one month', '2026-01-05T00:00:00Z', '2026-01-19T00:00:00Z', ['a10'], 'day'],
    ['whole months', '2026-02-01T00:00:00Z', '2026-04-01T00:00:00Z', ['b10', 'b25', 'c31'], 'day'],
    ['months and their ends', '2026-01-15T00:00:00Z', '2026-03-31T12:00:00Z', ['a20', 'b10', 'b25'], 'day'],
    ['a long time', '2025-06-15T00:00:00Z', '2026-02-11T00:00:00Z', ['a10', 'a20', 'b10'], 'month'],
    ['nothing', '2026-02-11T00:00:00Z', '2026-02-11T00:00:00Z', [], 'day'],
    ['time zones', '2026-01-20T01:00:00+02:00', '2026-01-20T02:00:00+02:00', ['a20'], 'day'],
  ] as const)('in a window of %s are those of its batches', async ([name, from, to, codes, bucket]) => {
    const platform = `windows of ${name}`;
    await drives(platform, [
      ['1', '2026-01-10T08:00:00Z', 'a10'],
      ['1', '2026-01-19T23:30:00Z', 'a20'],
      ['1', '2026-02-10T08:00:00Z', 'b10'],
      ['2', '2026-02-25T08:00:00Z', 'b25'],
      ['2', '2026-03-31T23:00:00Z', 'c31'],
    ]);
    const found = await codesOf({ platform, created_after: from, created_before: to });
    expect(found.codes.map(({ code }) => code).sort()).toEqual(codes);
    expect([found.batches, found.bucket]).toEqual([codes.length, bucket]);
    expect(found.periods.reduce((sum, { batches }) => sum + batches, 0)).toBe(codes.length);
  });

  test('in a window up to now are those seen in it, as severe as they were in it', async () => {
    const platform = 'up to now';
    const drive = (vehicle: string, at: string, ...codes: { code: string; severity: 'info' | 'error' }[]) =>
      stored.drive({ vehicle_id: `${platform}-${vehicle}`, platform, at, codes });
    await drive('1', '2026-01-10T00:00:00Z', { code: 'gone', severity: 'error' });
    await drive('1', '2026-01-11T00:00:00Z', { code: 'milder', severity: 'error' });
    await drive('1', '2026-03-10T00:00:00Z', { code: 'milder', severity: 'info' });
    await drive('2', '2026-02-20T00:00:00Z', { code: 'both', severity: 'error' });
    await drive('3', '2026-01-20T00:00:00Z', { code: 'both', severity: 'error' });
    await stored.drive({ vehicle_id: `${platform}-3`, platform: 'another', codes: [{ code: 'both' }] });
    const since = { platform, created_after: '2026-02-20T00:00:00Z' };
    const found = await codesOf(since);
    expect(found).toMatchObject({ vehicles: 2, batches: 2 });
    expect(found.codes).toMatchObject([
      { code: 'milder', vehicles: 1, batches: 1, severity: 'info' },
      { code: 'both', vehicles: 1, batches: 1, severity: 'error' },
    ]);
    const severe = await codesOf({ ...since, min_severity: 'error' });
    expect(severe.codes.map(({ code }) => code)).toEqual(['both']);
    expect(await codesOf({ platform, created_after: '2126-01-01T00:00:00Z' })).toMatchObject({
      vehicles: 0,
      batches: 0,
      codes: [],
      periods: [],
    });
  });

  test('rise when more of the later batches have them', async () => {
    const list = Array.from({ length: 24 }, (_, i): [string, string, ...string[]] => [
      `${i % 3}`,
      new Date(Date.UTC(2026, 4, 1 + i)).toISOString(),
      'steady',
      ...(i >= 12 ? ['rising'] : ['falling']),
    ]);
    await drives('trends', list);
    const { codes } = await codesOf({
      platform: 'trends',
      created_after: '2026-05-01T00:00:00Z',
      created_before: '2026-06-01T00:00:00Z',
    });
    for (const { code, trend } of codes) expect(trend).toBe(code);
  });

  test('are paginated, and filtered by severity', async () => {
    const codes = ['p1', 'p2', 'p3', 'p4', 'p5'].map((code, i) => ({
      code,
      severity: i % 2 === 0 ? ('error' as const) : ('info' as const),
    }));
    await stored.drive({ platform: 'pages', codes });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: FleetCodesBody = await codesOf({
        platform: 'pages',
        limit: '2',
        ...(cursor && { cursor }),
      });
      seen.push(...page.codes.map(({ code }) => code));
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen.toSorted()).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
    const severe = await codesOf({ platform: 'pages', min_severity: 'warning' });
    expect(severe.codes.map(({ code }) => code).sort()).toEqual(['p1', 'p3', 'p5']);
  });

  test('stay correct when many reports of one vehicle are stored at once', async () => {
    const vehicle_id = 'busy';
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        stored.drive({
          vehicle_id,
          platform: 'busy',
          at: '2026-01-10T00:00:00Z',
          codes: [{ code: 'busy-a' }, { code: `busy-${i % 3}` }].toSorted(() => (i % 2 === 0 ? 1 : -1)),
        }),
      ),
    );
    const { codes, batches } = await codesOf({ platform: 'busy' });
    expect(batches).toBe(12);
    expect(codes.find(({ code }) => code === 'busy-a')?.batches).toBe(12);
  });

  test.for(['/fleet/codes', '/reports', '/batches'])('%s accepts no time without a date', async (base) => {
    for (const created_after of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00']) {
      const { status, body } = await api.call(withQuery(base, { created_after }));
      expect([status, body.field]).toEqual([400, 'created_after']);
    }
  });

  test.for(['/fleet/codes', '/reports', '/batches'])('%s takes every offset that is in use', async (base) => {
    const statusAt = async (offset: string) =>
      (await api.call(withQuery(base, { created_after: `2026-01-31T12:00:00${offset}` }))).status;
    expect(await Promise.all(['Z', '+14:00', '-12:00', '+15:59', '-15:59'].map(statusAt))).toEqual(
      Array(5).fill(200),
    );
    // PostgreSQL accepts none of 16 hours or more.
    expect(await Promise.all(['+16:00', '-18:24', '+20:47'].map(statusAt))).toEqual(Array(3).fill(400));
  });

  test('a wrong cursor is refused', async () => {
    const { status, body } = await api.call('/fleet/codes?cursor=1.2.3');
    expect([status, body.field]).toEqual([400, 'cursor']);
  });
});
