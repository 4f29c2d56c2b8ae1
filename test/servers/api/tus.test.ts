import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSweepActivities } from '../../../src/activities/sweep.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { uploadByTus } from '../../support/tus.ts';
import { until } from '../../support/until.ts';

const MiB = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const maxBytes = 40 * MiB;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ UPLOAD_MAX_FILE_BYTES: String(maxBytes) });
});
afterAll(() => api.close());

const endpointOf = (batchId: string) => `${api.url}/api/v1/batches/${batchId}/uploads`;

/** A request of tus 1.0. */
function tus(
  method: string,
  url: string,
  headers: Record<string, string> = {},
  body?: Buffer | ReadableStream,
) {
  return fetch(new URL(url, api.url), {
    method,
    headers: {
      'tus-resumable': '1.0.0',
      ...(method === 'PATCH' && { 'content-type': 'application/offset+octet-stream' }),
      ...headers,
    },
    ...(body && { body: body as never, duplex: 'half' }),
  } as RequestInit);
}

async function begin(batchId: string, headers: Record<string, string>): Promise<string> {
  const response = await tus('POST', endpointOf(batchId), headers);
  expect([response.status, await response.text()]).toEqual([201, '']);
  return response.headers.get('location') ?? '';
}

async function filesOf(batchId: string) {
  const { body } = await api.call(`/batches/${batchId}/files`);
  return body.files as { name: string; size: number; sha256: string; file_id: string }[];
}

async function contentOf(batchId: string, fileId: string): Promise<Buffer> {
  const response = await fetch(`${api.url}/api/v1/batches/${batchId}/files/${fileId}/content`);
  return Buffer.from(await response.arrayBuffer());
}

/** A PATCH whose body goes on until the test ends it. */
function openPatch(url: string, offset: number, headers: Record<string, string> = {}) {
  const request = httpRequest(new URL(url, api.url), {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      ...headers,
    },
  });
  request.on('error', () => undefined);
  const answered = once(request, 'response') as Promise<[import('node:http').IncomingMessage]>;
  answered.catch(() => undefined);
  return { request, status: async () => (await answered)[0].statusCode };
}

async function untilHeld(batchId: string): Promise<void> {
  await until('a request that writes to the upload', async () => {
    const [upload] = await api.stores.uploads.list(batchId, undefined, 1);
    return upload?.held;
  });
}

describe('tus-js-client', () => {
  test.for([
    ['in one request', {}],
    ['in requests of 1 MB', { chunkSize: 1_000_000 }],
    ['in requests of 5 MiB', { chunkSize: 5 * MiB }],
    ['with the bytes in the first request', { uploadDataDuringCreation: true }],
    ['by POST alone', { overridePatchMethod: true }],
    ['in four pieces at once', { parallelUploads: 4 }],
  ] as const)('uploads a file %s', async ([, options]) => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(18 * MiB + 7);
    const metadata = { relativePath: 'cam0/läuft.mcap' };
    await uploadByTus(endpointOf(batchId), bytes, { ...options, metadata });
    const [file, ...more] = await filesOf(batchId);
    expect(more).toEqual([]);
    expect(file).toMatchObject({ name: 'cam0/läuft.mcap', size: bytes.length, sha256: sha256(bytes) });
    expect((await contentOf(batchId, file?.file_id ?? '')).equals(bytes)).toBe(true);
  });

  test.for([0, 1, 100_000, 8 * MiB, 16 * MiB])('uploads a file of %i bytes', async (length) => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(length);
    await uploadByTus(endpointOf(batchId), bytes);
    expect(await filesOf(batchId)).toMatchObject([{ size: length, sha256: sha256(bytes) }]);
    expect(await api.traces(batchId)).toEqual({ rows: 1, objects: 1, unfinished: 0 });
  });

  test('uploads a stream whose length is known at its end alone', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(9 * MiB);
    const source = Readable.from([bytes.subarray(0, 5 * MiB), bytes.subarray(5 * MiB)], {
      objectMode: false,
    });
    await new Promise<void>((resolve, reject) => {
      new Upload(source as never, {
        endpoint: endpointOf(batchId),
        uploadLengthDeferred: true,
        chunkSize: 2 * MiB,
        onError: reject,
        onSuccess: () => resolve(),
      }).start();
    });
    expect(await filesOf(batchId)).toMatchObject([{ size: bytes.length, sha256: sha256(bytes) }]);
  });

  test('goes on where another process of Argus has stopped, and the file has its digest', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(12 * MiB);
    const url = await begin(batchId, { 'upload-length': String(bytes.length) });
    const first = await tus('PATCH', url, { 'upload-offset': '0' }, bytes.subarray(0, 9 * MiB));
    expect(first.headers.get('upload-offset')).toBe(String(9 * MiB));
    const other = await startTestApi({ ...api.environment, LOG_LEVEL: 'silent' });
    try {
      const run = await uploadByTus('', bytes, { endpoint: null, uploadUrl: new URL(url, other.url).href });
      expect(run.seen).toEqual([
        { method: 'HEAD', status: 200 },
        { method: 'PATCH', status: 204 },
      ]);
    } finally {
      await other.close();
    }
    const [file] = await filesOf(batchId);
    expect(file?.sha256).toBe(sha256(bytes));
    expect((await contentOf(batchId, file?.file_id ?? '')).equals(bytes)).toBe(true);
  });

  test('ends an upload, and nothing of it stays', async () => {
    const batchId = await api.createBatch();
    const url = await begin(batchId, { 'upload-length': String(20 * MiB) });
    await tus('PATCH', url, { 'upload-offset': '0' }, randomBytes(9 * MiB));
    await Upload.terminate(new URL(url, api.url).href);
    expect((await tus('HEAD', url)).status).toBe(404);
    expect(await api.traces(batchId)).toEqual({ rows: 0, objects: 0, unfinished: 0 });
  });

  test('cannot take a file back that counts', async () => {
    const batchId = await api.createBatch();
    const { url } = await uploadByTus(endpointOf(batchId), randomBytes(1_000));
    expect((await tus('DELETE', url ?? '')).status).toBe(409);
    expect((await tus('HEAD', url ?? '')).headers.get('upload-offset')).toBe('1000');
    expect(await filesOf(batchId)).toHaveLength(1);
  });

  test('that sends a file again by another name of the upload gets the file that is there', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(9 * MiB);
    await uploadByTus(endpointOf(batchId), bytes);
    await uploadByTus(endpointOf(batchId), bytes);
    await uploadByTus(endpointOf(batchId), bytes, { metadata: { filename: 'other.mcap' } });
    expect((await filesOf(batchId)).map(({ name }) => name)).toEqual(['drive.mcap', 'other.mcap']);
    expect(await api.traces(batchId)).toEqual({ rows: 2, objects: 2, unfinished: 0 });
  });
});

