import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createResumableClient,
  creationOf,
  type Headers,
  MiB,
  problem,
  sha256,
} from '../../support/resumable-client.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { uploadByTus } from '../../support/tus.ts';
import { until } from '../../support/until.ts';

const maxBytes = 40 * MiB;
const digestField = (bytes: Buffer) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ UPLOAD_MAX_FILE_BYTES: String(maxBytes) });
});
afterAll(() => api.close());
const { append, begin, filesOf, open, send } = createResumableClient(() => api);

describe('creation (4.2)', () => {
  test('with the whole file: 104 says where to go on, the answer is that of the file', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(20 * MiB);
    const { status, headers, text, interim } = await send(
      'POST',
      creationOf(batchId),
      {
        'upload-complete': '?1',
        'upload-length': bytes.length,
        'content-type': 'application/vnd.mcap',
        'content-disposition': `inline; filename="x.mcap"; filename*=UTF-8''cam0%2Fl%C3%A4uft.mcap`,
      },
      bytes,
    );
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'upload-complete': '?1', 'repr-digest': digestField(bytes) });
    expect(JSON.parse(text)).toMatchObject({
      name: 'cam0/läuft.mcap',
      sha256: sha256(bytes),
      size: bytes.length,
    });
    const [first, ...progress] = interim;
    expect(first).toMatchObject({
      status: 104,
      headers: {
        location: headers.location,
        'upload-limit': expect.stringMatching(/^max-size=41943040, max-age=\d+$/),
        'upload-draft-interop-version': '8',
      },
    });
    expect(progress.map(({ headers }) => headers)).toEqual([
      { 'upload-draft-interop-version': '8', 'upload-offset': String(8 * MiB) },
      { 'upload-draft-interop-version': '8', 'upload-offset': String(16 * MiB) },
    ]);
    expect(await api.traces(batchId)).toEqual({ rows: 1, objects: 1, unfinished: 0 });
  });

  test('with a part of the file is 201 with the place of the upload and its limits', async () => {
    const batchId = await api.createBatch();
    const headers = { 'upload-complete': '?0', 'upload-length': 100 };
    const created = await send('POST', creationOf(batchId), headers, randomBytes(25));
    expect(created).toMatchObject({
      status: 201,
      headers: {
        location: created.interim[0]?.headers.location,
        'upload-complete': '?0',
        'upload-offset': '25',
        'upload-limit': expect.stringContaining('max-size=41943040'),
      },
    });
  });

  test('without content and ?1 is an empty file', async () => {
    const batchId = await api.createBatch();
    const created = await send('POST', creationOf(batchId), { 'upload-complete': '?1', 'content-length': 0 });
    expect([created.status, created.headers['upload-complete']]).toEqual([200, '?1']);
    expect(await filesOf(batchId)).toMatchObject([{ sha256: sha256(Buffer.alloc(0)) }]);
  });

  test.for(['7', 'x', ''])('has no 104 for interop version "%s"', async (version) => {
    const headers = { 'upload-complete': '?1', 'upload-draft-interop-version': version };
    const created = await send('POST', creationOf(await api.createBatch()), headers, randomBytes(10));
    expect([created.status, created.interim]).toEqual([200, []]);
  });

  test('meets the expectation 100-continue as well', async () => {
    const { request, interim, answer } = open('POST', creationOf(await api.createBatch()), {
      'upload-complete': '?1',
      'content-length': 10,
      expect: '100-continue',
    });
    request.once('continue', () => request.end(randomBytes(10)));
    request.flushHeaders();
    expect((await answer).status).toBe(200);
    expect(interim.map(({ status }) => status)).toEqual([100, 104]);
  });

  test('ignores lengths and completeness that are none', async () => {
    const batchId = await api.createBatch();
    const headers = { 'upload-complete': '?0', 'upload-length': '12.5' };
    const created = await send('POST', creationOf(batchId), headers, randomBytes(10));
    expect(created.status).toBe(201);
    const { headers: state } = await send('HEAD', String(created.headers.location), {});
    expect(state['upload-length']).toBeUndefined();
    const other = { 'upload-complete': 'yes', 'upload-draft-interop-version': '' };
    const plain = await send(
      'POST',
      creationOf(batchId),
      { ...other, 'content-type': 'video/mp4' },
      randomBytes(10),
    );
    expect(plain.status).toBe(415);
  });

  const refused: [string, number, string, string, Headers][] = [
    ['two lengths', 400, 'length_mismatch', '?0', { 'upload-complete': '?1', 'upload-length': 11 }],
    [
      'more content than the file has',
      400,
      'length_mismatch',
      '?0',
      { 'upload-complete': '?0', 'upload-length': 9 },
    ],
    ['too large a file', 413, 'too_large', '?0', { 'upload-complete': '?0', 'upload-length': maxBytes + 1 }],
    [
      'another digest',
      422,
      'checksum_mismatch',
      '?1',
      { 'upload-complete': '?1', 'repr-digest': digestField(Buffer.from('x')) },
    ],
    [
      'content of another digest',
      422,
      'checksum_mismatch',
      '?0',
      { 'upload-complete': '?1', 'content-digest': digestField(Buffer.from('x')) },
    ],
    [
      'a digest that is none',
      400,
      'validation',
      '?0',
      { 'upload-complete': '?1', 'repr-digest': 'sha-256=abc' },
    ],
    [
      'a digest of its content that is none',
      400,
      'validation',
      '?0',
      { 'upload-complete': '?1', 'content-digest': 'nonsense' },
    ],
    [
      'a name that is none',
      400,
      'validation',
      '?0',
      { 'upload-complete': '?1', 'content-disposition': "inline; filename*=UTF-8''%ff" },
    ],
  ];
  test.for(refused)('of %s is refused with %i %s', async ([, status, code, complete, headers]) => {
    const batchId = await api.createBatch();
    const answer = await send('POST', creationOf(batchId), headers, randomBytes(10));
    expect([answer.status, JSON.parse(answer.text).code, answer.headers['upload-complete']]).toEqual([
      status,
      code,
      complete,
    ]);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    if (code === 'length_mismatch')
      expect(JSON.parse(answer.text).type).toBe(problem('inconsistent-upload-length'));
    if (code === 'too_large') expect(answer.headers['upload-limit']).toBe(`max-size=${maxBytes}`);
    expect(await filesOf(batchId)).toEqual([]);
  });

  test('limits are known before (4.1.4)', async () => {
    const { status, headers } = await send('OPTIONS', creationOf(await api.createBatch()), {});
    expect([status, headers['upload-limit']]).toEqual([204, 'max-size=41943040, max-age=86400']);
  });
});

