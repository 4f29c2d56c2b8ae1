import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { createRetentionActivities, type RetentionPolicy } from '../../../src/activities/retention.ts';
import type { SignedReceipt } from '../../../src/receipts/receipt-schema.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { vehicle } from '../../support/batches.ts';
import { until } from '../../support/until.ts';

let argus: TestArgus;
let car: ReturnType<typeof vehicle>;
beforeAll(async () => {
  argus = await startArgus();
  car = vehicle(argus.url);
});
afterAll(() => argus?.close());

const call = (path: string, method = 'GET') => fetch(`${argus.url}/api/v1${path}`, { method });
const query = async (text: string, values: unknown[] = []) =>
  (await argus.stores.db.query(text, values)).rows;
const keysOf = (batchId: string) => argus.stores.objects.listKeys(`${batchId}/`);
const apply = (given: Partial<RetentionPolicy>) => {
  const policy = { RECEIPT_DAYS: 7, ...given };
  const { retention, objects } = argus.stores;
  return createRetentionActivities({ policy, retention, objects, logger: argus.logger }).applyRetention();
};

async function completed(seed: number, vehicle_id: string, name = 'drive.mcap'): Promise<string> {
  const id = await car.deliver([{ name, bytes: sampleMcap({ seed }) }], { vehicle_id });
  expect(await car.ended(id)).toMatchObject({ status: 'completed' });
  await until('its events in Kafka', async () => (await argus.stores.events.backlog()).count === 0);
  return id;
}

const sumsOf = (vehicleId: string) =>
  Promise.all([
    query('SELECT * FROM vehicle_months WHERE vehicle_id = $1', [vehicleId]),
    query('SELECT * FROM code_months WHERE vehicle_id = $1 ORDER BY code_id', [vehicleId]),
    query('SELECT * FROM code_vehicles WHERE vehicle_id = $1 ORDER BY code_id', [vehicleId]),
    query('SELECT * FROM vehicles WHERE vehicle_id = $1', [vehicleId]),
  ]);

describe('DELETE of a batch', () => {
  test('deletes everything that belongs to it, and no longer counts it for its vehicle', async () => {
    const kept = await completed(1, 'deleted-1');
    const before = await sumsOf('deleted-1');
    const gone = await completed(2, 'deleted-1');
    expect(await sumsOf('deleted-1')).not.toEqual(before);
    await (await call(`/batches/${gone}/report?format=pdf`)).arrayBuffer();
    await (await call(`/batches/${gone}/report`)).arrayBuffer();

    expect((await call(`/batches/${gone}`, 'DELETE')).status).toBe(204);
    for (const path of ['', '/report', '/report?run=1', '/progress', '/files', '/events']) {
      expect((await call(`/batches/${gone}${path}`)).status).toBe(404);
    }
    expect((await call(`/batches/${gone}`, 'DELETE')).status).toBe(404);
    expect(await sumsOf('deleted-1')).toEqual(before);
    for (const table of ['files', 'events', 'aggregates', 'reports']) {
      expect(await query(`SELECT FROM ${table} WHERE batch_id = $1`, [gone])).toEqual([]);
    }
    expect(await keysOf(gone)).not.toEqual([]);
    expect((await apply({})).objects).toBeGreaterThan(1);
    expect(await keysOf(gone)).toEqual([]);
    expect(await query('SELECT FROM object_removals')).toEqual([]);
    expect((await keysOf(kept)).length).toBeGreaterThan(1);
    expect((await call(`/batches/${kept}/report`)).status).toBe(200);
  });

  test('of a vehicle’s only batch removes the vehicle', async () => {
    const id = await completed(3, 'deleted-2');
    await call(`/batches/${id}`, 'DELETE');
    expect((await sumsOf('deleted-2')).flat()).toEqual([]);
    expect((await call('/vehicles/deleted-2')).status).toBe(404);
  });
});

