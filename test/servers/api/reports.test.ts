import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { report as reportCommand } from '../../../src/cli/commands/report.ts';
import { createClient } from '../../../src/client/client.ts';
import { chartObjectKey } from '../../../src/domain/batch.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { fullReport } from '../../support/report/report-of.ts';
import { reportWith } from '../../support/report/report-with.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const finding = {
  rule: 'cpu-saturation',
  severity: 'warning',
  title: 'Processor saturated',
  description: 'At 99 %.',
  likely_cause: 'Load.',
  advice: 'Look for what takes it.',
  evidence: [],
};
/** Typical size of a report. */
const padding = {
  time: '2026-03-01T08:00:00Z',
  severity: 'info',
  source: 'node',
  text: 'x'.repeat(20_000),
  file_id: 'file',
  file_name: 'a.mcap',
  topic: '/rosout',
};

/** A batch with a report, as if it had been processed. */
async function reported(used: TestApi, batch?: string, run = 1, whole: Partial<Report> = {}) {
  const batchId = batch ?? (await used.createBatch());
  const report = {
    ...reportWith({}),
    ...whole,
    batch_id: batchId,
    run,
    verdict: { severity: 'warning', sentence: 'Überlast' },
    findings: whole.findings ?? [finding],
    error_codes: [],
    llm: { status: 'off' },
    token_usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0, estimated_cost: 0 },
    cpu: null,
    ram: null,
    statistics: [],
    logs: [padding],
  };
  const text = JSON.stringify(report);
  await used.stores.db.query(
    `INSERT INTO reports (id, batch_id, run, vehicle_id, vin, severity, sentence, body)
     VALUES ($1, $2, $3, 'car-1', 'WVWZZZ1JZ3W386752', 'warning', 'Überlast', $4)`,
    [uuidv7(), batchId, run, text],
  );
  return { batchId, text };
}

/** What a handler does before it waits for a query needs some turns of the event loop, and no server. */
async function handled(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await setImmediate();
}

const namesOf = (calls: readonly unknown[][]) => calls.map(([query]) => (query as { name: string }).name);
/** Hooks ask for other things, and remember them for a moment. */
const isOfReports = (name: string) => name.includes('report');

/** Published by Fastify when a request has passed the hooks, which may ask Redis, and its handler begins. */
const handlerStart = 'tracing:fastify.request.handler:start';

