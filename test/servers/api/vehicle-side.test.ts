import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { form, formType, startTestApi, type TestApi, withQuery } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
const tokens = { vehicle: '', operator: '', reader: '' };
beforeAll(async () => {
  api = await startTestApi();
  for (const role of ['vehicle', 'operator', 'reader'] as const) {
    const vehicle_id = role === 'vehicle' ? 'van/7' : null;
    const made = await api.stores.tokens.create({
      ...{ id: uuidv7(), name: `the ${role}`, role, vehicle_id, expires_at: null, created_by: 'a test' },
    });
    tokens[role] = made?.token ?? '';
  }
  await until('the API to be closed', async () => (await api.call('/batches')).status === 401);
});
afterAll(() => api.close());

type Who = keyof typeof tokens;
const as = (who: Who, path: string, init: RequestInit = {}) =>
  api.call(path, { ...init, headers: { authorization: `Bearer ${tokens[who]}`, ...init.headers } });
const send = (who: Who, method: string, path: string, body: unknown) =>
  as(who, path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
async function newBatch(platform?: string): Promise<string> {
  const whose = { vehicle_id: 'van/7', vin: 'WVWZZZ1JZ3W386752' };
  return (await send('vehicle', 'POST', '/batches', { ...whose, platform })).body.batch_id;
}
const van = `/vehicles/${encodeURIComponent('van/7')}`;

describe('facts of a file', () => {
  const given = { recorded_at: '2026-11-28T10:00:00+01:00', priority: '7', labels: 'cam0, hard brake,cam0' };
  const kept = { recorded_at: '2026-11-28T09:00:00.000Z', priority: 7, labels: ['cam0', 'hard brake'] };
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const metadata = (facts: Record<string, string>) =>
    Object.entries({ filename: 'by-tus.bin', ...facts })
      .map(([key, value]) => `${key} ${base64(value)}`)
      .join(',');
  const formWith = (facts: Record<string, string>) => {
    const [first, ...rest] = Object.entries(facts).map(([name, bytes]) => ({ name, bytes }));
    const file = { name: 'file', filename: 'by-form.bin', bytes: 'x' };
    return new Uint8Array(form(...(first ? [first] : []), file, ...rest));
  };
  /** Each way sends one byte with these facts. */
  const ways: Record<string, (id: string, facts: Record<string, string>) => ReturnType<typeof as>> = {
    tus: (id, facts) =>
      as('vehicle', `/batches/${id}/uploads`, {
        method: 'POST',
        headers: {
          ...{ 'tus-resumable': '1.0.0', 'upload-length': '1', 'upload-metadata': metadata(facts) },
          'content-type': 'application/offset+octet-stream',
        },
        body: 'x',
      }),
    draft: (id, facts) =>
      as('vehicle', `/batches/${id}/uploads`, {
        method: 'POST',
        headers: {
          ...{ 'upload-complete': '?1', 'content-disposition': 'inline; filename="by-draft.bin"' },
          ...Object.fromEntries(
            Object.entries(facts).map(([name, text]) => [`argus-${name.replace('_', '-')}`, text]),
          ),
        },
        body: 'x',
      }),
    form: (id, facts) =>
      as('vehicle', `/batches/${id}/files`, {
        method: 'POST',
        headers: { 'content-type': formType },
        body: formWith(facts),
      }),
  };

  test.each(Object.keys(ways))('come by %s, and stand in lists', async (way) => {
    const id = await newBatch();
    const sent = await ways[way]?.(id, given);
    expect(sent?.status, sent?.text).toBeLessThan(300);
    const { body } = await as('reader', `/batches/${id}/files`);
    expect(body.files).toMatchObject([{ name: `by-${way}.bin`, size: 1, ...kept }]);
    // The same file again is that one, whatever is said of it.
    await ways[way]?.(id, { priority: '1' });
    expect((await as('reader', `/batches/${id}/files`)).body.files).toHaveLength(1);
  });

  test('come as JSON for signed parts; a repeat with other facts is another upload', async () => {
    const id = await newBatch();
    const facts = { recorded_at: given.recorded_at, priority: 7, labels: ['cam0', 'hard brake'] };
    const begin = (body: object) =>
      as('vehicle', `/batches/${id}/uploads`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'one' },
        body: JSON.stringify({ path: 'by-parts.bin', size: 1, ...body }),
      });
    const { body } = await begin(facts);
    expect(body).toMatchObject({ name: 'by-parts.bin', ...kept });
    expect((await begin({ ...facts, recorded_at: kept.recorded_at })).body.upload_id).toBe(body.upload_id);
    expect(await begin({ ...facts, priority: 6 })).toMatchObject({ status: 422 });
    const signed = await send('vehicle', 'POST', `/batches/${id}/uploads/${body.upload_id}/parts`, {
      parts: [1],
    });
    const put = await fetch(signed.body.parts[0].url, { method: 'PUT', body: 'x' });
    const whole = await send('vehicle', 'POST', `/batches/${id}/uploads/${body.upload_id}/complete`, {
      etags: [put.headers.get('etag')],
    });
    expect(whole.body).toMatchObject({ name: 'by-parts.bin', ...kept });
  });

  test.each([
    ['recorded_at', '2026-02-30T10:00:00Z'],
    ['recorded_at', 'yesterday'],
    ['priority', '10'],
    ['priority', '-1'],
    ['priority', '1.5'],
    ['labels', Array.from({ length: 17 }, (_, at) => `label ${at}`).join(',')],
    ['labels', 'x'.repeat(65)],
  ])('are refused by every way: %s, %#', async (name, text) => {
    const id = await newBatch();
    for (const [way, upload] of Object.entries(ways)) {
      const field = way === 'draft' ? `argus-${name.replace('_', '-')}` : name;
      expect(await upload(id, { [name]: text }), way).toMatchObject({
        status: 400,
        body: { code: 'validation' },
      });
      expect((await upload(id, { [name]: text })).text).toContain(field);
    }
    expect(await api.traces(id)).toEqual({ rows: 0, objects: 0, unfinished: 0 });
  });

  test('order what is read by priority, and otherwise by upload', async () => {
    const id = await newBatch();
    for (const [name, priority] of [
      ['a', '0'],
      ['b', '9'],
      ['c', '0'],
      ['d', '9'],
    ] as const)
      await as('vehicle', `/batches/${id}/files`, {
        method: 'POST',
        headers: { 'content-type': formType },
        body: new Uint8Array(
          form({ name: 'priority', bytes: priority }, { name: 'file', filename: name, bytes: 'x' }),
        ),
      });
    await as('vehicle', `/batches/${id}/complete`, { method: 'POST' });
    const { body } = await as('reader', `/batches/${id}/files`);
    const files = body.files as { name: string; position: number }[];
    expect(files.map(({ name, position }) => [name, position])).toEqual([
      ['a', 2],
      ['b', 0],
      ['c', 3],
      ['d', 1],
    ]);
  });
});

