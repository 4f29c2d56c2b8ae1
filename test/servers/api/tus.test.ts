import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { uploadByTus } from '../../support/tus.ts';

const MiB = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ UPLOAD_MAX_FILE_BYTES: String(40 * MiB) });
});
afterAll(() => api.close());

const endpointOf = (batchId: string) => `${api.url}/api/v1/batches/${batchId}/uploads`;

async function filesOf(batchId: string) {
  return (await api.call(`/batches/${batchId}/files`)).body.files as { name: string; size: number; sha256: string; file_id: string }[];
}

async function contentOf(batchId: string, fileId: string): Promise<Buffer> {
  const response = await fetch(`${api.url}/api/v1/batches/${batchId}/files/${fileId}/content`);
  return Buffer.from(await response.arrayBuffer());
}

describe('tus-js-client', () => {
  test.for([
    ['in one request', {}],
    ['in requests of 1 MB', { chunkSize: 1_000_000 }],
    ['of 5 MiB', { chunkSize: 5 * MiB }],
    ['with the bytes in the first request', { uploadDataDuringCreation: true }],
    ['by POST alone', { overridePatchMethod: true }],
    ['in four pieces at once', { parallelUploads: 4 }],
  ] as const)('uploads a file %s', async ([, options]) => {
    const batchId = await api.createBatch();
    const bytes = randomBytes(18 * MiB + 7);
    await uploadByTus(endpointOf(batchId), bytes, { ...options, metadata: { relativePath: 'cam0/läuft.mcap' } });
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
});
