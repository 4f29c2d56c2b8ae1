import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createResumableClient, MiB, sha256 } from '../../support/resumable-client.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
const { append, begin } = createResumableClient(() => api);

describe('parts that go to the object store themselves', () => {
  async function beginDirect(batchId: string, body: object) {
    const created = await api.post(`/batches/${batchId}/uploads`, body);
    expect(created.status).toBe(201);
    return created.body as { upload_id: string; parts: number; part_size: number };
  }

  async function sendParts(
    batchId: string,
    uploadId: string,
    count: number,
    bytes: Buffer,
  ): Promise<string[]> {
    const numbers = Array.from({ length: count }, (_, index) => index + 1);
    const { status, body } = await api.post(`/batches/${batchId}/uploads/${uploadId}/parts`, {
      parts: numbers,
    });
    expect(status).toBe(200);
    let at = 0;
    const etags: string[] = [];
    for (const { url, size } of body.parts as { url: string; size: number }[]) {
      const put = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes.subarray(at, at + size)) });
      expect(put.status).toBe(200);
      etags.push(put.headers.get('etag') ?? '');
      at += size;
    }
    return etags;
  }

  test('make a file when they are named, whose digest Argus takes itself; the repeat gives the same', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(17 * MiB);
    const { upload_id, parts, part_size } = await beginDirect(batchId, {
      path: 'cam0/data.mcap',
      size: bytes.length,
      sha256: sha256(bytes),
    });
    expect([parts, part_size]).toEqual([3, 8 * MiB]);
    const etags = await sendParts(batchId, upload_id, parts, bytes);
    const path = `/batches/${batchId}/uploads/${upload_id}/complete`;
    const incomplete = await api.post(path, { etags: etags.slice(1) });
    expect([incomplete.status, incomplete.body.code]).toEqual([409, 'conflict']);
    const wrong = await api.post(path, { etags: [...etags].reverse() });
    expect([wrong.status, wrong.body.code]).toEqual([409, 'conflict']);
    const completed = await api.post(path, { etags });
    expect(completed.body).toMatchObject({
      file_id: upload_id,
      name: 'cam0/data.mcap',
      sha256: sha256(bytes),
    });
    expect((await api.call(`/batches/${batchId}/uploads/${upload_id}`)).body).toMatchObject({
      state: 'finished',
      received: bytes.length,
      expires_at: null,
    });
    expect(await api.traces(batchId)).toEqual({ rows: 1, objects: 1, unfinished: 0 });
  });

  test('of another digest than announced never count', async () => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(1_000);
    const { upload_id } = await beginDirect(batchId, { size: 1_000, sha256: 'ab'.repeat(32) });
    const etags = await sendParts(batchId, upload_id, 1, bytes);
    const completed = await api.post(`/batches/${batchId}/uploads/${upload_id}/complete`, { etags });
    expect([completed.status, completed.body.code]).toEqual([422, 'checksum_mismatch']);
    expect(await api.traces(batchId)).toEqual({ rows: 0, objects: 0, unfinished: 0 });
  });

  test('are signed for an upload that has none of its bytes, and no other part than it has', async () => {
    const batchId = await api.createBatch();
    const { upload_id } = await beginDirect(batchId, { size: 10 });
    const path = `/batches/${batchId}/uploads/${upload_id}/parts`;
    expect((await api.post(path, { parts: [2] })).status).toBe(400);
    expect(
      (await append(`/api/v1/batches/${batchId}/uploads/${upload_id}`, 0, true, randomBytes(10))).status,
    ).toBe(409);
    const other = await begin(batchId, { 'upload-length': 10 });
    await append(other, 0, false, randomBytes(5));
    expect((await api.post(`${other.replace('/api/v1', '')}/parts`, { parts: [1] })).status).toBe(409);
  });
});