describe('a silent upload', () => {
  const warn = () =>
    argus.stores.silentUploads.warn({ silentSeconds: 18 * 3600, abandonSeconds: 24 * 3600 }, 100);
  const warnings = (id: string) =>
    query(
      `SELECT run, payload FROM events WHERE batch_id = $1 AND event_type = 'UploadSilent' ORDER BY seq`,
      [id],
    );
  const silentFor = async (id: string, hours: number) => {
    const interval = `${hours} hours`;
    await query('UPDATE batches SET updated_at = now() - $2::interval WHERE id = $1', [id, interval]);
    await query('UPDATE files SET created_at = now() - $2::interval WHERE batch_id = $1', [id, interval]);
  };

  test('is warned of once for each silence, before it is given up', async () => {
    const { batch_id: id } = await car.createBatch({ vehicle_id: 'silent' });
    await car.upload(id, { name: 'a.mcap', bytes: sampleMcap({ seed: 30 }) });
    await silentFor(id, 17);
    expect(await warn()).toBe(0);
    await silentFor(id, 19);
    expect(await warn()).toBe(1);
    expect(await warn()).toBe(0);
    const [{ run, payload }] = await warnings(id);
    expect({ run, ...payload }).toMatchObject({ run: 1, vehicle_id: 'silent', vin: 'WVWZZZ1JZ3W386752' });
    const hours = (Date.parse(payload.abandoned_at) - Date.parse(payload.silent_since)) / 3_600_000;
    expect(hours).toBe(24);
    expect((await (await call(`/batches/${id}`)).json()) as object).toMatchObject({ status: 'pending' });

    // Something came, and then nothing again; the warning before is older than that.
    await car.upload(id, { name: 'b.mcap', bytes: sampleMcap({ seed: 31 }) });
    expect(await warn()).toBe(0);
    await query(`UPDATE events SET occurred_at = now() - interval '30 hours' WHERE batch_id = $1`, [id]);
    await silentFor(id, 20);
    expect(await warn()).toBe(1);
    expect(await warnings(id)).toHaveLength(2);
    await car.json(`/batches/${id}/cancel`, { method: 'POST' });
    await car.ended(id);
    await silentFor(id, 40);
    expect(await warn()).toBe(0);
  });
});

