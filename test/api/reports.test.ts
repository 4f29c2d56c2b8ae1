import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { until } from '../support/until.ts';
import { startTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** A batch with a report, as if it had been worked on; only what the API looks at is in it. */
async function reported(used: TestApi, batch?: string, run = 1) {
  const batchId = batch ?? (await used.createBatch());
  const report = {
    batch_id: batchId,
    run,
    verdict: { severity: 'warning', sentence: 'Überlast' },
    findings: [{ rule: 'cpu-saturation' }],
    error_codes: [],
    llm: { status: 'off' },
    token_usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, estimated_cost: 0 },
    cpu: null,
    ram: null,
    statistics: [],
    totals: { files: 1 },
    padding: 'x'.repeat(20_000),
  };
  const text = JSON.stringify(report);
  await used.stores.db.query(
    `INSERT INTO reports (id, batch_id, run, vehicle_id, vin, severity, sentence, body)
     VALUES ($1, $2, $3, 'car-1', 'WVWZZZ1JZ3W386752', 'warning', 'Überlast', $4)`,
    [uuidv7(), batchId, run, text],
  );
  return { batchId, text };
}

describe('reading a report', () => {
  test('100 at the same moment make one query, and the next none', async () => {
    const { batchId, text } = await reported(api);
    const query = vi.spyOn(api.stores.db, 'query');
    const reads = await Promise.all(
      Array.from({ length: 100 }, () => api.call(`/batches/${batchId}/report`)),
    );
    expect(new Set(reads.map((read) => read.text))).toEqual(new Set([text]));
    expect(query).toHaveBeenCalledTimes(1);
    await until('the cache', async () => (await api.stores.redis.cachedReport(batchId)).bytes !== undefined);
    expect((await api.call(`/batches/${batchId}/report`)).text).toBe(text);
    expect(query).toHaveBeenCalledTimes(1);
    query.mockRestore();
  });

  test('gives the new one as soon as the old one is forgotten; the old run stays to be had', async () => {
    const { batchId, text } = await reported(api);
    await api.call(`/batches/${batchId}/report`);
    const second = await reported(api, batchId, 2);
    await api.stores.redis.forgetReport(batchId);
    expect((await api.call(`/batches/${batchId}/report`)).text).toBe(second.text);
    expect((await api.call(`/batches/${batchId}/report?run=1`)).text).toBe(text);
    expect((await api.call(`/batches/${batchId}/report?run=3`)).status).toBe(409);
  });

  test('is answered with 304 to who has it', async () => {
    const { batchId } = await reported(api);
    const etag = (await api.call(`/batches/${batchId}/report`)).headers.get('etag') ?? '';
    const again = await api.call(`/batches/${batchId}/report`, { headers: { 'if-none-match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('works without Redis', async () => {
    const without = await startTestApi({ REDIS_ADDR: '127.0.0.1:1' });
    const { batchId, text } = await reported(without);
    const query = vi.spyOn(without.stores.db, 'query');
    const reads = await Promise.all(
      Array.from({ length: 100 }, () => without.call(`/batches/${batchId}/report`)),
    );
    expect(new Set(reads.map((read) => read.text))).toEqual(new Set([text]));
    expect(query.mock.calls.length).toBeLessThan(100);
    await without.close();
  });
});

test('the diagnosis is the part of the report that says what is wrong', async () => {
  const { batchId } = await reported(api);
  const { body } = await api.call(`/batches/${batchId}/diagnosis`);
  expect(body).toMatchObject({
    batch_id: batchId,
    summary: 'Überlast',
    findings: [{ rule: 'cpu-saturation' }],
  });
  expect(body.padding).toBeUndefined();
});

test('a chart is an SVG that cannot run anything', async () => {
  const { batchId } = await reported(api);
  await api.stores.objects.putBytes(
    `${batchId}/charts/1/cpu-ram.svg`,
    Buffer.from('<svg/>'),
    'image/svg+xml',
  );
  const chart = await api.call(`/batches/${batchId}/charts/cpu-ram.svg`);
  expect(chart.text).toBe('<svg/>');
  expect(chart.headers.get('content-type')).toContain('image/svg+xml');
  expect(chart.headers.get('content-security-policy')).toContain('sandbox');
});

test.for([
  ['summary', []],
  ['diagnosis', ['findings', 'llm', 'token_usage']],
  ['statistics', ['cpu', 'ram', 'statistics', 'totals']],
  ['full', ['report']],
] as const)('reports of type %s carry what the type says', async ([type, members]) => {
  await reported(api);
  const { status, body } = await api.call(
    `/reports?type=${type}&severity=warning&vin=WVWZZZ1JZ3W386752&limit=1`,
  );
  expect(status).toBe(200);
  const head = ['report_id', 'batch_id', 'run', 'vehicle_id', 'vin', 'severity', 'sentence', 'created_at'];
  expect(Object.keys(body.reports[0]).sort()).toEqual([...head, ...members].sort());
  expect(body.next_cursor).toBe(body.reports[0].report_id);
});