describe('the upload policy', () => {
  const policy = (who: Who, query: Record<string, string> = {}, headers = {}) =>
    as(who, withQuery('/upload-policy', query), { headers });
  const rules = [
    { pattern: '*.log', upload: 'now' },
    { pattern: 'cam*/**', upload: 'unmetered' },
  ];

  test('is that of the platform, of the fleet, or everything now', async () => {
    await newBatch('van');
    expect((await policy('vehicle')).body).toEqual({
      ...{ vehicle_id: 'van/7', platform: 'van', source: 'none', version: 0, rules: [], default: 'now' },
    });
    const fleet = await send('operator', 'PUT', '/upload-policy', { rules: [], default: 'unmetered' });
    expect(fleet.body).toMatchObject({ platform: null, version: 1, changed_by: 'the operator' });
    expect((await policy('vehicle')).body).toMatchObject({ source: 'fleet', default: 'unmetered' });

    const put = await send('operator', 'PUT', '/platforms/van/upload-policy', {
      ...{ rules, default: 'on_request', note: 'SIM of 1 GB', changed_by: 'somebody else' },
    });
    expect(put.body).toMatchObject({ platform: 'van', version: 1, rules, changed_by: 'the operator' });
    const own = await policy('vehicle', { vehicle: 'van/7' });
    expect(own.body).toMatchObject({ platform: 'van', source: 'platform', rules, default: 'on_request' });
    expect(own.headers.get('cache-control')).toBe('private, max-age=300');
    const etag = own.headers.get('etag') ?? '';
    expect((await policy('vehicle', {}, { 'if-none-match': etag })).status).toBe(304);
    // One that Argus does not know yet names its platform.
    expect((await policy('reader', { vehicle: 'new', platform: 'van' })).body).toMatchObject({ rules });
    expect((await policy('reader', { vehicle: 'new' })).body).toMatchObject({ source: 'fleet' });
    expect((await policy('vehicle', { vehicle: 'van/8' })).status).toBe(404);
    expect((await as('reader', '/platforms')).body.platforms).toContainEqual(
      expect.objectContaining({ platform: 'van', upload_policy: true }),
    );

    expect((await as('operator', '/platforms/van/upload-policy', { method: 'DELETE' })).status).toBe(204);
    expect((await as('operator', '/platforms/van/upload-policy', { method: 'DELETE' })).status).toBe(404);
    const after = await policy('vehicle', {}, { 'if-none-match': etag });
    expect(after).toMatchObject({ status: 200, body: { source: 'fleet' } });
    const { body } = await as('reader', '/upload-policies?platform=van');
    expect(body.policies.map(({ version, rules: set }: never) => [version, set])).toEqual([
      [2, null],
      [1, rules],
    ]);
  });

  test('is changed from the version that was read; the same again changes nothing', async () => {
    const put = (body: object) => send('operator', 'PUT', '/platforms/tram/upload-policy', body);
    const first = { rules: [], default: 'now', version: 0 };
    expect((await put(first)).body).toMatchObject({ version: 1 });
    // Its answer may have got lost.
    expect((await put(first)).body).toMatchObject({ version: 1 });
    expect(await put({ ...first, default: 'unmetered' })).toMatchObject({
      status: 409,
      body: { code: 'conflict', error: expect.stringContaining('version 1') },
    });
    const both = await Promise.all([
      put({ rules: [], default: 'unmetered', version: 1 }),
      put({ rules: [], default: 'on_request', version: 1 }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test.each([
    ['', 'rules.0.pattern'],
    ['cam\\*.mcap', 'rules.0.pattern'],
    ['+(a|b)', 'rules.0.pattern'],
    ['/abs/*', 'rules.0.pattern'],
    ['a{1..3}', 'rules.0.pattern'],
    ['[a', 'rules.0.pattern'],
    ['*a*b*c*d*', 'rules.0.pattern'],
    ['x'.repeat(257), 'rules.0.pattern'],
  ])('is refused with a pattern: %#', async (pattern, field) => {
    const body = { rules: [{ pattern, upload: 'now' }], default: 'now' };
    expect(await send('operator', 'PUT', '/upload-policy', body)).toMatchObject({
      status: 400,
      body: { code: 'validation', field },
    });
  });
});

describe('a request to a vehicle', () => {
  const ask = (body: object) => send('operator', 'POST', `${van}/requests`, body);
  const answer = (id: string, body: object) => send('vehicle', 'PUT', `${van}/requests/${id}/answer`, body);
  const listed = async (query = '') => (await as('vehicle', `${van}/requests${query}`)).body.requests;

  test('is picked up, and fulfilled by a batch, which has an event of it', async () => {
    const batch = await newBatch();
    const window = { recorded_from: '2026-11-28T09:00:00Z', recorded_to: '2026-11-28T10:00:00Z' };
    const asked = await ask({ pattern: 'cam*/**', ...window, note: 'the brake test' });
    expect(asked).toMatchObject({ status: 201, body: { state: 'open', asked_by: 'the operator' } });
    const { request_id } = asked.body;
    // Asked for already.
    expect(await ask({ pattern: 'cam*/**', ...window })).toMatchObject({ status: 200, body: { request_id } });
    expect(await listed('?state=open')).toContainEqual(expect.objectContaining({ request_id }));
    const picked = await answer(request_id, { state: 'picked_up' });
    expect(picked.body).toMatchObject({ state: 'picked_up', picked_up_at: expect.any(String) });
    expect((await answer(request_id, { state: 'picked_up' })).body).toEqual(picked.body);
    expect(await listed('?state=open')).toEqual([]);

    expect(await answer(request_id, { state: 'fulfilled', batch_id: uuidv7() })).toMatchObject({
      status: 404,
    });
    const done = await answer(request_id, { state: 'fulfilled', batch_id: batch });
    expect(done.body).toMatchObject({ state: 'fulfilled', batch_id: batch });
    expect((await answer(request_id, { state: 'fulfilled', batch_id: batch })).body).toEqual(done.body);
    expect(await answer(request_id, { state: 'declined', reason: 'gone' })).toMatchObject({
      status: 409,
      body: { code: 'state' },
    });
    const events = await api.stores.events.after(batch, 0, 10);
    expect(events.filter(({ event_type }) => event_type === 'RequestFulfilled')).toMatchObject([
      { payload: { request_id, vehicle_id: 'van/7', asked_by: 'the operator' } },
    ]);
  });

  test('is declined with a reason, withdrawn, or expires; what comes late is welcome', async () => {
    const batch = await newBatch();
    const declined = (await ask({ path: 'gone.mcap' })).body.request_id;
    expect(await answer(declined, { state: 'declined' })).toMatchObject({ status: 400 });
    expect((await answer(declined, { state: 'declined', reason: 'overwritten' })).body).toMatchObject({
      ...{ state: 'declined', reason: 'overwritten', path: 'gone.mcap' },
    });
    const withdrawn = (await ask({ path: 'late.mcap' })).body.request_id;
    for (const _ of [1, 2])
      expect((await as('operator', `${van}/requests/${withdrawn}`, { method: 'DELETE' })).status).toBe(204);
    expect(await listed('?state=expired')).toMatchObject([{ request_id: withdrawn }]);
    expect(await answer(withdrawn, { state: 'picked_up' })).toMatchObject({ status: 409 });
    expect((await answer(withdrawn, { state: 'fulfilled', batch_id: batch })).status).toBe(200);
    // What has expired may be asked for anew.
    expect((await ask({ path: 'late.mcap' })).status).toBe(201);
  });

  test('is for its vehicle alone, which has to be known', async () => {
    const { request_id } = (await ask({ path: 'mine.mcap' })).body;
    for (const path of ['', '/requests', '/holdings'])
      expect((await as('vehicle', `/vehicles/van-8${path}`)).status).toBe(404);
    const others = `/vehicles/van-8/requests/${request_id}/answer`;
    expect((await send('vehicle', 'PUT', others, { state: 'picked_up' })).status).toBe(404);
    expect((await send('operator', 'PUT', others, { state: 'picked_up' })).status).toBe(404);
    expect(await send('operator', 'POST', '/vehicles/nobody/requests', { path: 'x' })).toMatchObject({
      status: 404,
      body: { error: 'There is no vehicle nobody.' },
    });
  });

  test('is one of at most 100 that wait', async () => {
    const path = '/vehicles/asked-often/requests';
    await send('operator', 'PUT', '/vehicles/asked-often/holdings', { files: [] });
    await api.stores.db.query(
      `INSERT INTO vehicle_requests (id, vehicle_id, path, expires_at)
       SELECT gen_random_uuid(), 'asked-often', at || '.mcap', now() + interval '1 day' FROM generate_series(0, 99) AS at`,
    );
    expect(await send('operator', 'POST', path, { path: 'one-more' })).toMatchObject({
      status: 429,
      body: { code: 'quota_exceeded' },
    });
    expect((await send('operator', 'POST', path, { path: '7.mcap' })).status).toBe(200);
  });

  test.each([
    [{}, 'path'],
    [{ path: 'a', pattern: 'b' }, 'pattern'],
    [{ recorded_from: '2026-11-28T09:00:00Z' }, 'recorded_to'],
    [{ recorded_from: '2026-11-28T09:00:00Z', recorded_to: '2026-11-28T08:00:00Z' }, 'recorded_to'],
    [{ path: 'a', expires_in_days: 366 }, 'expires_in_days'],
  ])('is refused as %j', async (body, field) => {
    expect(await ask(body)).toMatchObject({ status: 400, body: { code: 'validation', field } });
  });
});

describe('what a vehicle holds', () => {
  const report = (body: object) => send('vehicle', 'PUT', `${van}/holdings`, body);
  const listed = async (query = '') =>
    (await as('reader', `/holdings${query}`)).body.vehicles.filter(
      ({ vehicle_id }: { vehicle_id: string }) => vehicle_id === 'van/7',
    );

  test('is as it reported last, with sums by reason', async () => {
    await newBatch('van');
    const camera = {
      path: 'cam0/1.mcap',
      size: 1_000,
      recorded_at: '2026-11-28T09:00:00Z',
      why: 'unmetered',
    };
    const broken = { path: 'x.mcap', size: 5, why: 'failed', note: '422 checksum_mismatch' };
    const files = [camera, { ...camera, path: 'cam0/2.mcap' }, broken];
    expect((await report({ files, total_files: 10, total_bytes: 99_000 })).status).toBe(204);
    const by_reason = { unmetered: { files: 2, bytes: 2_000 }, failed: { files: 1, bytes: 5 } };
    expect(await listed()).toMatchObject([
      { platform: 'van', total_files: 10, total_bytes: 99_000, by_reason, reported_at: expect.any(String) },
    ]);
    expect(await listed('?why=failed&platform=van')).toHaveLength(1);
    expect(await listed('?why=recording')).toEqual([]);
    const { body } = await as('vehicle', `${van}/holdings`);
    expect(body.files).toMatchObject([{ path: 'cam0/1.mcap' }, {}, { ...broken, recorded_at: null }]);

    expect((await report({ files: [] })).status).toBe(204);
    expect(await listed()).toEqual([]);
    expect((await as('reader', '/vehicles/silent/holdings')).status).toBe(404);
  });

  test.each([
    [{ files: [{ path: 'a', size: 1, why: 'lazy' }] }, 'files.0.why'],
    [{ files: [{ path: '', size: 1, why: 'failed' }] }, 'files.0.path'],
    [{ files: [{ path: 'a', size: 1, why: 'failed' }], total_files: 0 }, 'total_files'],
    [{ files: [{ path: 'a', size: 2, why: 'failed' }], total_bytes: 1 }, 'total_bytes'],
    [{ files: Array.from({ length: 1_001 }, () => ({ path: 'a', size: 1, why: 'failed' })) }, 'files'],
  ])('is refused: %#', async (body, field) => {
    expect(await report(body)).toMatchObject({ status: 400, body: { code: 'validation', field } });
  });
});

test('what people do to a VIN is in the audit trail; the reason of a hold is not for vehicles', async () => {
  const id = await newBatch();
  const path = '/vins/WVWZZZ1JZ3W386752';
  await send('operator', 'PUT', `${path}/legal-hold`, { reason: 'case 7' });
  expect((await as('reader', `/batches/${id}`)).body.legal_hold).toMatchObject({
    ...{ reason: 'case 7', placed_by: 'the operator' },
  });
  expect((await as('vehicle', `/batches/${id}`)).body).not.toHaveProperty('legal_hold');
  expect((await as('operator', `${path}/export`)).status).toBe(200);
  for (const remove of [path, `${path}/legal-hold`])
    expect((await as('operator', remove, { method: 'DELETE' })).status).toBe(403);
  const acts = await api.stores.audit.list({ actor: undefined }, undefined, 200);
  expect(new Set(acts.map(({ action }) => action))).toEqual(
    new Set([
      ...['holdVin', 'exportVin', 'askVehicle', 'withdrawVehicleRequest', 'answerVehicleRequest'],
      ...['setUploadPolicy', 'setPlatformUploadPolicy', 'resetPlatformUploadPolicy', 'reportHoldings'],
    ]),
  );
});