/** The names of the statements that 100 concurrent requests cause; the first is held until all are handled. */
async function statementsOf100({ call, stores }: TestApi, batchId: string) {
  const { promise: allHere, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  const arrive = () => {
    arrived += 1;
    if (arrived === 100) void handled().then(resolve);
  };
  subscribe(handlerStart, arrive);
  const names: string[] = [];
  const ask = stores.db.query.bind(stores.db) as (...statement: unknown[]) => Promise<unknown>;
  const query = vi.spyOn(stores.db, 'query').mockImplementation((async (...statement: unknown[]) => {
    const [name = ''] = namesOf([statement]);
    names.push(name);
    // Not what hooks ask for before handlers begin.
    if (name === 'newest-report-run') await allHere;
    return ask(...statement);
  }) as never);
  const reads = await Promise.all(Array.from({ length: 100 }, () => call(`/batches/${batchId}/report`)));
  unsubscribe(handlerStart, arrive);
  query.mockRestore();
  return { names, texts: new Set(reads.map(({ text }) => text)) };
}

describe('reading a report', () => {
  test('100 concurrent requests read it once, and the next one from the cache', async () => {
    const { batchId, text } = await reported(api);
    const { names, texts } = await statementsOf100(api, batchId);
    expect(texts).toEqual(new Set([text]));
    expect(names.filter((name) => name === 'report-body')).toHaveLength(1);
    // Each receives the newest run that was requested after it arrived: those that waited share one query.
    expect(names.filter((name) => name === 'newest-report-run')).toHaveLength(2);
    await until('the cache', () => api.stores.redis.cachedReport(batchId, 1));
    const query = vi.spyOn(api.stores.db, 'query');
    expect((await api.call(`/batches/${batchId}/report`)).text).toBe(text);
    expect(namesOf(query.mock.calls).filter(isOfReports)).toEqual(['newest-report-run']);
    query.mockRestore();
  });

  test('gives the new one at once, although nobody invalidated the old one; the old run remains', async () => {
    const { batchId, text } = await reported(api);
    await api.call(`/batches/${batchId}/report`);
    const second = await reported(api, batchId, 2);
    expect((await api.call(`/batches/${batchId}/report`)).text).toBe(second.text);
    expect((await api.call(`/batches/${batchId}/report?run=1`)).text).toBe(text);
    expect((await api.call(`/batches/${batchId}/report?run=3`)).status).toBe(404);
  });

  test('is answered with 304 if the client has it', async () => {
    const { batchId } = await reported(api);
    const etag = (await api.call(`/batches/${batchId}/report`)).headers.get('etag') ?? '';
    const again = await api.call(`/batches/${batchId}/report`, { headers: { 'if-none-match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('is packed for those who take it, with a weak entity tag that answers 304', async () => {
    const { batchId } = await reported(api);
    const ask = (more: Record<string, string>) =>
      fetch(`${api.url}/api/v1/batches/${batchId}/report`, {
        headers: { accept: 'application/json', ...more },
      });
    const plain = await ask({ 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    const etag = plain.headers.get('etag');
    for (const encoding of ['gzip', 'br']) {
      const packed = await ask({ 'accept-encoding': encoding });
      expect(packed.headers.get('content-encoding')).toBe(encoding);
      expect(packed.headers.get('vary')).toContain('accept-encoding');
      expect(Number(packed.headers.get('content-length'))).toBeLessThan(10_000);
      expect(packed.headers.get('etag')).toBe(`W/${etag}`);
      expect(await packed.text()).toBe(await plain.clone().text());
    }
    const again = await ask({ 'accept-encoding': 'br', 'if-none-match': `W/${etag}` });
    expect(again.status).toBe(304);
  });

  test('works without Redis', async () => {
    const without = await startTestApi({ REDIS_ADDR: '127.0.0.1:1' });
    const { batchId, text } = await reported(without);
    const { names, texts } = await statementsOf100(without, batchId);
    expect(texts).toEqual(new Set([text]));
    expect(names.length).toBeLessThan(20);
    await without.close();
  });
});

describe('a report as a page or a PDF', () => {
  const chart = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>';
  async function rendered() {
    const { batchId } = await reported(api, undefined, 1, fullReport());
    await api.stores.objects.putBytes(
      chartObjectKey(batchId, 1, 'cpu-ram.svg'),
      Buffer.from(chart),
      'image/svg+xml',
    );
    return `/batches/${batchId}/report`;
  }
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    api.call(path, { headers, method });

  test('follows Accept, with precedence for format', async () => {
    const path = await rendered();
    const typeOf = async (query: string, accept: string) =>
      (await get(`${path}${query}`, { accept })).headers.get('content-type')?.split(';')[0];
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    expect(await typeOf('', browser)).toBe('text/html');
    expect(await typeOf('', 'application/pdf')).toBe('application/pdf');
    expect(await typeOf('', '*/*')).toBe('application/json');
    expect(await typeOf('?format=json', browser)).toBe('application/json');
    expect(await typeOf('?format=pdf', browser)).toBe('application/pdf');
    expect((await get(`${path}?format=docx`)).body).toMatchObject({ code: 'validation', field: 'format' });
  });

  test('is a page without any permissions, with its charts inside', async () => {
    const path = await rendered();
    const { headers, text } = await get(`${path}?format=html`);
    expect(text).toContain(Buffer.from(chart).toString('base64'));
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox');
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('vary')?.toLowerCase()).toContain('accept');
  });

  test('is in the language that is asked for, which never mix', async () => {
    const path = await rendered();
    const ask = (query: string, language?: string) =>
      get(`${path}?format=html${query}`, language === undefined ? {} : { 'accept-language': language });
    const answers = await Promise.all([
      ask(''),
      ask('&lang=zh'),
      ask('', 'zh-CN,en;q=0.5'),
      ask('&lang=en', 'zh'),
    ]);
    const [english, chinese] = answers;
    expect(answers.map(({ headers }) => headers.get('content-language'))).toEqual([
      'en',
      'zh-CN',
      'zh-CN',
      'en',
    ]);
    expect(chinese?.text).toContain('<html lang="zh-CN">');
    expect(chinese?.text).toContain('诊断报告');
    expect(answers.map(({ text }) => text)).toEqual(
      [english, chinese, chinese, english].map((one) => one?.text),
    );
    expect(chinese?.headers.get('vary')?.toLowerCase()).toContain('accept-language');
    expect(chinese?.headers.get('etag')).not.toBe(english?.headers.get('etag'));
    const etag = english?.headers.get('etag') ?? '';
    expect((await get(`${path}?format=html&lang=zh`, { 'if-none-match': etag })).status).toBe(200);
    const json = await get(`${path}?format=json&lang=zh`, { 'accept-language': 'zh' });
    expect(json.headers.get('etag')).toBe((await get(path)).headers.get('etag'));
    expect((await get(`${path}?lang=xx`)).body).toMatchObject({ code: 'validation', field: 'lang' });
  });

  test('is a PDF with a name to save it under; HEAD says the same', async () => {
    const path = await rendered();
    const whole = await get(`${path}?format=pdf`);
    expect(whole.text.slice(0, 5)).toBe('%PDF-');
    expect(whole.headers.get('content-disposition')).toMatch(
      /filename="argus-report-truck-7-[\d-]+-run1\.pdf"/,
    );
    const head = await get(`${path}?format=pdf`, {}, 'HEAD');
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['etag', 'content-type', 'content-length', 'content-disposition']) {
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    }
  });

  test('has an entity tag for each form, and 304 if the client has it', async () => {
    const path = await rendered();
    const etags = await Promise.all(
      ['json', 'html', 'pdf'].map(async (format) =>
        (await get(`${path}?format=${format}`)).headers.get('etag'),
      ),
    );
    expect(new Set(etags).size).toBe(3);
    const again = await get(`${path}?format=html`, { 'if-none-match': etags[1] ?? '' });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await get(`${path}?format=html`, { 'if-none-match': etags[0] ?? '' })).status).toBe(200);
  });

  test('is rendered once, however many requests are concurrent, and kept', async () => {
    const path = await rendered();
    const put = vi.spyOn(api.stores.objects, 'putBytes');
    const pages = await Promise.all(Array.from({ length: 30 }, () => get(`${path}?format=html`)));
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
    expect((await get(`${path}?format=html`)).text).toBe(pages[0]?.text);
    expect(put).toHaveBeenCalledTimes(1);
    put.mockRestore();
  });

  test('is another one after another run', async () => {
    const { batchId } = await reported(api, undefined, 1, fullReport());
    const first = await get(`/batches/${batchId}/report?format=html`);
    await reported(api, batchId, 2, fullReport());
    const second = await get(`/batches/${batchId}/report?format=html`);
    expect(second.text).not.toBe(first.text);
    expect((await get(`/batches/${batchId}/report?format=html&run=1`)).text).toBe(first.text);
  });

  test('is written to a file by the command line', async () => {
    const { batchId } = await reported(api, undefined, 1, fullReport());
    const folder = await mkdtemp(join(tmpdir(), 'argus-cli-'));
    const output = join(folder, 'report.pdf');
    const client = createClient({ server: api.url });
    await reportCommand(client, batchId, { pdf: true, output });
    expect((await readFile(output)).subarray(0, 5).toString()).toBe('%PDF-');
    await reportCommand(client, batchId, { html: true, output });
    expect((await readFile(output)).toString()).toMatch(/^<!doctype html>/);
    await rm(folder, { recursive: true });
  });

  test('does not exist before the report does', async () => {
    const { status, body } = await get(`/batches/${await api.createBatch()}/report`, { accept: 'text/html' });
    expect([status, body.code]).toEqual([409, 'not_ready']);
  });
});

test('the schema of reports is published, and reports keep to it', async () => {
  const response = await fetch(`${api.url}/schemas/report-v1.json`);
  expect(response.headers.get('content-type')).toContain('application/schema+json');
  const schema = (await response.json()) as { properties: Record<string, unknown> };
  expect(Object.keys(fullReport()).filter((member) => !(member in schema.properties))).toEqual([]);
});

test('a run that never existed is not found, and the sentence says which is the newest', async () => {
  const { batchId } = await reported(api);
  for (const path of ['report', 'diagnosis']) {
    const { status, body } = await api.call(`/batches/${batchId}/${path}?run=7`);
    expect([status, body.code]).toEqual([404, 'not_found']);
    expect(body.error).toContain('no run 7');
  }
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
    Buffer.from('<svg><text>critical</text></svg>'),
    'image/svg+xml',
  );
  const path = `/batches/${batchId}/charts/cpu-ram.svg`;
  const chart = await api.call(path);
  expect(chart.text).toBe('<svg><text>critical</text></svg>');
  for (const [query, accepted] of [
    ['?lang=zh', 'en'],
    ['', 'zh-CN'],
  ]) {
    const chinese = await api.call(path + query, { headers: { 'accept-language': accepted ?? '' } });
    expect(chinese.text).toBe('<svg><text>严重</text></svg>');
    expect(chinese.headers.get('content-language')).toBe('zh-CN');
  }
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
