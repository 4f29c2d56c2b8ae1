import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batchOf } from '../../support/report/report-with.ts';
import { storedReports } from '../../support/stored-reports.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';

let api: TestApi;
let stored: ReturnType<typeof storedReports>;
beforeAll(async () => {
  api = await startTestApi();
  stored = storedReports(api.stores.db);
});
afterAll(() => api.close());

describe('comparing', () => {
  test('with the previous drive shows what is new and gone', async () => {
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

  test('with another run shows what changed in the batch', async () => {
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

  test('can be chosen from what exists: the runs, and the previous drive', async () => {
    const first = await stored.drive({ verdict: { severity: 'error', sentence: 'Hot.' } });
    const { batch_id, vehicle_id } = await stored.drive({ vehicle_id: first.vehicle_id });
    await stored.again(batch_id, {});
    const { status, body } = await api.call(`/batches/${batch_id}/reports`);
    expect(status).toBe(200);
    expect(body.reports.map(({ run }: { run: number }) => run)).toEqual([2, 1]);
    expect(body.previous).toMatchObject({
      batch_id: first.batch_id,
      run: 1,
      severity: 'error',
      sentence: 'Hot.',
    });
    expect((await api.call(`/batches/${first.batch_id}/reports`)).body.previous).toBeNull();
    const { id } = await api.stores.batches.create({ ...batchOf(vehicle_id), platform: null });
    expect((await api.call(`/batches/${id}/reports`)).body).toMatchObject({
      reports: [],
      previous: { batch_id, run: 2 },
    });
    expect((await api.call('/batches/01890000-0000-7000-8000-000000000000/reports')).status).toBe(404);
  });

  test('with something that does not exist gives a clear error', async () => {
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
