import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawConnection, startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const good = { vehicle_id: 'car-1', vin: 'WVWZZZ1JZ3W386752' };
const missing = '01890000-0000-7000-8000-000000000000';

describe('creating a batch', () => {
  test('gives it an id and the state pending', async () => {
    const { status, body } = await api.post('/batches', {
      ...good,
      vin: 'wvwzzz1jz3w386752',
      expected_workers: 3,
      tolerated_failed_percent: 12.5,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'pending',
      vin: 'wvwzzz1jz3w386752',
      expected_workers: 3,
      tolerated_failed_percent: 12.5,
      total_files: 0,
    });
    expect((await api.call(`/batches/${body.batch_id}`)).body).toEqual(body);
  });

  test.for([
    ['no VIN', { vehicle_id: 'a' }, 'vin'],
    ['a VIN with an O', { ...good, vin: 'WVOZZZ1JZ3W386752' }, 'vin'],
    ['a short VIN', { ...good, vin: 'W' }, 'vin'],
    ['a number for a vehicle', { ...good, vehicle_id: 7 }, 'vehicle_id'],
    ['an empty vehicle', { ...good, vehicle_id: '' }, 'vehicle_id'],
    ['an endless vehicle', { ...good, vehicle_id: 'a'.repeat(129) }, 'vehicle_id'],
    ['a NUL', { ...good, vehicle_id: 'a\0b' }, 'vehicle_id'],
    ['half a character', { ...good, vehicle_id: '\ud800' }, 'vehicle_id'],
    ['an unknown field', { ...good, colour: 'red' }, 'colour'],
    ['101 percent', { ...good, tolerated_failed_percent: 101 }, 'tolerated_failed_percent'],
    ['half a worker', { ...good, expected_workers: 0.5 }, 'expected_workers'],
    ['a list', [], 'body'],
    ['null', null, 'body'],
  ] as const)('with %s is refused and names the field', async ([, body, field]) => {
    const answer = await api.post('/batches', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'validation', field, request_id: expect.any(String) });
  });

  test.for(['{', '{"__proto__":{}}', '', `{"vehicle_id":"${'a'.repeat(100_000)}"}`])(
    'with the body %.20s is refused',
    async (body) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await api.call('/batches', { method: 'POST', headers, body });
      expect([400, 413]).toContain(answer.status);
      expect(answer.body).toMatchObject({ error: expect.any(String), request_id: expect.any(String) });
    },
  );
});

describe('lists', () => {
  test('come newest first, in pages, and can be filtered', async () => {
    const vehicle_id = 'car-of-the-list';
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      ids.unshift((await api.post('/batches', { ...good, vehicle_id })).body.batch_id);
    }
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page += 1) {
      const { body } = await api.call(`/batches?vehicle_id=${vehicle_id}&status=pending&limit=2${cursor}`);
      seen.push(...body.batches.map((batch: { batch_id: string }) => batch.batch_id));
      cursor = `&cursor=${body.next_cursor}`;
      if (page === 2) expect(body.next_cursor).toBeNull();
    }
    expect(seen).toEqual(ids);
    const none = await api.call(`/batches?vehicle_id=${vehicle_id}&created_before=2020-01-01T00:00:00Z`);
    expect(none.body).toEqual({ batches: [], next_cursor: null });
    expect((await api.call('/reports')).body).toEqual({ reports: [], next_cursor: null });
  });

  test.for([
    '/batches?limit=0',
    '/batches?limit=201',
    '/batches?limit=x',
    '/batches?cursor=x',
    '/batches?status=lost',
    '/batches?created_after=yesterday',
    '/batches?vehicle_id=%00',
    '/batches/x',
    `/batches/${missing}/files?state=lost`,
    `/batches/${missing}/report?run=0`,
    `/batches/${missing}/charts/..%2f..%2fx`,
    '/reports?type=everything',
    '/reports?severity=bad',
    '/batches/%E0%A4%A',
  ])('%s is a bad request', async (path) => {
    const { status, body } = await api.call(path);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'validation', request_id: expect.any(String) });
  });
});

