import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { form, startTestApi, type TestApi, upload } from '../../support/test-api.ts';

const run = promisify(execFile);
const bytes = randomBytes(3 * 1024 * 1024);
const size = bytes.length;
const etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;

let api: TestApi;
let path: string;
let emptyPath: string;
let folder: string;
beforeAll(async () => {
  api = await startTestApi();
  folder = await mkdtemp(join(tmpdir(), 'argus-download-'));
  const batchId = await api.createBatch();
  const stored = async (content: Buffer) => {
    const { body } = await upload(
      api,
      batchId,
      form({ name: 'file', filename: 'drive.mcap', bytes: content }),
    );
    return `/batches/${batchId}/files/${body.file_id}/content`;
  };
  [path, emptyPath] = [await stored(bytes), await stored(Buffer.alloc(0))];
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true });
});

async function download(headers: Record<string, string>, of = path, method = 'GET') {
  const response = await fetch(`${api.url}/api/v1${of}`, { method, headers });
  const body = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, body };
}

describe('a download', () => {
  test('says that it can be resumed, and what it is', async () => {
    const { status, headers, body } = await download({});
    expect([status, headers.get('etag'), headers.get('accept-ranges')]).toEqual([200, etag, 'bytes']);
    expect(body.equals(bytes)).toBe(true);
  });

  test.for([
    ['bytes=0-99', 0, 100],
    [`bytes=${size - 5}-`, size - 5, size],
    ['bytes=1000000-99999999', 1_000_000, size],
    ['bytes=-7', size - 7, size],
  ] as const)('of %s is that part', async ([range, from, to]) => {
    const { status, headers, body } = await download({ range });
    expect(status).toBe(206);
    expect(headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/${size}`);
    expect(headers.get('content-length')).toBe(String(to - from));
    expect(body.equals(bytes.subarray(from, to))).toBe(true);
  });

  test.for([
    ['several ranges', { range: 'bytes=0-1,4-5' }],
    ['an unknown unit', { range: 'lines=0-1' }],
    ['another If-Range', { range: 'bytes=0-1', 'if-range': '"other"' }],
    ['a weak If-Range', { range: 'bytes=0-1', 'if-range': `W/${'"x"'}` }],
  ] as const)('with %s is the whole file', async ([, headers]) => {
    const { status, body } = await download(headers);
    expect([status, body.length]).toEqual([200, size]);
  });

  test('with the right If-Range is the range; of a current copy, nothing', async () => {
    expect((await download({ range: 'bytes=0-1', 'if-range': etag })).status).toBe(206);
    const current = await download({ 'if-none-match': etag });
    expect([current.status, current.body.length]).toEqual([304, 0]);
  });

  test.for([
    ['beyond its end', () => path, `bytes=${size}-`, size],
    ['of an empty file', () => emptyPath, 'bytes=0-', 0],
  ] as const)('of a range %s is 416 with the size', async ([, of, range, whole]) => {
    const { status, headers, body } = await download({ range }, of());
    expect([status, headers.get('content-range')]).toEqual([416, `bytes */${whole}`]);
    expect(JSON.parse(body.toString())).toMatchObject({ code: 'range_not_satisfiable' });
  });

  test('of an empty file is empty; HEAD knows no range', async () => {
    expect(await download({}, emptyPath)).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    const head = await download({ range: 'bytes=0-1' }, path, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(size)]);
  });

  test('that was interrupted is resumed by curl', async () => {
    const file = join(folder, 'part');
    await writeFile(file, bytes.subarray(0, 1_234_567));
    const curl = () => run('curl', ['-sS', '--fail', '-C', '-', '-o', file, `${api.url}/api/v1${path}`]);
    await curl();
    expect((await readFile(file)).equals(bytes)).toBe(true);
  });
});
