import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument } from '../../../src/api/openapi-document.ts';
import { type Role, roles } from '../../../src/domain/identity.ts';
import { form, formType, startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
const tokens = {} as Record<Role, string>;
const ids = {} as Record<Role, string>;
/** Of the vehicle's token, and of another one. */
const batch = { own: '', others: '' };
const vin = 'WVWZZZ1JZ3W386752';

async function makeToken(role: Role, name = `the ${role}`) {
  const vehicle_id = role === 'vehicle' ? 'truck-1' : null;
  const created = await api.stores.tokens.create({
    ...{ id: uuidv7(), name, role, vehicle_id, expires_at: null, created_by: 'a test' },
  });
  if (!created) throw new Error('no token was made');
  return created;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function as(role: Role, path: string, init: RequestInit = {}) {
  return api.call(path, { ...init, headers: { ...init.headers, ...bearer(tokens[role]) } });
}

const json = (body: unknown, method = 'POST') => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

beforeAll(async () => {
  api = await startTestApi();
  batch.others = await api.createBatch();
  for (const role of roles) {
    const { id, token } = await makeToken(role);
    tokens[role] = token;
    ids[role] = id;
  }
  await until('the API to be closed', async () => (await api.call('/batches')).status === 401);
  const made = await as('vehicle', '/batches', json({ vehicle_id: 'truck-1', vin }));
  expect(made.status).toBe(201);
  batch.own = made.body.batch_id;
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

test('many invalid tokens of one address are refused unseen; valid ones go on', async () => {
  const alone = await startTestApi({ DB_NAME: api.environment.DB_NAME ?? '' });
  try {
    const ask = (token: string) => alone.call('/batches', { headers: bearer(token) });
    expect((await ask(tokens.reader)).status).toBe(200);
    await until('a refusal', async () => (await ask(`argus_r_${Math.random()}`)).status === 429);
    expect((await ask(`argus_r_${Math.random()}`)).headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await ask(tokens.reader)).status).toBe(200);
  } finally {
    await alone.close();
  }
});

describe('limits of an identity', () => {
  const limited = (settings: Record<string, string>) =>
    startTestApi({
      DB_NAME: api.environment.DB_NAME ?? '',
      MINIO_BUCKET: api.environment.MINIO_BUCKET ?? '',
      ...settings,
    });

  test('are over all processes, and hold without Redis in each; uploads under way go on', async () => {
    const { token } = await makeToken('vehicle', 'a busy vehicle');
    const two = [
      await limited({ LIMIT_REQUESTS_PER_SECOND: '3' }),
      await limited({ LIMIT_REQUESTS_PER_SECOND: '3' }),
    ];
    try {
      const [one, other] = two as [TestApi, TestApi];
      const ask = (on: TestApi) => on.call('/batches', { headers: bearer(token) });
      const refusal = await until('a refusal', async () => {
        const answer = await ask(one);
        return answer.status === 429 && answer;
      });
      expect(refusal.body).toMatchObject({ code: 'rate_limited' });
      expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
      await until('the other process to know', async () => (await ask(other)).status === 429);
      const body = new Uint8Array(form({ name: 'file', filename: 'late.mcap', bytes: 'late' }));
      const sent = await one.call(`/batches/${batch.own}/files`, {
        ...{ method: 'POST', body },
        headers: { 'content-type': formType, ...bearer(token) },
      });
      expect(sent.status).toBe(201);
      // Somebody else is not concerned.
      expect((await one.call('/batches', { headers: bearer(tokens.reader) })).status).toBe(200);
    } finally {
      await Promise.all(two.map((one) => one.close()));
    }
    const alone = await limited({ LIMIT_REQUESTS_PER_SECOND: '3', REDIS_ADDR: '127.0.0.1:1' });
    try {
      const ask = () => alone.call('/batches', { headers: bearer(tokens.operator) });
      await until('a refusal', async () => (await ask()).status === 429);
    } finally {
      await alone.close();
    }
  });

  test('of bytes and of open batches are said before anything is sent', async () => {
    const { token } = await makeToken('operator', 'a heavy uploader');
    const small = await limited({ LIMIT_BYTES_PER_DAY: '2000', LIMIT_OPEN_BATCHES: '1' });
    try {
      const create = (vehicle_id: string) =>
        small.call('/batches', {
          ...json({ vehicle_id, vin }),
          headers: { ...json({}).headers, ...bearer(token) },
        });
      const made = await create('heavy-1');
      expect(made.status).toBe(201);
      expect((await create('heavy-1')).body).toMatchObject({ code: 'quota_exceeded' });
      const send = () =>
        small.call(`/batches/${made.body.batch_id}/files`, {
          ...{
            method: 'POST',
            body: new Uint8Array(form({ name: 'file', filename: 'a', bytes: 'x'.repeat(3_000) })),
          },
          headers: { 'content-type': formType, ...bearer(token) },
        });
      expect((await send()).status).toBe(201);
      const refusal = await until('a refusal', async () => {
        const answer = await send();
        return answer.status === 429 && answer;
      });
      expect(refusal.body).toMatchObject({ code: 'quota_exceeded' });
      expect((await create('heavy-2')).body).toMatchObject({ code: 'quota_exceeded' });
    } finally {
      await small.close();
    }
  });
});

describe('the console', () => {
  const site = { 'sec-fetch-site': 'same-origin' };

  async function signIn(token: string, headers: Record<string, string> = site) {
    const answer = await api.call('/session', {
      ...json({ token }),
      headers: { ...json({}).headers, ...headers },
    });
    return { answer, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
  }

  test('signs in with a token by a cookie that no script and no other site can use, and out again', async () => {
    const { answer, cookie } = await signIn(tokens.operator);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      identity: { name: 'the operator', role: 'operator' },
      signed_in: true,
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^argus_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const who = await api.call('/session', { headers: { cookie } });
    expect(who.body).toMatchObject({ identity: { name: 'the operator' }, open: false, provider: null });
    expect((await api.call('/batches', { headers: { cookie } })).status).toBe(200);
    expect((await api.call('/tokens', { headers: { cookie } })).status).toBe(403);
    const out = await api.call('/session', { method: 'DELETE', headers: { cookie, ...site } });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    await until(
      'the session to end',
      async () => (await api.call('/batches', { headers: { cookie } })).status === 401,
    );
    expect((await api.call('/session', { headers: { cookie } })).body.identity).toBeNull();
  });

  test('is no way for another site to change anything', async () => {
    const { cookie } = await signIn(tokens.operator);
    const change = (headers: Record<string, string>) =>
      api.call(`/batches/${batch.others}/reprocess`, { method: 'POST', headers: { cookie, ...headers } });
    const host = new URL(api.url).host;
    for (const foreign of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      expect((await change(foreign as Record<string, string>)).status, JSON.stringify(foreign)).toBe(403);
    }
    for (const own of [site, { origin: `http://${host}` }, {}]) {
      expect((await change(own as Record<string, string>)).body.code, JSON.stringify(own)).toBe('state');
    }
    expect((await signIn(tokens.operator, { 'sec-fetch-site': 'cross-site' })).answer.status).toBe(403);
  });

  test('signs in again when the answer was lost, and not with another token by the same key', async () => {
    const keyed = (token: string) => signIn(token, { ...site, 'idempotency-key': 'sign-in-once' });
    const [first, second] = [await keyed(tokens.reader), await keyed(tokens.reader)];
    expect([first.answer.status, second.answer.status]).toEqual([201, 201]);
    for (const { cookie } of [first, second]) {
      expect((await api.call('/batches', { headers: { cookie } })).status).toBe(200);
    }
    expect((await keyed(tokens.admin)).answer).toMatchObject({
      status: 422,
      body: { code: 'idempotency_mismatch' },
    });
    const kept = await api.stores.db.query('SELECT * FROM idempotency_keys');
    expect(JSON.stringify(kept.rows)).not.toContain(tokens.reader);
  });

  test('takes no token of a vehicle or of nobody, and ends with the token', async () => {
    expect((await signIn(tokens.vehicle)).answer.status).toBe(401);
    expect((await signIn('argus_a_invented')).answer.body).toMatchObject({
      code: 'unauthorized',
      field: 'token',
    });
    const { id, token } = await makeToken('reader', 'soon revoked');
    const { cookie } = await signIn(token);
    await api.stores.tokens.revoke(id, 'a test');
    await until(
      'the session to end',
      async () => (await api.call('/batches', { headers: { cookie } })).status === 401,
    );
  });
});

describe('the audit trail', () => {
  const entries = async (query = '') => (await as('admin', `/audit?limit=200${query}`)).body.entries;

  test('has who changed what, from where, with which outcome, and what was created', async () => {
    const made = await as(
      'operator',
      '/knowledge',
      json({ symptom: 'It leaks', solution: 'Seal it', source: 'us' }),
    );
    await as('reader', '/knowledge', json({ symptom: 'No', solution: 'No', source: 'us' }));
    const rule = await as(
      'operator',
      '/platforms/van/rules/low-fuel',
      json({ enabled: false, changed_by: 'somebody' }, 'PUT'),
    );
    expect(rule.body.changed_by).toBe('the operator');
    const [put, post] = await until('outcomes', async () => {
      const found = await entries(`&actor=token:${ids.operator}`);
      return found[0].status !== null && found[1].status !== null && found;
    });
    expect(put).toMatchObject({
      action: 'setRule',
      target: 'PUT /api/v1/platforms/van/rules/low-fuel',
      status: 200,
    });
    expect(post).toMatchObject({
      actor_name: 'the operator',
      actor_role: 'operator',
      origin: '127.0.0.1',
      action: 'createKnowledgeEntry',
      status: made.status,
      request_id: made.headers.get('x-request-id'),
    });
    expect(
      (await entries(`&actor=token:${ids.reader}`)).map((one: { action: string }) => one.action),
    ).not.toContain('createKnowledgeEntry');
  });

  test('has every download of a recording, and sign-ins', async () => {
    const body = new Uint8Array(form({ name: 'file', filename: 'a.mcap', bytes: 'recorded' }));
    const sent = await as('admin', `/batches/${batch.others}/files`, {
      method: 'POST',
      headers: { 'content-type': formType },
      body,
    });
    const path = `/batches/${batch.others}/files/${sent.body.file_id}/content`;
    expect((await as('reader', path)).text).toBe('recorded');
    const [download] = await until('the outcome', async () => {
      const found = await entries('&action=downloadFile');
      return found[0]?.status === 200 && found;
    });
    expect(download).toMatchObject({ actor_name: 'the reader', target: `GET /api/v1${path}` });
    expect((await entries('&action=signIn')).length).toBeGreaterThan(0);
  });

  test('is read page by page and exported as lines', async () => {
    const all = await entries();
    const first = await as('admin', '/audit?limit=2');
    const second = await as('admin', `/audit?limit=2&cursor=${first.body.next_cursor}`);
    expect([...first.body.entries, ...second.body.entries].map(({ id }) => id)).toEqual(
      all.slice(0, 4).map(({ id }: { id: number }) => id),
    );
    const lines = await fetch(`${api.url}/api/v1/audit?format=jsonl`, { headers: bearer(tokens.admin) });
    const exported = (await lines.text()).trimEnd().split('\n');
    const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);
    expect(ids(exported.slice(0, all.length).map((line) => JSON.parse(line)))).toEqual(ids(all));
    const { rows } = await api.stores.db.query('SELECT count(*) AS n FROM audit_acts');
    expect(exported.length).toBe(rows[0].n);
  });

  test('cannot be changed, not even by Argus itself', async () => {
    for (const change of [
      "UPDATE audit_acts SET actor = 'nobody'",
      'DELETE FROM audit_acts',
      'DELETE FROM audit_outcomes',
      'TRUNCATE audit_outcomes, audit_acts',
    ]) {
      await expect(api.stores.db.query(change), change).rejects.toThrow('append-only');
    }
  });
});