describe('what does not exist', () => {
  test.for([
    ['GET', `/batches/${missing}`],
    ['GET', `/batches/${missing}/progress`],
    ['GET', `/batches/${missing}/files`],
    ['GET', `/batches/${missing}/files/${missing}`],
    ['GET', `/batches/${missing}/files/${missing}/content`],
    ['GET', `/batches/${missing}/report`],
    ['GET', `/batches/${missing}/diagnosis`],
    ['GET', `/batches/${missing}/charts/cpu.svg`],
    ['GET', `/batches/${missing}/events`],
    ['GET', `/batches/${missing}/why`],
    ['POST', `/batches/${missing}/complete`],
    ['POST', `/batches/${missing}/cancel`],
    ['POST', `/batches/${missing}/retry`],
    ['POST', `/batches/${missing}/reprocess`],
    ['GET', '/nothing'],
    ['PUT', '/nothing'],
  ] as const)('%s %s is 404', async ([method, path]) => {
    const { status, body } = await api.call(path, { method });
    expect([status, body.code]).toEqual([404, 'not_found']);
  });

  test('a path with an empty part, or with an endless one, is 404', async () => {
    for (const path of ['/api/v1//batches', `/api/v1/batches/${'a'.repeat(5_000)}`]) {
      const answer = await fetch(`${api.url}${path}`);
      expect([answer.status, await answer.json()]).toEqual([
        404,
        expect.objectContaining({ code: 'not_found' }),
      ]);
    }
  });

  test('completing or reporting too early is 409', async () => {
    const id = await api.createBatch();
    expect((await api.call(`/batches/${id}/complete`, { method: 'POST' })).body.code).toBe('empty_batch');
    expect((await api.call(`/batches/${id}/reprocess`, { method: 'POST' })).body.code).toBe('state');
    const report = await api.call(`/batches/${id}/report`);
    expect([report.status, report.body.code]).toEqual([409, 'not_ready']);
  });
});

describe('a method that a path does not have', () => {
  test.for([
    ['PUT', '/batches', 'POST, GET, HEAD, OPTIONS'],
    ['PATCH', `/batches/${missing}`, 'GET, HEAD, DELETE, OPTIONS'],
    ['DELETE', `/batches/${missing}/report`, 'GET, HEAD, OPTIONS'],
    ['PATCH', `/knowledge/x`, 'GET, HEAD, PUT, DELETE, OPTIONS'],
    // A parameter of another path would match here.
    ['PUT', '/knowledge/export', 'GET, HEAD, OPTIONS'],
    ['GET', '/knowledge/import', 'POST, OPTIONS'],
    ['PROPFIND', '/reports', 'GET, HEAD, OPTIONS'],
  ] as const)('%s %s is 405 with Allow', async ([method, path, allow]) => {
    const sorted = (text: string | null) => text?.split(', ').sort();
    const { status, body, headers } = await api.call(path, { method });
    expect([status, body.code]).toEqual([405, 'method_not_allowed']);
    expect(sorted(headers.get('allow'))).toEqual(sorted(allow));
    const options = await api.call(path, { method: 'OPTIONS' });
    expect([options.status, options.text, sorted(options.headers.get('allow'))]).toEqual([
      204,
      '',
      sorted(allow),
    ]);
  });
});

describe('a body', () => {
  test.for([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'nonsense',
  ])('of type %s is 415', async (type) => {
    const body = JSON.stringify(good);
    const answer = await api.call('/batches', { method: 'POST', headers: { 'content-type': type }, body });
    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
    expect(answer.body.error).toContain('application/json');
  });

  test.for(['application/x-www-form-urlencoded', 'text/plain', 'application/json', 'nonsense'])(
    'of length 0 counts as none, also as %s',
    async (type) => {
      const id = await api.createBatch();
      for (const action of ['complete', 'retry', 'reprocess']) {
        const init = { method: 'POST', headers: { 'content-type': type }, body: '' };
        const { body } = await api.call(`/batches/${id}/${action}`, init);
        expect(body.code).toBe(action === 'complete' ? 'empty_batch' : 'state');
      }
    },
  );
});