describe('offset retrieval (4.3)', () => {
  test.for(['HEAD', 'GET'])(
    'by %s says offset, completeness, length and limits, and is not cached',
    async (method) => {
      const url = await begin(await api.createBatch(), { 'upload-length': 100 });
      await append(url, 0, false, randomBytes(25));
      const { status, headers } = await send(method, url, {});
      expect(status).toBe(method === 'HEAD' ? 204 : 200);
      expect(headers).toMatchObject({
        'upload-offset': '25',
        'upload-complete': '?0',
        'upload-length': '100',
        'upload-limit': expect.stringContaining('max-size='),
        'cache-control': 'no-store',
      });
    },
  );

  test('of an upload that is not there is 404', async () => {
    const batchId = await api.createBatch();
    expect((await send('HEAD', `${creationOf(batchId)}/${batchId}`, {})).status).toBe(404);
  });
});

describe('append (4.4)', () => {
  test('in pieces, the last of them says so: 204 each, then the file', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(18 * MiB);
    const url = await begin(batchId);
    const first = await append(url, 0, false, bytes.subarray(0, 9 * MiB));
    expect([first.status, first.headers['upload-complete']]).toEqual([204, '?0']);
    expect(first.interim).toMatchObject([{ status: 104, headers: { 'upload-offset': String(8 * MiB) } }, {}]);
    expect(first.interim.every(({ headers }) => headers.location === undefined)).toBe(true);
    const last = await append(url, 9 * MiB, true, bytes.subarray(9 * MiB));
    expect([last.status, last.headers['upload-complete']]).toEqual([200, '?1']);
    expect(JSON.parse(last.text).sha256).toBe(sha256(bytes));
    const { headers } = await send('HEAD', url, {});
    expect(headers).toMatchObject({ 'upload-complete': '?1', 'upload-offset': String(bytes.length) });
  });

  test('without content and ?1 completes what is there; the answer that was lost comes again', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(1_000);
    const url = await begin(batchId);
    await append(url, 0, false, bytes);
    const before = await send('HEAD', url, {});
    expect(before.headers).toMatchObject({ 'upload-offset': '1000', 'upload-complete': '?0' });
    const answers = [await append(url, 1_000, true), await append(url, 1_000, true)];
    for (const { status, headers, text } of answers) {
      expect([status, headers['upload-complete'], JSON.parse(text).sha256]).toEqual([
        200,
        '?1',
        sha256(bytes),
      ]);
    }
    expect(await filesOf(batchId)).toHaveLength(1);
    const more = await append(url, 1_000, true, randomBytes(1));
    expect([more.status, more.headers['upload-complete']]).toEqual([400, '?0']);
  });

  test('at another offset is 409 with the right one', async () => {
    const url = await begin(await api.createBatch(), { 'upload-length': 100 });
    await append(url, 0, false, randomBytes(25));
    const { status, headers, text } = await append(url, 50, false, randomBytes(10));
    expect([status, headers['upload-offset'], headers['upload-complete']]).toEqual([409, '25', '?0']);
    expect(JSON.parse(text)).toMatchObject({
      type: problem('mismatching-upload-offset'),
      'expected-offset': 25,
      'provided-offset': 50,
    });
  });

  test.for([
    ['without an offset', 400, { 'upload-offset': '' }],
    ['with an offset that is none', 400, { 'upload-offset': '-1' }],
    ['without completeness', 400, { 'upload-complete': '' }],
    ['of another media type', 415, { 'content-type': 'application/octet-stream' }],
    ['of content with another digest', 422, { 'content-digest': digestField(Buffer.from('x')) }],
    ['beyond the length', 400, { 'upload-length': 5 }],
  ] as const)('%s is refused with %i, and nothing counts', async ([, expected, headers]) => {
    const url = await begin(await api.createBatch());
    expect((await append(url, 0, false, randomBytes(10), headers)).status).toBe(expected);
    expect((await send('HEAD', url, {})).headers['upload-offset']).toBe('0');
  });

  test('learns the length where it is said, and holds to it', async () => {
    const url = await begin(await api.createBatch());
    await append(url, 0, false, randomBytes(10), { 'upload-length': 30 });
    expect((await send('HEAD', url, {})).headers['upload-length']).toBe('30');
    const other = await append(url, 10, false, randomBytes(10), { 'upload-length': 31 });
    const short = await append(url, 10, true, randomBytes(10));
    for (const { status, text } of [other, short]) {
      expect([status, JSON.parse(text).type]).toEqual([400, problem('inconsistent-upload-length')]);
    }
    expect((await append(url, 10, true, randomBytes(20))).status).toBe(200);
  });

  test('of a file that has grown ends the upload with a plain answer', async () => {
    const batchId = await api.createBatch();
    const url = await begin(batchId, { 'upload-length': 100 });
    const { request, answer } = open('PATCH', url, {
      'content-type': 'application/partial-upload',
      'upload-offset': 0,
      'upload-complete': '?0',
      'transfer-encoding': 'chunked',
    });
    request.end(randomBytes(101));
    const { status, text } = await answer;
    expect([status, JSON.parse(text).detail]).toEqual([400, expect.stringContaining('has grown')]);
    expect((await append(url, 0, true, randomBytes(100))).status).toBe(410);
    expect(await filesOf(batchId)).toEqual([]);
  });

  test('of chunks without a length completes with what came', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(1_000);
    const url = await begin(batchId);
    const { request, answer } = open('PATCH', url, {
      'content-type': 'application/partial-upload',
      'upload-offset': 0,
      'upload-complete': '?1',
      'transfer-encoding': 'chunked',
    });
    request.end(bytes);
    expect(JSON.parse((await answer).text).sha256).toBe(sha256(bytes));
  });

  test('that breaks off keeps what came, and is not complete', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(12 * MiB);
    const url = await begin(batchId);
    const { request, interim } = open('PATCH', url, {
      'content-type': 'application/partial-upload',
      'upload-offset': 0,
      'upload-complete': '?1',
      'content-length': bytes.length,
    });
    request.write(bytes.subarray(0, 11 * MiB));
    await until('a part is safe', () => interim.length > 0);
    request.destroy();
    const { headers } = await send('HEAD', url, {});
    const offset = Number(headers['upload-offset']);
    expect(offset).toBeGreaterThanOrEqual(8 * MiB);
    expect([headers['upload-complete'], headers['upload-length']]).toEqual(['?0', String(bytes.length)]);
    const rest = await append(url, offset, true, bytes.subarray(offset));
    expect(JSON.parse(rest.text).sha256).toBe(sha256(bytes));
  });
});