describe('two writers', () => {
  test('get one upload between them: the second one waits its turn', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(1_000);
    const url = await begin(batchId, { 'upload-length': '1000' });
    const first = openPatch(url, 0, { 'content-length': '1000' });
    first.request.write(bytes.subarray(0, 500));
    await untilHeld(batchId);
    const second = await tus('PATCH', url, { 'upload-offset': '0' }, bytes);
    expect([second.status, second.headers.get('retry-after')]).toEqual([423, '1']);
    first.request.end(bytes.subarray(500));
    expect(await first.status()).toBe(204);
    expect(await filesOf(batchId)).toMatchObject([{ sha256: sha256(bytes) }]);
  });

  test('a request that asks where it stands ends the one that hangs, whose bytes are kept', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(1_000);
    const url = await begin(batchId, { 'upload-length': '1000' });
    const hangs = openPatch(url, 0, { 'content-length': '1000' });
    hangs.request.write(bytes.subarray(0, 700));
    await untilHeld(batchId);
    const head = await tus('HEAD', url);
    const offset = Number(head.headers.get('upload-offset'));
    expect(await hangs.status()).toBe(409);
    const rest = await tus('PATCH', url, { 'upload-offset': String(offset) }, bytes.subarray(offset));
    expect(rest.status).toBe(204);
    expect(await filesOf(batchId)).toMatchObject([{ sha256: sha256(bytes) }]);
  });
});