describe('a wrong request', () => {
  const sentences: [string, string][] = [
    ['/batches?limit=x', 'limit must be a number.'],
    ['/batches?limit=1.5', 'limit must be a whole number.'],
    ['/batches?limit=0', 'limit must be at least 1.'],
    ['/batches?limit=201', 'limit must be at most 200.'],
    ['/batches?limit=99999999999999999999', 'limit must be at most 200.'],
    ['/batches?limit=-99999999999999999999', 'limit must be at least 1.'],
    ['/batches?limit=1&limit=2', 'limit is given more than once.'],
    ['/batches?status=pending&status=failed', 'status is given more than once.'],
    ['/batches?status=lost', 'status must be one of pending, '],
    ['/batches?vin=a&vin=b', 'vin is given more than once.'],
    ['/batches?colour=red', 'colour is not a field of the query'],
    [`/batches/${missing}?colour=red`, 'colour is not a field of the query'],
    ['/batches/x', 'id must be a UUID.'],
    ['/reports?created_after=2026-02-30T00:00:00Z', 'created_after must be a valid calendar date.'],
    ['/fleet/codes?cursor=x', 'cursor must be the `next_cursor` of the previous page.'],
    ['/knowledge?q=a&cursor=x', 'cursor must be the `next_cursor` of the previous page.'],
    ['/batches?vehicle_id=a%0ab', 'vehicle_id must not be blank or contain control characters.'],
    ['/batches?vehicle_id=%20%20', 'vehicle_id must not be blank'],
  ];
  test.for(sentences)('%s is answered with "%s"', async ([path, sentence]) => {
    const { status, body } = await api.call(path);
    expect([status, body.error]).toEqual([400, expect.stringContaining(sentence)]);
    expect(sentence).toContain(body.field);
  });

  test('says what is missing', async () => {
    const { body } = await api.post('/batches', { vehicle_id: 'a' });
    expect(body).toMatchObject({ error: 'vin is missing.', field: 'vin' });
    const none = await api.call('/batches', { method: 'POST' });
    expect(none.body).toMatchObject({ code: 'validation', error: 'body is missing.', field: 'body' });
  });

  test.for(['9007199254740990', '2147483648'])(
    'with version %s does not reach the database',
    async (version) => {
      const { status } = await api.call(`/knowledge/x?version=${version}`, { method: 'DELETE' });
      expect(status).toBe(400);
    },
  );
});

describe('an error as problem+json', () => {
  const ask = (accept: string) => api.call('/batches/x', { headers: { accept } });

  test.for([
    'application/problem+json',
    'application/problem+json, */*;q=0.5',
    'text/html, application/problem+json',
  ])('is what Accept: %s gets', async (accept) => {
    const { headers, body, status } = await ask(accept);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toEqual({
      type: 'urn:argus:problem:validation',
      title: 'The request is invalid',
      status,
      detail: 'id must be a UUID.',
      instance: '/api/v1/batches/x',
      code: 'validation',
      request_id: headers.get('x-request-id'),
      field: 'id',
      details: { where: 'path' },
    });
  });

  test.for(['*/*', 'application/json', 'application/json, application/problem+json', 'text/html'])(
    'is not what Accept: %s gets',
    async (accept) => {
      const { headers, body } = await ask(accept);
      expect(headers.get('content-type')).toBe('application/json');
      expect(body).toMatchObject({ code: 'validation', error: 'id must be a UUID.' });
    },
  );
});

describe('every answer', () => {
  test('carries a request id; a sane one of the caller is kept', async () => {
    const ours = await api.call('/batches', { headers: { 'x-request-id': 'my-id.1' } });
    expect(ours.headers.get('x-request-id')).toBe('my-id.1');
    const bad = await api.call('/batches/x', { headers: { 'x-request-id': 'a"b' } });
    expect(bad.headers.get('x-request-id')).toBe(bad.body.request_id);
    expect(bad.body.request_id).not.toBe('a"b');
    expect(bad.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('to what is not HTTP has the shape of an error, too', async () => {
    const { socket, received } = rawConnection(api.url);
    socket.write('NONSENSE\r\n\r\n');
    await until('an answer', () => received().includes('request_id'));
    expect(received()).toMatch(/^HTTP\/1.1 400/);
    expect(received()).toContain('"code":"validation"');
  });
});
