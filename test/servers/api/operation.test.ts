import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../../src/api/app.ts';
import { startApi } from '../../../src/api/start-api.ts';
import { loadConfig } from '../../../src/config.ts';
import { form, startTestApi, type TestApi, upload } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test('reports that it is alive, and that every server responds', async () => {
  expect(await (await fetch(`${api.url}/healthz`)).json()).toEqual({ status: 'ok' });
  await until('all servers', async () => {
    const { status } = (await (await fetch(`${api.url}/readyz`)).json()) as { status: string };
    return status === 'ready';
  });
});

test('exposes its metrics to Prometheus', async () => {
  await upload(api, await api.createBatch(), form({ name: 'file', filename: 'a', bytes: 'x'.repeat(500) }));
  const text = await until('all figures', async () => {
    const answer = await fetch(`${api.url}/metrics`);
    expect(answer.status).toBe(200);
    const figures = await answer.text();
    return figures.includes('argus_temporal_backlog_tasks{') && figures;
  });
  expect(text).toMatch(
    /argus_http_request_duration_seconds_count{route="\/api\/v1\/batches",method="POST",status="201"} \d/,
  );
  expect(text).toMatch(/argus_batches{status="pending"} [1-9]/);
  expect(text).toMatch(/argus_relay_unpublished_events \d/);
  expect(text).toMatch(/argus_redis_memory_bytes [1-9]/);
  expect(text).toMatch(/argus_upload_bytes_total 500/);
  expect(text).toMatch(/argus_server_up{server="postgres"} 1/);
  expect(text).toMatch(/argus_server_up{server="object_store"} 1/);
});

test('says to people how the installation is', async () => {
  await api.createBatch();
  const body = await until('all servers', async () => {
    const answer = await api.call('/system');
    expect(answer.status).toBe(200);
    // The topic of the events is made by the relay, which does not run here.
    const needed = answer.body.servers.filter(({ name }: { name: string }) => name !== 'kafka');
    return needed.every(({ ok }: { ok: boolean }) => ok) && answer.body;
  });
  const kafka = body.servers.find(({ name }: { name: string }) => name === 'kafka');
  expect(kafka.without).toContain('Events wait in PostgreSQL');
  expect(body.consumers === null).toBe(!kafka.ok);
  expect(body.servers.map(({ name }: { name: string }) => name)).toEqual([
    'postgres',
    'object_store',
    'kafka',
    'redis',
    'temporal',
  ]);
  expect(body.batches.find(({ status }: { status: string }) => status === 'pending').count).toBeGreaterThan(
    0,
  );
  expect(body.relay.unpublished_events).toBeGreaterThanOrEqual(0);
  expect(body.llm).toMatchObject({ configured: false, spent_tokens: 0, daily_tokens: 500_000 });
  expect(body.repairs).toHaveLength(5);
  expect(body.custody.open).toContainEqual({ kind: 'lost', count: 0 });
  expect(body.queues.length).toBeGreaterThan(0);
  expect(body.redis.memory_bytes).toBeGreaterThan(0);
});

