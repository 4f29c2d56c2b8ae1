import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FleetCodesBody } from '../../src/api/schemas/fleet.ts';
import type { ReportPageBody } from '../../src/api/schemas/report.ts';
import { batchOf } from '../report/report-with.ts';
import { storedReports } from '../support/stored-reports.ts';
import { startTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
let stored: ReturnType<typeof storedReports>;
beforeAll(async () => {
  api = await startTestApi();
  stored = storedReports(api.stores.db);
});
afterAll(() => api.close());

const path = (base: string, query: Record<string, string>) => `${base}?${new URLSearchParams(query)}`;

describe('reports', () => {
  const found = async (query: Record<string, string>) => {
    const { status, body } = await api.call(path('/reports', query));
    expect(status).toBe(200);
    return (body as ReportPageBody).reports.map(({ batch_id }) => batch_id);
  };

  test.for([
    ['code', { code: 'P0420' }],
    ['software version', { version: '7.3.1' }],
    ['version of a component', { component: 'planner', version: '7.3.1' }],
    ['platform', { platform: 'van' }],
    ['words of a finding, in any case and order', { text: 'CATALYST efficiency' }],
    ['the beginning of a word', { text: 'cataly' }],
    ['the text of a code', { text: 'oxygen sensor' }],
    ['words in Cyrillic', { text: 'аккумулятор' }],
    ['a part of an unspaced script', { text: '电池电压' }],
    ['a single character of it', { text: '压' }],
    ['words with accents, composed or not', { text: 'u\u0308berhitzt' }],
    ['all at once', { code: 'P0420', platform: 'van', text: 'catalyst', severity: 'error' }],
  ] as const)('are found by %s', async ([, query]) => {
    const mine = await stored.drive({
      platform: 'van',
      codes: [{ code: 'P0420', source: 'obd', message: 'Oxygen sensor of bank 1' }],
      findings: [
        { title: 'Catalyst: efficiency low' },
        { title: 'Аккумулятор разряжен' },
        { title: '动力电池电压低' },
        { description: 'Motor \u00fcberhitzt' },
      ],
      versions: [{ component: 'planner', version: '7.3.1' }],
      verdict: { severity: 'error', sentence: 'Bad.' },
    });
    const other = await stored.drive({ versions: [{ component: 'other', version: '7.3.2' }] });
    const batches = await found(query);
    expect(batches).toContain(mine.batch_id);
    expect(batches).not.toContain(other.batch_id);
  });

  test('are not found by what is not in them, nor by the signs of a query language', async () => {
    await stored.drive({ findings: [{ title: 'Catalyst' }] });
    for (const text of ['catalyst & !zebra', "' | 'zebra", '池压', '***']) {
      expect(await found({ text })).toEqual([]);
    }
  });

  test('are found by the time they were made, page by page', async () => {
    const made = [];
    for (let index = 0; index < 5; index += 1) {
      made.push(await stored.drive({ codes: [{ code: 'paged' }] }));
    }
    const pages: string[][] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { code: 'paged', limit: '2', ...(cursor && { cursor }) };
      const { body } = await api.call(path('/reports', query));
      pages.push(body.reports.map((one: { batch_id: string }) => one.batch_id));
      cursor = body.next_cursor;
    } while (cursor);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(made.map(({ batch_id }) => batch_id).reverse());
    const future = new Date(Date.now() + 60_000).toISOString();
    expect(await found({ code: 'paged', created_before: future })).toHaveLength(5);
    expect(await found({ code: 'paged', created_after: future })).toEqual([]);
  });

  test.for(['code', 'version', 'text', 'created_after'])(
    'a wrong %s is refused by its name',
    async (field) => {
      const { status, body } = await api.call(path('/reports', { [field]: 'a\u0000b' }));
      expect([status, body.code, body.field]).toEqual([400, 'validation', field]);
    },
  );
});