describe('a request', () => {
  test('at another offset is refused with 409 and the offset', async () => {
    const url = await begin(await api.createBatch(), { 'upload-length': '1000' });
    const response = await tus('PATCH', url, { 'upload-offset': '7' }, randomBytes(10));
    const body = (await response.json()) as { code: string; details: object };
    expect([response.status, body.code]).toEqual([409, 'offset_mismatch']);
    expect(body.details).toEqual({ expected_offset: 0, provided_offset: 7 });
  });

  test.for(['sha1', 'sha256', 'sha512', 'md5'])('is held against its checksum by %s', async (algorithm) => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(9 * MiB);
    const url = await begin(batchId, { 'upload-length': String(bytes.length) });
    const digest = createHash(algorithm).update(bytes).digest('base64');
    const wrong = { 'upload-offset': '0', 'upload-checksum': `${algorithm} ${digest}` };
    const refused = await tus('PATCH', url, wrong, randomBytes(bytes.length));
    expect(refused.status).toBe(460);
    expect((await tus('HEAD', url)).headers.get('upload-offset')).toBe('0');
    expect((await tus('PATCH', url, wrong, bytes)).status).toBe(204);
    expect(await filesOf(batchId)).toMatchObject([{ sha256: sha256(bytes) }]);
  });

  test('with a checksum that breaks off leaves nothing, since nothing could be checked', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(1_000);
    const url = await begin(batchId, { 'upload-length': '1000' });
    const checksum = { 'upload-checksum': `sha1 ${createHash('sha1').update(bytes).digest('base64')}` };
    const cut = openPatch(url, 0, { 'content-length': '1000', ...checksum });
    cut.request.write(bytes.subarray(0, 500));
    await untilHeld(batchId);
    cut.request.destroy();
    expect((await tus('HEAD', url)).headers.get('upload-offset')).toBe('0');
  });

  test('of a file that has grown is refused in plain words, and so is the rest of it', async () => {
    const batchId = await api.createBatch();
    const url = await begin(batchId, { 'upload-length': '1000' });
    const declared = await tus('PATCH', url, { 'upload-offset': '0' }, randomBytes(1_001));
    expect([declared.status, ((await declared.json()) as { error: string }).error]).toEqual([
      400,
      expect.stringContaining('has grown while it was sent'),
    ]);
    const unknown = openPatch(url, 0, { 'transfer-encoding': 'chunked' });
    unknown.request.end(randomBytes(1_001));
    expect(await unknown.status()).toBe(400);
    const after = await tus('PATCH', url, { 'upload-offset': '0' }, randomBytes(1_000));
    expect([after.status, ((await after.json()) as { code: string }).code]).toEqual([410, 'upload_refused']);
    expect(await filesOf(batchId)).toEqual([]);
  });

  test('for a batch that takes no more files is refused, and nothing stays', async () => {
    const batchId = await api.createBatch();
    await uploadByTus(endpointOf(batchId), randomBytes(10));
    const url = await begin(batchId, { 'upload-length': '1000' });
    await api.call(`/batches/${batchId}/complete`, { method: 'POST' });
    const late = await tus('PATCH', url, { 'upload-offset': '0' }, randomBytes(1_000));
    expect([late.status, ((await late.json()) as { code: string }).code]).toEqual([409, 'state']);
    expect((await filesOf(batchId)).length).toBe(1);
    expect((await tus('POST', endpointOf(batchId), { 'upload-length': '1' })).status).toBe(409);
  });

  const bad: [string, number, Record<string, string>][] = [
    ['without a length', 400, {}],
    ['with two lengths', 400, { 'upload-length': '1', 'upload-defer-length': '1' }],
    ['with a length in words', 400, { 'upload-length': 'one' }],
    ['with a negative length', 400, { 'upload-length': '-1' }],
    ['that is too large', 413, { 'upload-length': String(maxBytes + 1) }],
    ['of another version', 412, { 'upload-length': '1', 'tus-resumable': '0.2.2' }],
    ['with metadata that is not base64', 400, { 'upload-length': '1', 'upload-metadata': 'filename a.b' }],
    ['with a key twice', 400, { 'upload-length': '1', 'upload-metadata': 'a YQ==,a YQ==' }],
    [
      'with a name of control characters',
      400,
      { 'upload-length': '1', 'upload-metadata': `filename ${base64('a\0')}` },
    ],
    ['joining what is no upload', 400, { 'upload-concat': 'final;/files/1' }],
  ];
  test.for(bad)('%s is refused with %i', async ([, status, headers]) => {
    const batchId = await api.createBatch();
    const response = await tus('POST', endpointOf(batchId), headers);
    expect([response.status, response.headers.get('tus-resumable')]).toEqual([status, '1.0.0']);
    expect(await api.stores.uploads.list(batchId, undefined, 10)).toEqual([]);
  });

  test('repeated with its Idempotency-Key gives the same upload', async () => {
    const batchId = await api.createBatch();
    const headers = { 'upload-length': '1000', 'idempotency-key': 'k-1' };
    expect(await begin(batchId, headers)).toBe(await begin(batchId, headers));
  });
});

test('a client whose last answer was lost sends nothing at the end, and that is a success; anything else is refused', async () => {
  const batchId = await api.createBatch();
  const url = await begin(batchId, { 'upload-length': '10' });
  await tus('PATCH', url, { 'upload-offset': '0' }, randomBytes(10));
  const { status, headers } = await tus('PATCH', url, { 'upload-offset': '10' }, Buffer.alloc(0));
  expect(status).toBe(204);
  expect(headers.get('upload-offset')).toBe('10');
  expect((await tus('PATCH', url, { 'upload-offset': '10' }, randomBytes(1))).status).toBe(400);
  expect((await tus('PATCH', url, { 'upload-offset': '0' }, Buffer.alloc(0))).status).toBe(400);
  expect(await filesOf(batchId)).toHaveLength(1);
});

