import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openApiDocument } from '../../../src/api/openapi-document.ts';
import { startLosingLink } from '../../support/losing-link.ts';
import { storedReports } from '../../support/stored-reports.ts';
import { form, formType, startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

const vin = 'WVWZZZ1JZ3W386752';
const json = 'application/json';

/** A request that succeeds, another one to the same path, and the state of its effect. */
interface Example {
  path: string;
  type?: string;
  body?: string | Buffer;
  other: { body: string | Buffer; type?: string };
  effect(): Promise<unknown>;
}

let api: TestApi;
let link: Awaited<ReturnType<typeof startLosingLink>>;
beforeAll(async () => {
  api = await startTestApi();
  link = await startLosingLink(api.url);
});
afterAll(async () => {
  await link.close();
  await api.close();
});

const drive = async () => (await storedReports(api.stores.db).drive()).batch_id;
const runOf = async (batchId: string) => {
  const { run, status } = await api.stores.batches.mustGet(batchId);
  return { run, status };
};
const recording = (name: string) => form({ name: 'file', filename: name, bytes: name });
const count = async (sql: string, ...values: unknown[]) =>
  (await api.stores.db.query(`SELECT count(*) AS n FROM ${sql}`, values)).rows[0].n;

async function filled(): Promise<string> {
  const id = await api.createBatch();
  await api.call(`/batches/${id}/files`, {
    method: 'POST',
    headers: { 'content-type': formType },
    body: new Uint8Array(recording('a.mcap')),
  });
  return id;
}

/** An upload whose one part is in the object store. */
async function sentParts() {
  const batchId = await api.createBatch();
  const { upload_id } = (await api.post(`/batches/${batchId}/uploads`, { size: 4 })).body;
  const path = `/batches/${batchId}/uploads/${upload_id}`;
  const { parts } = (await api.post(`${path}/parts`, { parts: [1] })).body;
  const put = await fetch(parts[0].url, { method: 'PUT', body: 'abcd' });
  return { batchId, path, etags: [put.headers.get('etag')] };
}

/** An example of every POST operation, by its id. */
const examples: Record<string, () => Promise<Example>> = {
  async createBatch() {
    const vehicle_id = randomUUID();
    return {
      path: '/batches',
      body: JSON.stringify({ vehicle_id, vin }),
      other: { body: JSON.stringify({ vehicle_id: randomUUID(), vin }) },
      effect: () => count('batches WHERE vehicle_id = $1', vehicle_id),
    };
  },
  async uploadFile() {
    const id = await api.createBatch();
    return {
      path: `/batches/${id}/files`,
      type: formType,
      body: recording('one.mcap'),
      other: { type: formType, body: recording('another.mcap') },
      effect: async () => ({
        ...(await api.traces(id)),
        files: await count('files WHERE batch_id = $1', id),
      }),
    };
  },
  async createUpload() {
    const id = await api.createBatch();
    return {
      path: `/batches/${id}/uploads`,
      body: JSON.stringify({ path: 'one.mcap', size: 10 }),
      other: { body: JSON.stringify({ path: 'another.mcap', size: 10 }) },
      effect: () => count('uploads WHERE batch_id = $1', id),
    };
  },
  async signParts() {
    const { batchId, path } = await sentParts();
    return {
      path: `${path}/parts`,
      body: JSON.stringify({ parts: [1] }),
      other: { body: JSON.stringify({ parts: [1, 1] }) },
      effect: () => count('uploads WHERE batch_id = $1', batchId),
    };
  },
  async completeUpload() {
    const { batchId, path, etags } = await sentParts();
    return {
      path: `${path}/complete`,
      body: JSON.stringify({ etags }),
      other: { body: JSON.stringify({ etags: ['other'] }) },
      effect: () => api.traces(batchId),
    };
  },
  async completeBatch() {
    const id = await filled();
    const manifest = { files: [{ path: 'b.mcap', size: 1, sha256: '0'.repeat(64) }] };
    return {
      path: `/batches/${id}/complete`,
      other: { body: JSON.stringify(manifest) },
      effect: () => runOf(id),
    };
  },
  async cancelBatch() {
    const id = await filled();
    return {
      path: `/batches/${id}/cancel`,
      other: { body: '{"x":1}' },
      effect: async () => (await runOf(id)).run,
    };
  },
  async reprocessBatch() {
    const id = await drive();
    return { path: `/batches/${id}/reprocess`, other: { body: '{"x":1}' }, effect: () => runOf(id) };
  },
  async retryBatch() {
    const id = await filled();
    await api.stores.batches.fail(id, 1, { code: 'cancelled', message: 'The batch was cancelled.' });
    return {
      path: `/batches/${id}/retry`,
      body: '{}',
      other: { body: '{"only":"failed"}' },
      effect: () => runOf(id),
    };
  },
  async createKnowledgeEntry() {
    const symptom = randomUUID();
    const entry = (more: string) => JSON.stringify({ symptom, solution: more, source: 'test' });
    return {
      path: '/knowledge',
      body: entry('Look.'),
      other: { body: entry('Listen.') },
      effect: () => count('knowledge WHERE symptom = $1', symptom),
    };
  },
  async importKnowledge() {
    const symptom = randomUUID();
    const entries = (solution: string) =>
      JSON.stringify({ entries: [{ symptom, solution, source: 'test' }] });
    return {
      path: '/knowledge/import',
      body: entries('Look.'),
      other: { body: entries('Listen.') },
      effect: () => count('knowledge WHERE symptom = $1', symptom),
    };
  },
  async askVehicle() {
    const vehicle_id = randomUUID();
    await api.post('/batches', { vehicle_id, vin });
    return {
      path: `/vehicles/${vehicle_id}/requests`,
      body: JSON.stringify({ path: 'one.mcap' }),
      other: { body: JSON.stringify({ path: 'another.mcap' }) },
      effect: () => count('vehicle_requests WHERE vehicle_id = $1', vehicle_id),
    };
  },
  async createWebhook() {
    const description = randomUUID();
    const webhook = (url: string) => JSON.stringify({ url, description });
    return {
      path: '/webhooks',
      body: webhook('https://example.com/one'),
      other: { body: webhook('https://example.com/two') },
      effect: () => count('webhook_endpoints WHERE description = $1', description),
    };
  },
  async redeliverWebhook() {
    const url = 'https://example.com/events';
    const { body } = await api.post('/webhooks', { url });
    return {
      path: `/webhooks/${body.webhook_id}/redeliver`,
      other: { body: '{"x":1}' },
      effect: () => count('webhook_deliveries WHERE endpoint_id = $1', body.webhook_id),
    };
  },
  async createSubscription() {
    const description = randomUUID();
    const subscription = (url: string) => JSON.stringify({ url, description });
    return {
      path: '/subscriptions',
      body: subscription('https://example.com/one'),
      other: { body: subscription('https://example.com/two') },
      effect: () => count('alert_subscriptions WHERE description = $1', description),
    };
  },
  async redeliverSubscription() {
    const { body } = await api.post('/subscriptions', { url: 'https://example.com/alerts' });
    return {
      path: `/subscriptions/${body.subscription_id}/redeliver`,
      other: { body: '{"x":1}' },
      effect: () => count('alerts WHERE subscription_id = $1', body.subscription_id),
    };
  },
  async giveKnowledgeFeedback() {
    const { rows } = await api.stores.db.query('SELECT id FROM knowledge ORDER BY id LIMIT 1');
    const [{ id }] = rows;
    const batch_id = await api.createBatch();
    const said = (verdict: string) =>
      JSON.stringify({ batch_id, finding: 'obd-dtc', verdict, token: 'a-client-token-of-its-own' });
    return {
      path: `/knowledge/${id}/feedback`,
      body: said('helped'),
      other: { body: said('wrong') },
      effect: () => count('knowledge_feedback WHERE batch_id = $1', batch_id),
    };
  },
};

/** Sends the example, to the API directly or over another link. */
async function send(
  { path, type = json, body }: Pick<Example, 'path' | 'type' | 'body'>,
  key: string,
  url = api.url,
) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'idempotency-key': key, ...(body !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, location: response.headers.get('location') };
}