describe('retention', () => {
  const old = (table: string, column: string, where: string, values: unknown[]) =>
    query(`UPDATE ${table} SET ${column} = now() - interval '10 days' WHERE ${where}`, values);

  test('deletes nothing without a setting', async () => {
    const id = await completed(5, 'kept-1');
    await old('events', 'occurred_at', 'batch_id = $1', [id]);
    await old('batches', 'completed_at', 'id = $1', [id]);
    expect(await apply({})).toMatchObject({ events: 0, summaries: 0, reports: 0, batches: 0 });
  });

  test('deletes published events of batches that are over; their streams still end', async () => {
    const { id: open } = { id: (await car.createBatch()).batch_id };
    const id = await completed(6, 'kept-2');
    await old('events', 'occurred_at', 'true', []);
    const [count] = await query('SELECT count(*) FROM events');
    expect((await apply({ RETAIN_EVENTS_DAYS: 11 })).events).toBe(0);
    expect((await apply({ RETAIN_EVENTS_DAYS: 9 })).events).toBe(count.count);
    const stream = await (await call(`/batches/${id}/events`)).text();
    expect(stream).toContain('event: end');
    expect((await call(`/batches/${id}/report`)).status).toBe(200);
    expect((await call(`/batches/${open}`)).status).toBe(200);
  });

  test('deletes summaries that no file refers to', async () => {
    const id = await completed(7, 'kept-3');
    const same = await completed(7, 'kept-3');
    await old('summaries', 'created_at', 'true', []);
    await call(`/batches/${id}`, 'DELETE');
    const left = async () =>
      query('SELECT s.sha256 FROM summaries s JOIN files f USING (sha256) WHERE f.batch_id = $1', [same]);
    await apply({ RETAIN_SUMMARIES_DAYS: 9 });
    expect(await left()).toHaveLength(1);
    const [{ sha256 }] = await left();
    await call(`/batches/${same}`, 'DELETE');
    await apply({ RETAIN_SUMMARIES_DAYS: 9 });
    expect(await query('SELECT FROM summaries WHERE sha256 = $1', [sha256])).toEqual([]);
  });

  test('deletes reports of replaced runs with their charts', async () => {
    const id = await completed(8, 'kept-4');
    await call(`/batches/${id}/reprocess`, 'POST');
    await until('run 2', async () => (await call(`/batches/${id}/report?run=2`)).status === 200);
    await old('reports', 'created_at', 'batch_id = $1', [id]);
    expect(await apply({ RETAIN_REPLACED_REPORTS_DAYS: 9 })).toMatchObject({ reports: 1 });
    expect((await call(`/batches/${id}/report`)).status).toBe(200);
    const runs = await query('SELECT run FROM reports WHERE batch_id = $1', [id]);
    expect(runs).toEqual([{ run: 2 }]);
    const keys = await keysOf(id);
    expect(keys.filter((key) => key.startsWith(`${id}/charts/1/`))).toEqual([]);
    expect(keys.some((key) => key.startsWith(`${id}/charts/2/`))).toBe(true);
  });

  test('deletes old batches completely, and the metric counts everything', async () => {
    const id = await completed(9, 'kept-5');
    await old('batches', 'completed_at', 'id = $1', [id]);
    // Its receipt could not be read for long enough.
    await apply({ RETAIN_BATCHES_DAYS: 9 });
    expect((await call(`/batches/${id}`)).status).toBe(200);
    await old('batches', 'uploaded_at', 'id = $1', [id]);
    const deleted = await apply({ RETAIN_BATCHES_DAYS: 9 });
    expect(deleted.batches).toBeGreaterThan(0);
    expect((await call(`/batches/${id}`)).status).toBe(404);
    expect(await keysOf(id)).toEqual([]);
    const [row] = await query(`SELECT count FROM retention_counts WHERE kind = 'batches'`);
    await until('the metric', async () =>
      (await (await fetch(`${argus.url}/metrics`)).text()).includes(
        `argus_retention_deleted_total{kind="batches"} ${row.count}`,
      ),
    );
  });

  test('deletes recordings before their reports, which stay', async () => {
    const id = await completed(10, 'kept-6');
    const [{ id: file }] = await query('SELECT id FROM files WHERE batch_id = $1', [id]);
    const receiptOf = async () => (await (await call(`/batches/${id}/receipt`)).json()) as SignedReceipt;
    const { receipt } = await receiptOf();
    const tables = () => call(`/batches/${id}/files/${file}/export?format=parquet`);
    expect((await tables()).status).toBe(200);
    expect((await keysOf(id)).some((key) => key.startsWith(`${id}/exports/`))).toBe(true);
    await old('batches', 'completed_at', 'id = $1', [id]);
    await old('batches', 'uploaded_at', 'id = $1', [id]);
    await argus.stores.custody.record(file, { outcome: 'unreadable' });
    await apply({ RETAIN_RECORDINGS_DAYS: 11 });
    expect(await keysOf(id)).toContain(`${id}/${file}`);

    expect((await apply({ RETAIN_RECORDINGS_DAYS: 9 })).recordings).toBeGreaterThan(0);
    const keys = await keysOf(id);
    expect(keys.filter((key) => !/\/(charts|reports)\//.test(key))).toEqual([]);
    expect(keys.some((key) => key.startsWith(`${id}/charts/1/`))).toBe(true);
    expect((await call(`/batches/${id}/report`)).status).toBe(200);
    expect((await call(`/batches/${id}/files/${file}/content`)).status).toBe(404);
    expect((await tables()).status).toBe(404);
    expect(await (await call(`/batches/${id}`)).json()).toMatchObject({
      recordings_deleted_at: expect.any(String),
    });
    // What was signed stays signed; nothing new is, nothing is read again, and nothing is missed.
    expect(receipt.files).toHaveLength(1);
    expect(await receiptOf()).toMatchObject({
      code: 'state',
      error: expect.stringContaining('deleted by age'),
    });
    const again = await call(`/batches/${id}/reprocess`, 'POST');
    expect(await again.json()).toMatchObject({
      code: 'state',
      error: expect.stringContaining('deleted by age'),
    });
    expect(await argus.stores.custody.record(file, { outcome: 'lost' })).toBe(false);
    expect((await argus.stores.custody.openOf(id)).size).toBe(0);
    expect((await apply({ RETAIN_RECORDINGS_DAYS: 9 })).recordings).toBe(0);
  });

  test('deletes charts alone, which a later run draws anew', async () => {
    const id = await completed(12, 'kept-7');
    const page = () => call(`/batches/${id}/report?format=html`);
    expect(await (await page()).text()).toContain('data:image/svg+xml');
    const { charts } = (await (await call(`/batches/${id}/report`)).json()) as { charts: { name: string }[] };
    await old('batches', 'completed_at', 'id = $1', [id]);
    await apply({ RETAIN_CHARTS_DAYS: 9 });
    expect((await keysOf(id)).some((key) => key.startsWith(`${id}/charts/1/`))).toBe(true);
    await old('batches', 'uploaded_at', 'id = $1', [id]);

    expect((await apply({ RETAIN_CHARTS_DAYS: 9 })).charts).toBeGreaterThan(0);
    expect((await keysOf(id)).filter((key) => /\/(charts|reports)\//.test(key))).toEqual([]);
    expect((await call(`/batches/${id}/charts/${charts[0]?.name}`)).status).toBe(404);
    // The report is there in every form, without them; nothing is missed.
    const without = await page();
    expect([without.status, (await without.text()).includes('data:image/svg+xml')]).toEqual([200, false]);
    expect(await argus.stores.objectRows.charts(id)).toEqual([]);
    expect((await apply({ RETAIN_CHARTS_DAYS: 9 })).charts).toBe(0);

    await call(`/batches/${id}/reprocess`, 'POST');
    await until('run 2', async () => (await call(`/batches/${id}/report?run=2`)).status === 200);
    const drawn = await argus.stores.objectRows.charts(id);
    expect(new Set(drawn.map(({ run }) => run))).toEqual(new Set([2]));
    await until('its events in Kafka', async () => (await argus.stores.events.backlog()).count === 0);
    await old('batches', 'completed_at', 'id = $1', [id]);
    expect((await apply({ RETAIN_CHARTS_DAYS: 8 })).charts).toBe(0);
  });

  test('deletes nothing of a vehicle under a legal hold', async () => {
    const id = await completed(11, 'held');
    await old('batches', 'completed_at', 'id = $1', [id]);
    await old('batches', 'uploaded_at', 'id = $1', [id]);
    await old('events', 'occurred_at', 'batch_id = $1', [id]);
    const [{ vin }] = await query('SELECT vin FROM batches WHERE id = $1', [id]);
    const policy = {
      ...{ RETAIN_BATCHES_DAYS: 9, RETAIN_RECORDINGS_DAYS: 9, RETAIN_EVENTS_DAYS: 9 },
      RETAIN_CHARTS_DAYS: 9,
    };
    await argus.stores.legalHolds.place(vin, 'case 7', null);
    try {
      expect(await apply(policy)).toMatchObject({ batches: 0, recordings: 0, charts: 0, events: 0 });
      const refused = await call(`/batches/${id}`, 'DELETE');
      expect([refused.status, await refused.json()]).toMatchObject([
        409,
        { code: 'legal_hold', details: { reason: 'case 7' } },
      ]);
    } finally {
      expect(await argus.stores.legalHolds.release(vin)).toBe(true);
    }
    expect((await apply(policy)).batches).toBeGreaterThan(0);
  });
});