describe('the OpenAPI document', () => {
  test('is 3.1 and contains every route', async () => {
    const document = (await (await fetch(`${api.url}/openapi.json`)).json()) as {
      openapi: string;
      // biome-ignore lint/suspicious/noExplicitAny: a document to be inspected
      paths: Record<string, any>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/v1/batches', '/api/v1/batches/{id}/files', '/api/v1/reports', '/readyz']),
    );
    const report = document.paths['/api/v1/batches/{id}/report'].get;
    expect(report.responses['200'].content['application/json'].schema.$ref).toBe(
      '#/components/schemas/Report',
    );
    expect(document.paths['/api/v1/batches/{id}/files'].post.requestBody.content).toHaveProperty(
      'multipart/form-data',
    );
  });

  test('can be tried out on a page that loads nothing from other hosts', async () => {
    const page = await fetch(`${api.url}/docs/`);
    const html = await page.text();
    const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(sources.filter((source) => /^(https?:)?\/\//.test(source))).toEqual([]);
    const script = await fetch(
      new URL(sources.find((source) => source.endsWith('.js')) ?? '', `${api.url}/docs/`),
    );
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});

test('serves the console, and its one page for every address of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'argus-console-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>console</title>');
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'export {}');
  await mkdir(join(folder, '.vite'));
  const manifest = {
    'src/routes/batch-page.tsx': { file: 'assets/batch-page-3c.js', imports: ['_shared.js'] },
    '_shared.js': { file: 'assets/shared-4d.js', imports: ['_shared.js'] },
  };
  await writeFile(join(folder, '.vite', 'manifest.json'), JSON.stringify(manifest));
  const app = await buildApp({
    ...api,
    consoleFolder: folder,
  });
  const get = (url: string, accept = 'text/html') => app.inject({ url, headers: { accept } });

  expect((await get('/')).body).toContain('console');
  const deep = await get('/batches/01890000-0000-7000-8000-000000000000');
  expect(deep.body).toContain('console');
  expect(deep.headers['content-security-policy']).toContain("object-src 'none'");
  expect(deep.headers.link).toBe(
    [
      '</api/v1/session>; rel=preload; as=fetch; crossorigin',
      '</api/v1/batches/01890000-0000-7000-8000-000000000000>; rel=preload; as=fetch; crossorigin',
      '</api/v1/batches/01890000-0000-7000-8000-000000000000/reports>; rel=preload; as=fetch; crossorigin',
      '</assets/batch-page-3c.js>; rel=modulepreload',
      '</assets/shared-4d.js>; rel=modulepreload',
    ].join(', '),
  );
  for (const other of ['/', '/batches/1', '/fleet']) expect((await get(other)).headers.link).toBeUndefined();
  expect((await get('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable');
  expect((await get('/api/v1/nothing')).json()).toMatchObject({ code: 'not_found' });
  expect((await get('/nothing', 'application/json')).json()).toMatchObject({ code: 'not_found' });
  await app.close();
  await rm(folder, { recursive: true });
});

test('says to a program that asks for a page where the API is', async () => {
  const answer = await fetch(`${api.url}/batches/1`, { headers: { accept: '*/*' } });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({
    code: 'not_found',
    error:
      'There is no GET /batches/1. The API begins with /api/v1; pages of the console are sent to requests that accept text/html.',
  });
});

test('does not listen beyond loopback unless it is allowed to', async () => {
  const listen = (more: Record<string, string>) =>
    startApi({ ...api, config: loadConfig({ ...api.environment, SERVER_HOST: '0.0.0.0', ...more }) });
  await expect(listen({})).rejects.toThrow('ARGUS_ALLOW_OPEN');
  await (await listen({ ARGUS_ALLOW_OPEN: 'true' })).stop();
});

test('while it is open to this machine alone, no page reads it under a name that was pointed here', async () => {
  const ask = (on: { url: string }, host: string) =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      get(
        `${on.url}/api/v1/batches`,
        { headers: { host, 'x-forwarded-host': 'localhost' } },
        async (answer) => {
          const body = (await answer.setEncoding('utf8').toArray()).join('');
          resolve({ status: answer.statusCode, body });
        },
      ).on('error', reject);
    });
  expect((await ask(api, 'localhost:8080')).status).toBe(200);
  const refused = await ask(api, 'evil.example:8080');
  expect(refused.status).toBe(403);
  expect(JSON.parse(refused.body)).toMatchObject({
    code: 'forbidden',
    error: expect.stringContaining('argus admin init'),
  });
  const config = loadConfig({ ...api.environment, ARGUS_ALLOW_OPEN: 'true' });
  const open = await startApi({ ...api, config });
  try {
    expect((await ask(open, 'evil.example:8080')).status).toBe(200);
  } finally {
    await open.stop();
  }
});

test('is ready without Kafka, and says what does not work meanwhile', async () => {
  const alone = await startTestApi({ KAFKA_BROKERS: '127.0.0.1:1' });
  try {
    const answer = await until('all others', async () => {
      const response = await fetch(`${alone.url}/readyz`);
      const body = (await response.json()) as { missing: string[] };
      return body.missing.length === 1 && { status: response.status, body };
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'degraded', missing: ['kafka'], degraded: { kafka: expect.stringContaining('lag') } },
    });
  } finally {
    await alone.close();
  }
});

describe('with every server unavailable', () => {
  let alone: TestApi;
  beforeAll(async () => {
    const nobody = '127.0.0.1:1';
    alone = await startTestApi({
      DB_HOST: '127.0.0.1',
      DB_PORT: '1',
      MINIO_ENDPOINT: nobody,
      REDIS_ADDR: nobody,
      KAFKA_BROKERS: nobody,
      TEMPORAL_ADDRESS: nobody,
    });
  });
  afterAll(() => alone.close());
  const id = '01890000-0000-7000-8000-000000000000';

  test('is alive, and names what is missing', async () => {
    expect((await fetch(`${alone.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${alone.url}/readyz`);
    expect(ready.status).toBe(503);
    const { missing } = (await ready.json()) as { missing: string[] };
    expect(missing.sort()).toEqual(['kafka', 'object_store', 'postgres', 'redis', 'temporal']);
  });

  test('still exposes metrics, while a scrape waits for them', async () => {
    // As long as Prometheus waits unless it is told otherwise (scrape_timeout).
    const answer = await fetch(`${alone.url}/metrics`, { signal: AbortSignal.timeout(10_000) });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('argus_server_up{server="kafka"} 0');
  });

  test.for(['', `/${id}`, `/${id}/progress`, `/${id}/report`, `/${id}/files`, `/${id}/events`, `/${id}/why`])(
    'reading /batches%s is 503 with Retry-After',
    async (path) => {
      const { status, body, headers } = await alone.call(`/batches${path}`);
      expect([status, body.code]).toEqual([503, 'unavailable']);
      expect(headers.get('retry-after')).not.toBeNull();
      expect(body.error).not.toMatch(/ECONN|127\.0\.0\.1/);
    },
  );

  test('writing is 503 as well', async () => {
    const created = await alone.post('/batches', { vehicle_id: 'a', vin: 'WVWZZZ1JZ3W386752' });
    expect(created.status).toBe(503);
    expect((await upload(alone, id, form({ name: 'file', filename: 'a', bytes: 'x' }))).status).toBe(503);
    expect((await alone.call(`/batches/${id}/complete`, { method: 'POST' })).status).toBe(503);
  });
});

describe('with only the object store unavailable', () => {
  test('an upload is 503 and leaves no row, large or small', async () => {
    const without = await startTestApi({ MINIO_ENDPOINT: '127.0.0.1:1' });
    const batchId = await without.createBatch();
    for (const length of [10, 20 * 1024 * 1024]) {
      const body = form({ name: 'file', filename: 'a', bytes: Buffer.alloc(length) });
      const { status, body: answer } = await upload(without, batchId, body);
      expect([status, answer.code]).toEqual([503, 'unavailable']);
    }
    expect((await without.call(`/batches/${batchId}/progress`)).body.total_files).toBe(0);
    await without.close();
  });
});

describe('with only Temporal unavailable', () => {
  test('a batch can be created, filled and completed; it is accepted for later', async () => {
    const without = await startTestApi({
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      SHUTDOWN_GRACE_SECONDS: '8',
    });
    const batchId = await without.createBatch();
    await upload(without, batchId, form({ name: 'file', filename: 'a', bytes: 'x' }));
    const complete = () => without.call(`/batches/${batchId}/complete`, { method: 'POST' });
    const first = await complete();
    expect([first.status, first.body.status, first.body.total_files]).toEqual([202, 'uploaded', 1]);
    const again = complete();
    const why = without.call(`/batches/${batchId}/why`);
    // A person waits for it, and sooner sees what is known.
    expect(await Promise.race([again.then(() => 'complete'), why.then(() => 'why')])).toBe('why');
    expect((await why).body.sentence).toContain('does not respond');
    expect((await again).body).toEqual(first.body);
    await without.close();
  });
});