/** A token closes the API to those who have none, and these answers are secrets: `access.test.ts` holds them. */
const elsewhere = ['createToken', 'signIn'];

async function postOperations() {
  const { paths } = (await openApiDocument()) as {
    paths: Record<
      string,
      { post?: { operationId: string; parameters: { name: string }[]; responses: Record<string, object> } }
    >;
  };
  const all = Object.values(paths).flatMap(({ post }) => (post ? [post] : []));
  return all.filter(({ operationId }) => !elsewhere.includes(operationId));
}

describe.each((await postOperations()).map((operation) => [operation.operationId, operation] as const))(
  '%s',
  (id, { parameters, responses }) => {
    test('documents its Idempotency-Key', () => {
      expect(parameters.map(({ name }) => name)).toContain('idempotency-key');
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['409', '422']));
    });

    test('whose response is lost may be repeated: the same response, one effect', async () => {
      const example = await examples[id]?.();
      if (!example) throw new Error(`${id} has no example here: write one`);
      const key = randomUUID();
      const lost = link.lost();
      await expect(send(example, key, link.url)).rejects.toThrow('fetch failed');
      expect(link.lost()).toBe(lost + 1);
      const effect = await example.effect();
      const again = await send(example, key);
      expect(again.status, again.text).toBeGreaterThanOrEqual(200);
      expect(again.status, again.text).toBeLessThan(300);
      expect(await send(example, key)).toEqual(again);
      expect(await example.effect()).toEqual(effect);
    });

    test('refuses the key with another body', async () => {
      const example = await examples[id]?.();
      if (!example) throw new Error(`${id} has no example here: write one`);
      const key = randomUUID();
      expect((await send(example, key)).status).toBeLessThan(300);
      const effect = await example.effect();
      const other = await send({ path: example.path, ...example.other }, key);
      expect(other.status, other.text).toBe(422);
      expect(JSON.parse(other.text).code).toBe('idempotency_mismatch');
      expect(await example.effect()).toEqual(effect);
    });
  },
);

