import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  form,
  nothing,
  rawConnection,
  startTestApi,
  type TestApi,
  upload,
  uploadHead,
} from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

const MiB = 1024 * 1024;
const maxBytes = 24 * MiB;
const sha256 = (bytes: Buffer, encoding: 'hex' | 'base64' = 'hex') =>
  createHash('sha256').update(bytes).digest(encoding);
const file = (bytes: Buffer | string, filename = 'drive.mcap') => ({ name: 'file', filename, bytes });

let api: TestApi;
/**
 * Waits a second for bytes, so that its limit is reached soon; the other one leaves time to observe a stalled upload.
 */
let impatient: TestApi;
beforeAll(async () => {
  api = await startTestApi({ UPLOAD_IDLE_SECONDS: '20', UPLOAD_MAX_FILE_BYTES: String(maxBytes) });
  impatient = await startTestApi({ UPLOAD_IDLE_SECONDS: '1' });
});
afterAll(async () => {
  await api.close();
  await impatient.close();
});

/** Waits until the API counts this number of uploads in progress. */
async function untilUnderWay(uploads: number): Promise<void> {
  await until(`${uploads} uploads under way`, async () => {
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    return metrics.split('\n').includes(`argus_uploads ${uploads}`);
  });
}

describe('an upload', () => {
  test.for([0, 1, 100_000, 9 * MiB, 20 * MiB])('of %i bytes is stored and counted', async (length) => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(length);
    const { status, body } = await upload(api, batchId, form(file(bytes, '../../läuft.mcap')));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      batch_id: batchId,
      size: length,
      sha256: sha256(bytes),
      name: 'läuft.mcap',
    });
    const content = await fetch(`${api.url}/api/v1/batches/${batchId}/files/${body.file_id}/content`);
    expect(Buffer.from(await content.arrayBuffer()).equals(bytes)).toBe(true);
    expect(content.headers.get('content-disposition')).toContain('attachment');
    expect(content.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await api.call(`/batches/${batchId}/progress`)).body.total_files).toBe(1);
    expect(await api.traces(batchId)).toEqual({ rows: 1, objects: 1, unfinished: 0 });
  });

  test('in chunks of unknown length is stored as well, small fields beside it', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(10 * MiB);
    const body = form({ name: 'note', bytes: 'x' }, file(bytes), { name: 'more', bytes: 'y' });
    const { socket, received } = rawConnection(api.url);
    socket.write(uploadHead(batchId, 'chunked'));
    for (let at = 0; at < body.length; at += 700_001) {
      const chunk = body.subarray(at, at + 700_001);
      socket.write(`${chunk.length.toString(16)}\r\n`);
      socket.write(chunk);
      socket.write('\r\n');
    }
    socket.write('0\r\n\r\n');
    await until('the answer', () => received().includes('"file_id"'));
    expect(received()).toContain(sha256(bytes));
    socket.destroy();
  });

  const bytes = randomBytes(50_000);
  const big = randomBytes(18 * MiB);
  const bad: [string, number, string, Buffer, Record<string, string>?][] = [
    ['two files', 400, 'too_many_files', form(file(bytes), file(bytes))],
    ['two large files', 400, 'too_many_files', form(file(big), file(big.subarray(0, 5 * MiB)))],
    ['no file', 400, 'file_missing', form({ name: 'file', bytes: 'text' })],
    ['a file under another name', 400, 'file_missing', form({ name: 'rec', filename: 'a', bytes })],
    ['no last boundary', 400, 'multipart_incomplete', form(file(bytes)).subarray(0, -20)],
    ['no last boundary, large', 400, 'multipart_incomplete', form(file(big)).subarray(0, -20)],
    ['JSON', 415, 'not_multipart', Buffer.from('{}'), { 'content-type': 'application/json' }],
    ['plain bytes', 415, 'not_multipart', bytes, { 'content-type': 'application/octet-stream' }],
    ['no boundary', 400, 'validation', bytes, { 'content-type': 'multipart/form-data' }],
    ['an endless name', 400, 'validation', form(file(bytes, 'a'.repeat(10_000)))],
    ['a NUL in its name', 400, 'validation', form(file(bytes, 'a\0b'))],
    ['another digest', 422, 'checksum_mismatch', form(file(bytes)), { 'x-content-sha256': 'ab'.repeat(32) }],
    [
      'another digest, large',
      422,
      'checksum_mismatch',
      form(file(big)),
      { 'x-content-sha256': 'ab'.repeat(32) },
    ],
    ['half a digest', 400, 'validation', form(file(bytes)), { digest: 'sha-256=abc' }],
    ['a digest that is none', 400, 'validation', form(file(bytes)), { 'repr-digest': 'nonsense' }],
    [
      'a digest of the form that is none',
      400,
      'validation',
      form(file(bytes)),
      { 'content-digest': 'sha-256=:ab' },
    ],
    ['one byte too much', 413, 'too_large', form(file(Buffer.alloc(maxBytes + 1)))],
    ['far too much', 413, 'too_large', form(file(Buffer.alloc(maxBytes + 5 * MiB)))],
  ];
  test.for(bad)(
    'with %s is refused with %i %s and leaves nothing',
    async ([, status, code, body, headers]) => {
      const batchId = await api.createBatch();
      const answer = await upload(api, batchId, body, headers);
      expect(answer.body).toMatchObject({ code, request_id: expect.any(String) });
      expect(answer.status).toBe(status);
      expect(await api.traces(batchId)).toEqual(nothing);
    },
  );

  test.for([
    ['x-content-sha256', (sum: string, _: string) => sum.toUpperCase()],
    ['digest', (_: string, base64: string) => `md5=abc,sha-256=${base64}`],
    ['repr-digest', (_: string, base64: string) => `sha-256=:${base64}:`],
    // Of an algorithm that Argus does not know: RFC 9530 lets it be ignored.
    ['repr-digest', () => 'sha=:AAAA:, unixsum=:AA==:'],
    ['content-digest', () => `sha-256=:${sha256(form(file(bytes)), 'base64')}:`],
  ] as const)('with the digest it announced in %s is taken', async ([name, value]) => {
    const headers = { [name]: value(sha256(bytes), sha256(bytes, 'base64')) };
    expect((await upload(api, await api.createBatch(), form(file(bytes)), headers)).status).toBe(201);
  });

  test.for([
    ['repr-digest', (other: string) => `sha-256=:${other}:`],
    // The digest covers the form, not the file.
    ['content-digest', () => `sha-256=:${sha256(bytes, 'base64')}:`],
    ['content-digest', () => `sha-512=:${Buffer.alloc(64).toString('base64')}:`],
    ['repr-digest', () => `sha-512=:${Buffer.alloc(64).toString('base64')}:`],
    ['digest', (other: string) => `sha-256=${other}`],
  ] as const)('with another digest in %s is refused with 422', async ([name, value]) => {
    const batchId = await api.createBatch();
    const headers = { [name]: value(sha256(Buffer.from('other'), 'base64')) };
    const { status, body } = await upload(api, batchId, form(file(bytes)), headers);
    expect([status, body.code]).toEqual([422, 'checksum_mismatch']);
    expect(await api.traces(batchId)).toEqual(nothing);
  });

  test('is held against the digest in the headers of its own part', async () => {
    const announce = (digest: string) => {
      const text = form(file(bytes)).toString('latin1');
      return Buffer.from(
        text.replace('\r\n\r\n', `\r\nContent-Digest: sha-256=:${digest}:\r\n\r\n`),
        'latin1',
      );
    };
    const right = await upload(api, await api.createBatch(), announce(sha256(bytes, 'base64')));
    expect(right.status).toBe(201);
    const batchId = await api.createBatch();
    const wrong = await upload(api, batchId, announce(sha256(Buffer.from('other'), 'base64')));
    expect([wrong.status, wrong.body.code]).toEqual([422, 'checksum_mismatch']);
    expect(await api.traces(batchId)).toEqual(nothing);
  });

  test('to a batch that is not there, or takes no more, is refused', async () => {
    const missing = '01890000-0000-7000-8000-000000000000';
    expect((await upload(api, missing, form(file(bytes)))).body.code).toBe('not_found');
    const batchId = await api.createBatch();
    await upload(api, batchId, form(file(bytes)));
    await api.stores.batches.freeze(batchId);
    const late = await upload(api, batchId, form(file(bytes)));
    expect([late.status, late.body.code]).toEqual([409, 'state']);
    expect(await api.traces(batchId)).toMatchObject({ rows: 1, objects: 1 });
  });

  test('that ends when the batch has been completed leaves no object', async () => {
    const batchId = await api.createBatch();
    await upload(api, batchId, form(file(bytes)));
    const body = form(file(bytes));
    const { socket, received } = rawConnection(api.url);
    socket.write(uploadHead(batchId, body.length));
    socket.write(body.subarray(0, 40_000));
    await untilUnderWay(1);
    await api.stores.batches.freeze(batchId);
    socket.write(body.subarray(40_000));
    await until('the refusal', () => received().includes('"state"'));
    expect(received()).toMatch(/^HTTP\/1.1 409/);
    expect(await api.traces(batchId)).toMatchObject({ rows: 1, objects: 1 });
    socket.destroy();
  });
});