test('metadata is given back as it came; empty values, no pairs at all and a comma in a key are no errors', async () => {
  const batchId = await api.createBatch();
  // tuspy always sends the header.
  const empty = await begin(batchId, { 'upload-length': '1', 'upload-metadata': '' });
  expect((await tus('HEAD', empty)).headers.get('upload-metadata')).toBeNull();
  const metadata = `filename ${base64('a/b.mcap')},note,with,comma ${base64('x')}`;
  const url = await begin(batchId, { 'upload-length': '1', 'upload-metadata': metadata });
  expect((await tus('HEAD', url)).headers.get('upload-metadata')).toBe(metadata);
  await tus('PATCH', url, { 'upload-offset': '0' }, randomBytes(1));
  expect((await filesOf(batchId)).map(({ name }) => name)).toEqual(['a/b.mcap']);
});

test('an upload to which nothing comes is given up; one that is under way or finished stays', async () => {
  const batchId = await api.createBatch();
  const quiet = await begin(batchId, { 'upload-length': String(20 * MiB) });
  await tus('PATCH', quiet, { 'upload-offset': '0' }, randomBytes(9 * MiB));
  const { url: finished } = await uploadByTus(endpointOf(batchId), randomBytes(1_000));
  const active = await begin(batchId, { 'upload-length': '1000' });
  const { request } = openPatch(active, 0, { 'content-length': '1000' });
  request.write(randomBytes(500));
  await untilHeld(batchId);
  // From now on.
  const sweep = createSweepActivities({ ...api.stores, abandonHours: 0, logger: api.logger });
  await until('the sweep has come by', async () => {
    await sweep.expireUploads();
    return (await api.stores.uploads.get(batchId, quiet.split('/').at(-1) ?? '')) === undefined;
  });
  request.destroy();
  expect((await tus('HEAD', finished ?? '')).status).toBe(200);
  expect((await tus('HEAD', active)).status).toBe(200);
  expect(await filesOf(batchId)).toHaveLength(1);
  await tus('DELETE', active);
  expect(await api.traces(batchId)).toEqual({ rows: 1, objects: 1, unfinished: 0 });
});

test('a CAN database is known as one, whether one request brings it or several', async () => {
  const batchId = await api.createBatch();
  const database = Buffer.from('VERSION ""\n\nBU_: Engine\n\nBO_ 256 Speed: 8 Engine\n');
  const cases = [
    { name: 'whole.dbc', bytes: database, cuts: [0] },
    { name: 'pieces.dbc', bytes: database, cuts: [0, 5, 30] },
    { name: 'packed.dbc.gz', bytes: gzipSync(database), cuts: [0] },
    { name: 'packed-pieces.dbc.gz', bytes: gzipSync(database), cuts: [0, 12] },
    { name: 'text.dbc', bytes: Buffer.from('no database\n'), cuts: [0] },
  ];
  for (const { name, bytes, cuts } of cases) {
    const metadata = `filename ${base64(name)}`;
    const url = await begin(batchId, { 'upload-length': `${bytes.length}`, 'upload-metadata': metadata });
    for (const [index, at] of cuts.entries()) {
      const piece = bytes.subarray(at, cuts[index + 1]);
      expect((await tus('PATCH', url, { 'upload-offset': `${at}` }, piece)).status).toBe(204);
    }
  }
  const found = await api.stores.databases.ofBatch(batchId);
  const known = ['whole.dbc', 'pieces.dbc', 'packed.dbc.gz', 'packed-pieces.dbc.gz'];
  expect(found.map(({ name }) => name)).toEqual(known);
});

test('a POST that names no method of its own is told which there are', async () => {
  const response = await tus('POST', await begin(await api.createBatch(), { 'upload-length': '1' }));
  expect([response.status, response.headers.get('allow')]).toEqual([
    405,
    'GET, HEAD, PATCH, POST, DELETE, OPTIONS',
  ]);
});

test('what the server can do and takes is known before the first byte', async () => {
  const batchId = await api.createBatch();
  const { status, headers } = await fetch(endpointOf(batchId), { method: 'OPTIONS' });
  expect(status).toBe(204);
  expect(headers.get('tus-version')).toBe('1.0.0');
  expect(headers.get('tus-max-size')).toBe(String(maxBytes));
  expect(headers.get('tus-extension')).toBe(
    'creation,creation-with-upload,creation-defer-length,expiration,checksum,termination,concatenation',
  );
  expect(headers.get('tus-checksum-algorithm')).toBe('sha1,sha256,sha512,md5');
});