describe('cancellation and concurrency (4.5, 4.6)', () => {
  test('a cancelled upload is gone, with the request that was sending to it', async () => {
    const batchId = await api.createBatch();
    const url = await begin(batchId, { 'upload-length': 20 * MiB });
    const { request, interim, answer } = open('PATCH', url, {
      'content-type': 'application/partial-upload',
      'upload-offset': 0,
      'upload-complete': '?1',
      'content-length': 20 * MiB,
    });
    request.write(randomBytes(9 * MiB));
    await until('a part is safe', () => interim.length > 0);
    expect((await send('DELETE', url, {})).status).toBe(204);
    expect((await answer).status).toBe(409);
    expect((await send('HEAD', url, {})).status).toBe(404);
    expect(await api.traces(batchId)).toEqual({ rows: 0, objects: 0, unfinished: 0 });
  });
});

describe('interop version 6', () => {
  const six = { 'upload-draft-interop-version': 6 };

  test('has 201 and the offset with every answer, and calls the life of an upload expires', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(100);
    const created = await send('POST', creationOf(batchId), { ...six, 'upload-complete': '?0' });
    expect(created.interim[0]?.headers['upload-draft-interop-version']).toBe('6');
    expect(created.headers['upload-limit']).toMatch(/^max-size=41943040, expires=\d+$/);
    const url = String(created.headers.location);
    const part = await append(url, 0, false, bytes.subarray(0, 40), six);
    expect([part.status, part.headers['upload-offset'], part.headers['upload-complete']]).toEqual([
      201,
      '40',
      '?0',
    ]);
    const last = await append(url, 40, true, bytes.subarray(40), six);
    expect([last.status, last.headers['upload-offset'], last.headers['upload-complete']]).toEqual([
      200,
      '100',
      '?1',
    ]);
    const again = await append(url, 100, true, undefined, six);
    expect([again.status, JSON.parse(again.text).type]).toEqual([400, problem('completed-upload')]);
  });

  test.for([
    ['HEAD', 'upload-offset', '0'],
    ['HEAD', 'upload-complete', '?0'],
    ['HEAD', 'upload-length', '1'],
    ['DELETE', 'upload-offset', '0'],
    ['POST', 'upload-offset', '0'],
  ] as const)('refuses %s with %s', async ([method, field, value]) => {
    const batchId = await api.createBatch();
    const url = method === 'POST' ? creationOf(batchId) : await begin(batchId);
    const creates = method === 'POST' ? { 'upload-complete': '?0' } : {};
    expect((await send(method, url, { ...six, ...creates, [field]: value })).status).toBe(400);
  });

  test.for([
    ['in one request', {}],
    ['in requests of 3 MB', { chunkSize: 3_000_000 }],
    ['with the bytes in the first request', { uploadDataDuringCreation: true }],
  ] as const)('is what tus-js-client speaks as a draft: %s', async ([, options]) => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(17 * MiB);
    const asDraft = { ...options, protocol: 'ietf-draft-05' as const };
    await uploadByTus(new URL(creationOf(batchId), api.url).href, bytes, asDraft);
    expect(await filesOf(batchId)).toMatchObject([{ sha256: sha256(bytes) }]);
  });
});

test('uploads of a batch are listed, newest first', async () => {
  const batchId = await api.createBatch();
  const first = await begin(batchId, { 'upload-length': 10 });
  const second = await begin(batchId);
  const { body } = await api.call(`/batches/${batchId}/uploads`);
  expect(body.uploads.map(({ url }: { url: string }) => url)).toEqual([second, first]);
  const bad = await api.post(`/batches/${batchId}/uploads`, { size: -1 });
  expect([bad.status, bad.body.field]).toEqual([400, 'size']);
});