test('files of the same name in several folders keep their paths, and are data wherever they lead', async () => {
  const batchId = await api.createBatch();
  const names = ['cam0/data.mcap', 'cam1/data.mcap', '../../etc/passwd', 'C:\\logs\\data.mcap'];
  const stored = [];
  for (const name of names) stored.push((await upload(api, batchId, form(file(name, name)))).body);
  const shown = ['cam0/data.mcap', 'cam1/data.mcap', 'etc/passwd', 'data.mcap'];
  expect(stored.map(({ name }) => name)).toEqual(shown);
  const { files } = (await api.call(`/batches/${batchId}/files`)).body;
  expect(files.map(({ name }: { name: string }) => name)).toEqual(shown);
  const keys = await api.stores.objects.listKeys(`${batchId}/`);
  expect(keys.sort()).toEqual(stored.map(({ file_id }) => `${batchId}/${file_id}`).sort());
  const { headers } = await api.call(`/batches/${batchId}/files/${stored[1].file_id}/content`);
  expect(headers.get('content-disposition')).toContain('filename="cam1_data.mcap"');
});

describe('the order of files', () => {
  const keyed = (name: string) => ({ 'idempotency-key': `key of ${name}`.replaceAll(' ', '-') });
  const namesOf = (files: { name: string }[]) => files.map(({ name }) => name);

  test('is that of their uploads, with keys as well: in lists, and as positions', async () => {
    const batchId = await api.createBatch();
    const names = Array.from({ length: 12 }, (_, index) => `${index}.mcap`);
    for (const [index, name] of names.entries())
      await upload(api, batchId, form(file(name, name)), index % 3 === 0 ? {} : keyed(name));
    expect(namesOf((await api.call(`/batches/${batchId}/files`)).body.files)).toEqual(names);
    await api.stores.batches.freeze(batchId);
    expect(namesOf(await api.stores.files.chunk(batchId, 0, 100))).toEqual(names);
  });

  test('is that in which they appear: who reads page after page while they come in misses none', async () => {
    const batchId = await api.createBatch();
    const names = Array.from({ length: 80 }, (_, index) => `${index}.mcap`);
    const uploads = Promise.all(
      names.map((name, index) =>
        upload(api, batchId, form(file(randomBytes(index % 7 ? 100 : 3 * MiB), name)), keyed(name)),
      ),
    );
    const seen: string[] = [];
    let cursor = '';
    await until('all files', async () => {
      const { files } = (await api.call(`/batches/${batchId}/files?limit=3${cursor}`)).body;
      seen.push(...namesOf(files));
      if (files.length > 0) cursor = `&cursor=${files.at(-1).file_id}`;
      return seen.length >= names.length || (files.length === 0 && (await Promise.race([uploads, false])));
    });
    await uploads;
    expect(seen.toSorted()).toEqual(names.toSorted());
    expect(namesOf((await api.call(`/batches/${batchId}/files?limit=200`)).body.files)).toEqual(seen);
  });
});

