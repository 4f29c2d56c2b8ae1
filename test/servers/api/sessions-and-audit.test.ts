import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bearer, createClosedApi, json } from '../../support/closed-api.ts';
import {
  form,
  formType,
  rawConnection,
  startTestApi,
  type TestApi,
  uploadHead,
} from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
const { as, batch, ids, makeToken, start, tokens } = createClosedApi();
beforeAll(async () => {
  api = await start();
});
afterAll(() => api.close());

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

describe('a session that nobody uses', () => {
  const site = { 'sec-fetch-site': 'same-origin' };
  const idleMinutes = 30;
  let first: TestApi;
  let second: TestApi;
  beforeAll(async () => {
    const { DB_NAME } = api.environment;
    const idle = { DB_NAME: String(DB_NAME), SESSION_IDLE_MINUTES: `${idleMinutes}` };
    [first, second] = [await startTestApi(idle), await startTestApi(idle)];
  });
  afterAll(() => Promise.all([first?.close(), second?.close()]));

  async function cookieOf(at: TestApi): Promise<string> {
    const answer = await at.call('/session', {
      ...json({ token: tokens.operator }),
      headers: { ...json({}).headers, ...site },
    });
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  }
  const digest = (cookie: string) => hash('sha256', cookie.slice(cookie.indexOf('=') + 1), 'buffer');
  const change = (cookie: string, sql: string) =>
    api.stores.db.query(`UPDATE sessions SET ${sql} WHERE sha256 = $1`, [digest(cookie)]);
  /** Minutes that it has left. */
  async function left(cookie: string): Promise<number> {
    const { rows } = await api.stores.db.query(
      'SELECT extract(epoch FROM expires_at - now())::float8 / 60 AS left FROM sessions WHERE sha256 = $1',
      [digest(cookie)],
    );
    return rows[0].left;
  }
  const read = (at: TestApi, cookie: string, headers: Record<string, string> = {}) =>
    at.call('/batches', { headers: { cookie, ...headers } });

  test('ends in every process, and whatever any of them is asked puts that off', async () => {
    const cookie = await cookieOf(first);
    expect(await left(cookie)).toBeLessThanOrEqual(idleMinutes);
    await change(cookie, "expires_at = now() + interval '5 minutes'");
    expect((await read(second, cookie)).status).toBe(200);
    await until('the use to be noted', async () => (await left(cookie)) > idleMinutes - 1);
    await change(cookie, 'expires_at = now()');
    for (const process of [first, second]) {
      await until('the session to end', async () => (await read(process, cookie)).status === 401);
    }
    expect(await left(cookie)).toBeLessThanOrEqual(0);
  });

  test('is not put off by a page that nobody touches, and never beyond a working day', async () => {
    const cookie = await cookieOf(first);
    await change(
      cookie,
      "expires_at = now() + interval '5 minutes', created_at = now() - interval '11 hours 50 minutes'",
    );
    expect((await read(first, cookie, { 'argus-unattended': '?1' })).status).toBe(200);
    expect((await first.call('/session', { headers: { cookie } })).body.signed_in).toBe(true);
    expect(await left(cookie)).toBeLessThanOrEqual(5);
    expect((await read(first, cookie)).status).toBe(200);
    await until('the use to be noted', async () => (await left(cookie)) > 9);
    expect(await left(cookie)).toBeLessThanOrEqual(10);
  });

  test('ends under an event stream, and not under an upload', async () => {
    const { DB_NAME } = api.environment;
    const hasty = await startTestApi({ DB_NAME: String(DB_NAME), SESSION_IDLE_MINUTES: '0.1' });
    const cookies = { stream: await cookieOf(hasty), upload: await cookieOf(hasty) };
    const stream = await fetch(`${hasty.url}/api/v1/batches/${batch.others}/events`, {
      headers: { cookie: cookies.stream },
    });
    expect(stream.status).toBe(200);
    const { socket, received } = rawConnection(hasty.url);
    socket.write(uploadHead(batch.others, 'chunked').replace('\r\n', `\r\ncookie: ${cookies.upload}\r\n`));
    await expect(stream.text()).rejects.toThrow();
    await until('the session of the stream to have ended', async () => (await left(cookies.stream)) < 0);
    expect(await left(cookies.upload)).toBeGreaterThan(0);
    expect(received()).toBe('');
    socket.destroy();
    await hasty.close();
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