describe('a key', () => {
  const body = JSON.stringify({ vehicle_id: 'car-1', vin });
  const create = (key: string, url?: string) => send({ path: '/batches', body }, key, url);
  const age = (key: string, column: string, by: string) =>
    api.stores.db.query(`UPDATE idempotency_keys SET ${column} = now() - $2::interval WHERE key = $1`, [
      key,
      by,
    ]);

  test('whose first request is in progress gets 409 with Retry-After', async () => {
    const key = randomUUID();
    const { create: real } = api.stores.batches;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const spy = vi.spyOn(api.stores.batches, 'create').mockImplementationOnce(async (batch) => {
      await held;
      return real(batch);
    });
    const first = create(key);
    await until('the first request', () => spy.mock.calls.length === 1);
    const second = await api.call('/batches', {
      method: 'POST',
      headers: { 'content-type': json, 'idempotency-key': key },
      body,
    });
    expect([second.status, second.body.code]).toEqual([409, 'in_progress']);
    expect(second.headers.get('retry-after')).toBe('1');
    release();
    expect((await first).status).toBe(201);
    expect((await create(key)).text).toBe((await first).text);
  });

  test.for([
    ['/batches', () => body],
    ['/webhooks', () => JSON.stringify({ url: 'https://example.com/events' })],
    ['/subscriptions', () => JSON.stringify({ url: 'https://example.com/alerts' })],
    ['/knowledge', () => JSON.stringify({ symptom: randomUUID(), solution: 'Look.', source: 'test' })],
  ] as const)(
    'whose process died before it could store the response creates nothing twice at %s',
    async ([path, bodyOf]) => {
      const [key, sent] = [randomUUID(), bodyOf()];
      const settle = vi.spyOn(api.stores.keptAnswers, 'settle').mockRejectedValueOnce(new Error('died'));
      const first = await send({ path, body: sent }, key);
      settle.mockRestore();
      expect((await send({ path, body: sent }, key)).status).toBe(409);
      await age(key, 'held_until', '1 second');
      const again = await send({ path, body: sent }, key);
      expect([again.status, again.text]).toEqual([201, first.text]);
    },
  );

  test('whose process died after it had begun a run begins no other', async () => {
    const id = await drive();
    const key = randomUUID();
    const settle = vi.spyOn(api.stores.keptAnswers, 'settle').mockRejectedValueOnce(new Error('died'));
    await send({ path: `/batches/${id}/reprocess` }, key);
    settle.mockRestore();
    await age(key, 'held_until', '1 second');
    expect((await send({ path: `/batches/${id}/reprocess` }, key)).status).toBe(202);
    expect((await runOf(id)).run).toBe(2);
  });

  test('of a refused request is free for the same request later', async () => {
    const [id, key] = [await api.createBatch(), randomUUID()];
    const complete = () => send({ path: `/batches/${id}/complete` }, key);
    expect((await complete()).status).toBe(409);
    await send({ path: `/batches/${id}/files`, type: formType, body: recording('a') }, randomUUID());
    expect((await complete()).status).toBe(200);
  });

  test('is forgotten after 24 hours, by the sweep and without it', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const first = [await create(one), await create(two)].map(({ text }) => JSON.parse(text).batch_id);
    await age(one, 'created_at', '24 hours');
    await age(two, 'created_at', '24 hours');
    expect(JSON.parse((await create(one)).text).batch_id).not.toBe(first[0]);
    expect(await api.stores.keptAnswers.forgetOld()).toBe(1);
    expect(await count('idempotency_keys WHERE key = $1', two)).toBe(0);
    expect(await count('idempotency_keys WHERE key = $1', one)).toBe(1);
  });

  test.for(['a b', 'x'.repeat(256)])('that is invalid (%j) is refused', async (key) => {
    const { status, text } = await create(key);
    expect([status, JSON.parse(text).field]).toEqual([400, 'idempotency-key']);
  });
});
