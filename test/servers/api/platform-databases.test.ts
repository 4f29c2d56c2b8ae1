import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDatabases } from '../../../samples/databases/sample-databases.ts';
import { sampleDbc } from '../../../samples/dbc/sample-dbc.ts';
import { parseDbc } from '../../../src/recordings/meaning/dbc/parse-dbc.ts';
import { form, startTestApi, type TestApi, upload } from '../../support/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const put = (path: string, body: Uint8Array | string, type = 'text/plain') =>
  api.call(path, { method: 'PUT', headers: { 'content-type': type }, body: Buffer.from(body as string) });

const { messages } = parseDbc(sampleDbc());
const defined = {
  messages: messages.length,
  signals: messages.reduce((sum, { signals }) => sum + signals.length, 0),
};

describe('the CAN databases of a platform', () => {
  test('are kept, listed, replaced, returned byte by byte and removed', async () => {
    const path = '/platforms/van/databases/engine.dbc';
    const bytes = Buffer.from(sampleDbc());
    const { status, body } = await put(path, bytes);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      platform: 'van',
      name: 'engine.dbc',
      size: bytes.length,
      ...defined,
    });

    const again = await put(path, 'BO_ 1 A: 8 X\n', 'application/octet-stream');
    expect(again.body).toMatchObject({ messages: 1, signals: 0, created_at: body.created_at });
    await put(path, bytes);
    expect((await api.call('/platforms/van/databases')).body.databases).toEqual([
      expect.objectContaining({ name: 'engine.dbc', size: bytes.length }),
    ]);
    const content = await fetch(`${api.url}/api/v1${path}`);
    expect(Buffer.from(await content.arrayBuffer()).equals(bytes)).toBe(true);
    expect(content.headers.get('content-disposition')).toContain('attachment');

    expect((await api.call(path, { method: 'DELETE' })).status).toBe(204);
    expect((await api.call(path, { method: 'DELETE' })).status).toBe(404);
    expect((await api.call(path)).status).toBe(404);
    expect((await api.call('/platforms/van/databases')).body).toEqual({ databases: [] });
  });

  test.each([
    ['a line that cannot be read', 'BO_ 1 A: 8 X\n SG_ s : 0|8@1+ (1,0)\n', 400, 'Line 2 cannot be read'],
    ['no message', 'VERSION ""\n', 400, 'no message'],
    ['something else', '\u0000\u0001PK', 400, 'Line 1'],
    ['nothing', '', 400, 'no message'],
    ['too much', ' '.repeat(5 * 2 ** 20), 413, 'too large'],
  ])('refuse %s', async (_name, body, status, sentence) => {
    const answer = await put('/platforms/van/databases/bad.dbc', body);
    expect(answer.status).toBe(status);
    expect(answer.body.error).toContain(sentence);
    expect((await api.call('/platforms/van/databases')).body).toEqual({ databases: [] });
  });

  test('may be a KCD, ARXML or SYM file, or an LDF of a LIN bus', async () => {
    for (const [ending, make] of Object.entries(sampleDatabases)) {
      const path = `/platforms/van/databases/car.${ending}`;
      const { status, body } = await put(path, Buffer.from(make()), 'application/octet-stream');
      expect({ ending, status }).toEqual({ ending, status: 200 });
      expect(body).toMatchObject(ending === 'ldf' ? { messages: 2, signals: 6 } : defined);
      await api.call(path, { method: 'DELETE' });
    }
  });

  test('may be compressed, and are returned unchanged', async () => {
    const path = '/platforms/van/databases/packed.dbc.gz';
    const packed = gzipSync(sampleDbc());
    const { status, body } = await put(path, packed, 'application/octet-stream');
    expect(status).toBe(200);
    expect(body).toMatchObject({ size: packed.length, ...defined });
    const content = await fetch(`${api.url}/api/v1${path}`);
    expect(Buffer.from(await content.arrayBuffer()).equals(packed)).toBe(true);
    await api.call(path, { method: 'DELETE' });

    const bomb = gzipSync(Buffer.alloc(5 * 2 ** 20, ' '));
    expect((await put('/platforms/van/databases/bomb', bomb)).body.error).toContain('unpacks to more than');
  });

  test('are at most 32', async () => {
    const answers = await Promise.all(
      Array.from({ length: 34 }, (_, index) => put(`/platforms/many/databases/${index}`, 'BO_ 1 A: 8 X\n')),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(32);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2);
    expect((await put('/platforms/many/databases/x%07y', 'BO_ 1 A: 8 X\n')).status).toBe(400);
  });
});

test('a DBC is recognised at the upload by its content', async () => {
  const batchId = await api.createBatch();
  const file = (filename: string, bytes: Uint8Array) =>
    form({ name: 'file', filename, bytes: Buffer.from(bytes) });
  await upload(api, batchId, file('signals.bin', sampleDbc()));
  await upload(api, batchId, file('packed.bin', zstdCompressSync(sampleDbc())));
  await upload(api, batchId, file('lies.dbc', Buffer.from('no database at all')));
  const found = await api.stores.databases.ofBatch(batchId);
  expect(found.map(({ name }) => name)).toEqual(['signals.bin', 'packed.bin']);
});
