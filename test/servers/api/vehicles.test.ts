import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batchOf } from '../../support/report/report-with.ts';
import { storedReports } from '../../support/stored-reports.ts';
import { startTestApi, type TestApi, withQuery } from '../../support/test-api.ts';

let api: TestApi;
let stored: ReturnType<typeof storedReports>;
beforeAll(async () => {
  api = await startTestApi();
  stored = storedReports(api.stores.db);
});
afterAll(() => api.close());

describe('a vehicle', () => {
  test('has its batches, verdicts over time and recurring codes', async () => {
    const codes = [{ code: 'again', severity: 'warning' as const, count: 2 }];
    const first = await stored.drive({ codes: [...codes, { code: 'once' }] });
    const { vehicle_id } = first;
    const second = await stored.drive({
      vehicle_id,
      codes: [{ code: 'again', severity: 'error', count: 3 }],
      verdict: { severity: 'error', sentence: 'Worse.' },
    });
    const { status, body } = await api.call(`/vehicles/${encodeURIComponent(vehicle_id)}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ vehicle_id, severity: 'error', sentence: 'Worse.', reported_batches: 2 });
    expect(body.batches.map((batch: { batch_id: string }) => batch.batch_id)).toEqual([
      second.batch_id,
      first.batch_id,
    ]);
    expect(body.verdicts.map((one: { severity: string }) => one.severity)).toEqual([
      'error',
      first.verdict.severity,
    ]);
    expect(body.recurring_codes).toMatchObject([
      { code: 'again', severity: 'error', batches: 2, occurrences: 5 },
    ]);
  });

  test('counts a batch once, by its newest run', async () => {
    const first = await stored.drive({ codes: [{ code: 'x', count: 9 }] });
    const { vehicle_id } = first;
    await stored.drive({ vehicle_id, codes: [{ code: 'x', count: 4 }, { code: 'y' }] });
    await stored.again(first.batch_id, { codes: [{ code: 'x', count: 1 }] });
    const { body } = await api.call(`/vehicles/${vehicle_id}`);
    expect(body.reported_batches).toBe(2);
    expect(body.recurring_codes).toMatchObject([{ code: 'x', batches: 2, occurrences: 5 }]);
    expect(body.verdicts).toHaveLength(2);
  });

  test('that is not known is 404; any printable name will do', async () => {
    expect((await api.call('/vehicles/nobody')).status).toBe(404);
    const { vehicle_id } = await stored.drive({ vehicle_id: 'Lkw 7/b ü%' });
    const { body } = await api.call(`/vehicles/${encodeURIComponent(vehicle_id)}`);
    expect(body.vehicle_id).toBe(vehicle_id);
  });

  const idsIn = async (query: Record<string, string>): Promise<string[]> => {
    const { status, body } = await api.call(withQuery('/vehicles', query));
    expect(status).toBe(200);
    return body.vehicles.map((vehicle: { vehicle_id: string }) => vehicle.vehicle_id);
  };

  test('is found by a part of its id or its VIN in any case, and by its platform', async () => {
    await stored.drive({ vehicle_id: 'Find-Überland-1', platform: 'find-bus' });
    await stored.drive({ vehicle_id: 'Find-Überland-2', platform: 'find-van' });
    expect(await idsIn({ text: 'find-ÜBER' })).toEqual(['Find-Überland-1', 'Find-Überland-2']);
    expect(await idsIn({ text: 'land-2' })).toEqual(['Find-Überland-2']);
    expect(await idsIn({ text: 'z3w386752', platform: 'find-bus' })).toEqual(['Find-Überland-1']);
    expect(await idsIn({ text: '1\\%' })).toEqual([]);
    // The platform is that of the newest batch.
    await stored.drive({ vehicle_id: 'Find-Überland-1', platform: 'find-van' });
    expect(await idsIn({ platform: 'find-bus' })).toEqual([]);
    expect((await api.call('/vehicles?text=a%00b')).body).toMatchObject({
      code: 'validation',
      field: 'text',
    });
  });

  test('is in the list with recurring codes, the most often seen first', async () => {
    const codes = ['c1', 'c2', 'c3', 'c4', 'c5'].map((code) => ({ code, severity: 'warning' as const }));
    const vehicle_id = 'recurring-1';
    for (const few of [codes, codes.slice(0, 4), codes.slice(3, 4)])
      await stored.drive({ vehicle_id, codes: few });
    const { body } = await api.call(withQuery('/vehicles', { text: vehicle_id }));
    expect(body.vehicles).toMatchObject([{ vehicle_id, recurring_code_count: 4 }]);
    const [{ recurring_codes }] = body.vehicles;
    expect(recurring_codes).toHaveLength(3);
    expect(recurring_codes[0]).toMatchObject({ code: 'c4', severity: 'warning', batches: 3 });
  });

  test('adds its platform to the list of platforms, beside those that have settings', async () => {
    for (const vehicle_id of ['p-1', 'p-2']) await stored.drive({ vehicle_id, platform: 'zz-crane' });
    await api.call('/platforms/zz-drone/rules/bus-off', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ enabled: false }),
    });
    const first = await api.call('/platforms?cursor=zz&limit=1');
    expect(first.body).toEqual({
      platforms: [
        { platform: 'zz-crane', vehicles: 2, rule_settings: 0, databases: 0, upload_policy: false },
      ],
      next_cursor: 'zz-crane',
    });
    const second = await api.call('/platforms?cursor=zz-crane');
    expect(second.body).toEqual({
      platforms: [
        { platform: 'zz-drone', vehicles: 0, rule_settings: 1, databases: 0, upload_policy: false },
      ],
      next_cursor: null,
    });
  });

  test('is noted by its newest batch, also when many begin at once, and as the migration notes what was there', async () => {
    const vehicle_id = 'begun-at-once';
    const begun = Array.from({ length: 20 }, () => batchOf(vehicle_id));
    await Promise.all(begun.map((batch) => api.stores.batches.create({ ...batch, platform: null })));
    const [newest] = begun
      .map(({ id }) => id)
      .toSorted()
      .toReversed();
    const { body } = await api.call(withQuery('/vehicles', { text: vehicle_id }));
    expect(body.vehicles).toMatchObject([{ vehicle_id, last_batch_id: newest }]);
    const columns = 'vehicle_id, vin, platform, last_batch_id';
    const { rows } = await api.stores.db.query(
      `SELECT ${columns} FROM vehicles EXCEPT (
         SELECT DISTINCT ON (vehicle_id) vehicle_id, vin, platform, id FROM batches ORDER BY vehicle_id, id DESC)`,
    );
    expect(rows).toEqual([]);
  });

  test('is in the list once, however many batches it has', async () => {
    for (const vehicle_id of ['list-c', 'list-a', 'list-b', 'list-a']) await stored.drive({ vehicle_id });
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await api.call(withQuery('/vehicles', { limit: '2', ...(cursor && { cursor }) }));
      ids.push(...body.vehicles.map((vehicle: { vehicle_id: string }) => vehicle.vehicle_id));
      cursor = body.next_cursor;
    } while (cursor);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('list-'))).toEqual(['list-a', 'list-b', 'list-c']);
  });
});