describe('a repeat with the same Idempotency-Key', () => {
  const bytes = randomBytes(200_000);
  const key = { 'idempotency-key': 'file-1' };

  test('gives the same answer, also after the batch was completed', async () => {
    const batchId = await api.createBatch();
    const first = await upload(api, batchId, form(file(bytes)), key);
    expect(first.status).toBe(201);
    const again = await upload(api, batchId, form(file(bytes)), key);
    expect([again.status, again.text]).toEqual([201, first.text]);
    await api.stores.batches.freeze(batchId);
    expect((await upload(api, batchId, form(file(bytes)), key)).body.file_id).toBe(first.body.file_id);
    expect(await api.traces(batchId)).toMatchObject({ rows: 1, objects: 1 });
  });

  test('and other bytes is refused', async () => {
    const batchId = await api.createBatch();
    await upload(api, batchId, form(file(bytes)), key);
    const other = await upload(api, batchId, form(file(randomBytes(200_000))), key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch']);
  });

  test('at the same moment stores one file, whose object is the one that was acknowledged', async () => {
    const batchId = await api.createBatch();
    const uploads = Array.from({ length: 8 }, (_, index) =>
      upload(api, batchId, form(file(index % 2 ? bytes : randomBytes(200_000))), key),
    );
    const answers = await Promise.all(uploads);
    const taken = answers.filter(({ status }) => status === 201);
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken.map(({ text }) => text)).size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 422)).toBe(true);
    expect(await api.traces(batchId)).toEqual({ rows: 1, objects: 1, unfinished: 0 });
    const { file_id, sha256: sum } = taken[0]?.body ?? {};
    const content = await fetch(`${api.url}/api/v1/batches/${batchId}/files/${file_id}/content`);
    expect(sha256(Buffer.from(await content.arrayBuffer()))).toBe(sum);
  });
});

