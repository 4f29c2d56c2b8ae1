import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument } from '../../../src/api/openapi-document.ts';
import { type Role, roles } from '../../../src/domain/identity.ts';
import { bearer, createClosedApi, json, vin } from '../../support/closed-api.ts';
import { form, formType, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
const { as, batch, makeToken, start, tokens } = createClosedApi();
beforeAll(async () => {
  api = await start();
});
afterAll(() => api.close());

interface Operation {
  method: string;
  path: string;
  allowed: string[] | undefined;
}

async function operations(): Promise<Operation[]> {
  const { paths } = (await openApiDocument()) as {
    paths: Record<string, Record<string, { 'x-roles'?: string[] }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      allowed: operation['x-roles'],
    })),
  );
}

/** With a batch where one is named, and with nothing that exists elsewhere. */
function addressOf(path: string, batchId: string): string {
  return path
    .replace('/batches/{id}', `/batches/${batchId}`)
    .replaceAll(/\{(id|file_id|upload_id)\}/g, uuidv7())
    .replaceAll(/\{\w+\}/g, 'none.svg');
}

async function ask({ method, path }: Operation, batchId: string, headers: Record<string, string>) {
  const response = await fetch(api.url + addressOf(path, batchId), { method, headers });
  const text = await response.text();
  return { status: response.status, text, authenticate: response.headers.get('www-authenticate') };
}

describe('every route, asked', () => {
  test('by nobody and with a token that nobody has, answers 401 and how to say who one is', async () => {
    const closed = (await operations()).filter(({ allowed }) => allowed !== undefined);
    expect(closed.length).toBeGreaterThan(40);
    for (const operation of closed) {
      const answer = await ask(operation, batch.own, {});
      expect(answer, `${operation.method} ${operation.path}`).toMatchObject({
        status: 401,
        authenticate: 'Bearer realm="argus"',
      });
    }
    const [one] = closed;
    if (!one) throw new Error('there is no route');
    const invalid = await ask(one, batch.own, bearer('argus_r_invented'));
    expect(invalid).toMatchObject({
      status: 401,
      authenticate: 'Bearer realm="argus", error="invalid_token"',
    });
  });

  test('that is for everyone, answers nobody', async () => {
    const open = (await operations()).filter(({ allowed }) => allowed === undefined);
    expect(open.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
      'DELETE /api/v1/session',
      'GET /.well-known/argus-receipt-keys.json',
      'GET /.well-known/argus-receipt-keys/{kid}',
      // Its address is signed, and valid for an hour.
      'GET /api/v1/clips/{token}/clip.mcap',
      'GET /api/v1/session',
      'GET /healthz',
      'GET /metrics',
      'GET /readyz',
      'GET /schemas/alert-v1.json',
      'GET /schemas/event-v1.json',
      'GET /schemas/report-v1.json',
      'POST /api/v1/session',
    ]);
    for (const path of ['/', '/docs', '/openapi.json', '/asyncapi.json', '/healthz', '/api/v1/session']) {
      const { status, headers } = await fetch(api.url + path);
      expect(status, path).toBe(200);
      // Nothing says what runs here, and which release of it.
      expect([...headers.keys()].filter((name) => /^(server|x-powered-by|via)$/.test(name))).toEqual([]);
    }
  });

  test('by each role, lets in those it names; refuses people with 403 and vehicles with 404', async () => {
    for (const operation of await operations()) {
      const { method, path, allowed } = operation;
      // A stream of events does not end; it is asked for below.
      if (allowed === undefined || path.endsWith('/events')) continue;
      for (const role of roles) {
        const { status, text } = await ask(
          operation,
          role === 'vehicle' ? batch.own : uuidv7(),
          bearer(tokens[role]),
        );
        const where = `${method} ${path} as ${role}: ${status} ${text.slice(0, 200)}`;
        expect(isRefusal(role, status, text), where).toBe(!allowed.includes(role));
        // The routes end the batch, or remove it.
        if (role === 'vehicle' && path.endsWith('/cancel')) await renewBatch();
      }
    }
  });
});

/** For its role: what does not exist is refused with other words. */
function isRefusal(role: Role, status: number, text: string): boolean {
  if (role === 'vehicle') return status === 404 && text.includes('There is nothing at this address');
  return status === 403 && /The role \w+ does not allow/.test(text);
}

async function renewBatch() {
  const made = await as('vehicle', '/batches', json({ vehicle_id: 'truck-1', vin }));
  batch.own = made.body.batch_id;
}