describe('comparing', () => {
  test('with the drive before tells what is new and gone', async () => {
    const first = await stored.drive({ codes: [{ code: 'old' }] });
    const { vehicle_id } = first;
    const second = await stored.drive({ vehicle_id, codes: [{ code: 'fresh' }] });
    const { body } = await api.call(`/batches/${second.batch_id}/report?compare=previous`);
    expect(body.diagnosis_id).toBe(second.diagnosis_id);
    expect(body.changes).toMatchObject({
      compared_with: 'previous',
      before: { batch_id: first.batch_id },
      error_codes: { new: [{ code: 'fresh' }], gone: [{ code: 'old' }] },
    });
    const page = await api.call(`/batches/${second.batch_id}/report?compare=previous&format=html`);
    expect(page.text).toContain('Changes since the drive before');
  });

  test('with another run tells what changed in the batch', async () => {
    const first = await stored.drive({ codes: [{ code: 'old' }] });
    await stored.again(first.batch_id, { codes: [] });
    const { body } = await api.call(`/batches/${first.batch_id}/report?compare=run:1`);
    expect(body.changes).toMatchObject({
      compared_with: 'run',
      before: { run: 1 },
      after: { run: 2 },
      error_codes: { gone: [{ code: 'old' }] },
    });
  });

  test('can be chosen from what there is: the runs, and the drive before', async () => {
    const first = await stored.drive({ verdict: { severity: 'error', sentence: 'Hot.' } });
    const { batch_id, vehicle_id } = await stored.drive({ vehicle_id: first.vehicle_id });
    await stored.again(batch_id, {});
    const { status, body } = await api.call(`/batches/${batch_id}/reports`);
    expect(status).toBe(200);
    expect(body.reports.map(({ run }: { run: number }) => run)).toEqual([2, 1]);
    expect(body.previous).toMatchObject({
      ...{ batch_id: first.batch_id, run: 1, severity: 'error', sentence: 'Hot.' },
    });
    expect((await api.call(`/batches/${first.batch_id}/reports`)).body.previous).toBeNull();
    const { id } = await api.stores.batches.create({ ...batchOf(vehicle_id), platform: null });
    expect((await api.call(`/batches/${id}/reports`)).body).toMatchObject({
      ...{ reports: [], previous: { batch_id, run: 2 } },
    });
    expect((await api.call('/batches/01890000-0000-7000-8000-000000000000/reports')).status).toBe(404);
  });

  test('with what is not there is answered clearly', async () => {
    const { batch_id } = await stored.drive();
    const first = await api.call(`/batches/${batch_id}/report?compare=previous`);
    expect([first.status, first.body.code]).toEqual([404, 'not_found']);
    expect(first.body.error).toContain('nothing to compare with');
    const run = await api.call(`/batches/${batch_id}/report?compare=run:7`);
    expect([run.status, run.body.code]).toEqual([404, 'not_found']);
    const wrong = await api.call(`/batches/${batch_id}/report?compare=run:x`);
    expect([wrong.status, wrong.body.field]).toEqual([400, 'compare']);
  });
});

describe('codes over the fleet', () => {
  const codesOf = async (query: Record<string, string>): Promise<FleetCodesBody> => {
    const { status, body } = await api.call(path('/fleet/codes', query));
    expect(status).toBe(200);
    return body;
  };

  /** Fleets of their own by their platforms. */
  const drives = async (platform: string, list: [vehicle: string, at: string, ...codes: string[]][]) => {
    for (const [vehicle, at, ...codes] of list) {
      const vehicle_id = `${platform}-${vehicle}`;
      await stored.drive({ vehicle_id, platform, at, codes: codes.map((code) => ({ code, count: 2 })) });
    }
  };

  test('tell how many vehicles have them, since when, and how often', async () => {
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

  test('come page by page, and by severity', async () => {
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

  test('stay right when many reports of one vehicle are stored at once', async () => {
    const vehicle_id = 'busy';
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        stored.drive({
          ...{ vehicle_id, platform: 'busy', at: '2026-01-10T00:00:00Z' },
          codes: [{ code: 'busy-a' }, { code: `busy-${i % 3}` }].toSorted(() => (i % 2 === 0 ? 1 : -1)),
        }),
      ),
    );
    const { codes, batches } = await codesOf({ platform: 'busy' });
    expect(batches).toBe(12);
    expect(codes.find(({ code }) => code === 'busy-a')?.batches).toBe(12);
  });

  test.for(['/fleet/codes', '/reports', '/batches'])('%s takes no time that has no date', async (base) => {
    for (const created_after of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00']) {
      const { status, body } = await api.call(path(base, { created_after }));
      expect([status, body.field]).toEqual([400, 'created_after']);
    }
  });

  test('a wrong cursor is refused', async () => {
    const { status, body } = await api.call('/fleet/codes?cursor=1.2.3');
    expect([status, body.field]).toEqual([400, 'cursor']);
  });
});