describe('a client', () => {
  test.for([50_000, 20 * MiB, 'chunked'] as const)(
    'that goes away in the middle (%s) leaves nothing',
    async (length) => {
      const batchId = await api.createBatch();
      const { socket, closed } = rawConnection(api.url);
      socket.write(uploadHead(batchId, length));
      const begin = form(file(Buffer.alloc(40_000))).subarray(0, 40_000);
      socket.write(length === 'chunked' ? `${begin.length.toString(16)}\r\n` : begin);
      if (length === 'chunked') socket.write(begin);
      if (length === 20 * MiB) socket.write(randomBytes(10 * MiB));
      await untilUnderWay(1);
      socket.destroy();
      await closed;
      await untilUnderWay(0);
      expect(await api.traces(batchId)).toEqual(nothing);
    },
  );

  test('that sends one byte at a time gets 408 and is cut off', async () => {
    const batchId = await impatient.createBatch();
    const { socket, received, closed } = rawConnection(impatient.url);
    socket.write(uploadHead(batchId, 1_000_000));
    socket.write(form(file('x')).subarray(0, 120));
    const drip = setInterval(() => socket.write('x'), 200);
    await until('the refusal', () => received().includes('"timeout"'));
    expect(received()).toMatch(/^HTTP\/1.1 408/);
    await until('nothing left', async () => (await impatient.traces(batchId)).objects === 0);
    clearInterval(drip);
    socket.destroy();
    await closed;
  });

  test('that is slow with its JSON gets 408', async () => {
    const { socket, received } = rawConnection(impatient.url);
    socket.write(
      'POST /api/v1/batches HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{',
    );
    await until('the refusal', () => received().includes('"timeout"'));
    expect(received()).toMatch(/^HTTP\/1.1 408/);
    socket.destroy();
  });
});

test('many uploads at once are all counted', async () => {
  const batchId = await api.createBatch();
  const bytes = Array.from({ length: 60 }, (_, index) => randomBytes(100_000 + index * 40_000));
  const answers = await Promise.all(bytes.map((one) => upload(api, batchId, form(file(one)))));
  expect(answers.map(({ body }) => body.sha256)).toEqual(bytes.map((one) => sha256(one)));
  expect((await api.call(`/batches/${batchId}`)).body.total_files).toBe(60);
  expect(api.stores.objects.uploadMemory()).toEqual({ reserved: 0, waiting: 0 });
});

describe('HEAD of a file', () => {
  test('says how long it is and what its digest is, and reads none of it', async () => {
    const bytes = randomBytes(300_000);
    const batchId = await api.createBatch();
    const { file_id } = (await upload(api, batchId, form(file(bytes)))).body;
    const get = vi.spyOn(api.stores.objects, 'get');
    const { status, headers, text } = await api.call(`/batches/${batchId}/files/${file_id}/content`, {
      method: 'HEAD',
    });
    expect([status, text, headers.get('content-length')]).toEqual([200, '', '300000']);
    expect(headers.get('repr-digest')).toBe(`sha-256=:${sha256(bytes, 'base64')}:`);
    expect(get).not.toHaveBeenCalled();
    get.mockRestore();
  });
});