describe('a vehicle', () => {
  test('gets of a batch that is not its own what it gets of one that does not exist', async () => {
    const ofBatches = (await operations()).filter(({ path }) => path.startsWith('/api/v1/batches/{id}'));
    const none = uuidv7();
    expect(ofBatches.length).toBeGreaterThan(10);
    for (const operation of ofBatches) {
      const [others, nothing] = await Promise.all(
        [batch.others, none].map((id) => ask(operation, id, bearer(tokens.vehicle))),
      );
      const where = `${operation.method} ${operation.path}`;
      // 400 where the body, which is looked at first, is missing.
      expect([400, 404], where).toContain(others?.status);
      const same = (text = '', id = '') => text.replaceAll(id, 'ID').replace(/"request_id":"[^"]*"/, '');
      expect(same(others?.text, batch.others), where).toBe(same(nothing?.text, none));
    }
    expect((await api.stores.batches.get(batch.others))?.status).toBe('pending');
  });

  test('uploads, lists and creates for itself alone', async () => {
    const body = new Uint8Array(form({ name: 'file', filename: 'a.mcap', bytes: 'bytes' }));
    const headers = { 'content-type': formType };
    expect(
      (await as('vehicle', `/batches/${batch.own}/files`, { method: 'POST', headers, body })).status,
    ).toBe(201);
    expect(
      (await as('vehicle', `/batches/${batch.others}/files`, { method: 'POST', headers, body })).status,
    ).toBe(404);
    const { body: listed } = await as('vehicle', '/batches?limit=200');
    expect(new Set(listed.batches.map((one: { vehicle_id: string }) => one.vehicle_id))).toEqual(
      new Set(['truck-1']),
    );
    expect((await as('vehicle', '/batches?vehicle_id=car-1')).body.batches).toEqual([]);
    expect((await as('vehicle', '/batches', json({ vehicle_id: 'car-1', vin }))).status).toBe(404);
  });
});

describe('a token', () => {
  test('is made once, shown by its first characters, and revoked within two seconds', async () => {
    const made = await as('admin', '/tokens', json({ name: 'a script', role: 'reader' }));
    expect(made.status).toBe(201);
    const { token, token_id, prefix } = made.body;
    expect(token).toMatch(/^argus_r_[\w-]{43}$/);
    expect(token.startsWith(prefix)).toBe(true);
    const ask = () => api.call('/batches', { headers: bearer(token) });
    expect((await ask()).status).toBe(200);
    const { body: listed, text } = await as('admin', '/tokens');
    expect(text).not.toContain(token);
    const own = listed.tokens.find((one: { token_id: string }) => one.token_id === token_id);
    expect(own).toMatchObject({
      name: 'a script',
      role: 'reader',
      created_by: 'the admin',
      revoked_at: null,
    });
    expect(own.last_used_at).not.toBeNull();
    expect((await as('admin', `/tokens/${token_id}`, { method: 'DELETE' })).status).toBe(204);
    await until('the token to be refused', async () => (await ask()).status === 401);
    const rows = await api.stores.db.query('SELECT * FROM access_tokens');
    expect(JSON.stringify(rows.rows)).not.toContain(token);
  });

  test('that is revoked or has expired ends what it has begun', async () => {
    const { id, token } = await makeToken('reader', 'a watcher');
    const stream = await fetch(`${api.url}/api/v1/batches/${batch.others}/events`, {
      headers: bearer(token),
    });
    expect(stream.status).toBe(200);
    const ended = stream.text().then(
      () => 'ended',
      () => 'cut',
    );
    await api.stores.tokens.revoke(id, 'a test');
    expect(await ended).toBe('cut');
    const expired = await makeToken('reader', 'of yesterday');
    await api.stores.db.query(
      "UPDATE access_tokens SET expires_at = now() - interval '1 second' WHERE id = $1",
      [expired.id],
    );
    expect((await api.call('/batches', { headers: bearer(expired.token) })).status).toBe(401);
  });

  test('has its own idempotency keys; a repeated request for a token gives it another secret until it is used', async () => {
    const keyed = (headers: Record<string, string>, body: unknown, path = '/batches') =>
      api.call(path, {
        ...json(body),
        headers: { ...json(body).headers, 'idempotency-key': 'the-same', ...headers },
      });
    const created = await Promise.all(
      [tokens.operator, tokens.admin].map((token) => keyed(bearer(token), { vehicle_id: 'car-2', vin })),
    );
    expect(new Set(created.map(({ body }) => body.batch_id)).size).toBe(2);
    const wanted = { name: 'twice', role: 'operator' };
    const [first, second] = [
      await keyed(bearer(tokens.admin), wanted, '/tokens'),
      await keyed(bearer(tokens.admin), wanted, '/tokens'),
    ];
    expect(second.body.token_id).toBe(first.body.token_id);
    expect((await api.call('/batches', { headers: bearer(first.body.token) })).status).toBe(401);
    expect((await api.call('/batches', { headers: bearer(second.body.token) })).status).toBe(200);
    expect((await keyed(bearer(tokens.admin), wanted, '/tokens')).status).toBe(409);
    const kept = await api.stores.db.query('SELECT body FROM idempotency_keys');
    expect(JSON.stringify(kept.rows)).not.toContain('argus_o_');
  });

  test('of a vehicle names it, and no other names one', async () => {
    const refused = await Promise.all(
      [{ role: 'vehicle' }, { role: 'reader', vehicle_id: 'truck-1' }].map((more) =>
        as('admin', '/tokens', json({ name: 'x', ...more })),
      ),
    );
    expect(refused.map(({ body }) => [body.code, body.field])).toEqual(
      Array(2).fill(['validation', 'vehicle_id']),
    );
  });
});
