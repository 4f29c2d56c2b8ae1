import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { form, startTestApi, type TestApi, upload } from '../../support/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const recording = (name: string, bytes = name) => form({ name: 'file', filename: name, bytes });
const entry = (path: string, bytes = path) => ({
  path,
  size: Buffer.byteLength(bytes),
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

async function batchWith(...names: string[]) {
  const id = await api.createBatch();
  const files = [];
  for (const name of names) files.push((await upload(api, id, recording(name))).body);
  return { id, files };
}

function complete(id: string, files?: object[], key?: string) {
  return api.call(`/batches/${id}/complete`, {
    method: 'POST',
    headers: { ...(files && { 'content-type': 'application/json' }), ...(key && { 'idempotency-key': key }) },
    ...(files && { body: JSON.stringify({ files }) }),
  });
}

const statusOf = async (id: string) => (await api.stores.batches.mustGet(id)).status;

describe('a manifest', () => {
  test('keeps the batch open until what it names is there, also for the same Idempotency-Key', async () => {
    const { id } = await batchWith('cam0/a.mcap');
    const manifest = [entry('cam0/a.mcap'), entry('cam1/a.mcap')];
    const key = randomUUID();
    const refused = await complete(id, manifest, key);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'manifest_mismatch',
        details: {
          counts: { missing: 1, different: 0, superfluous: 0 },
          missing: [entry('cam1/a.mcap')],
          different: [],
          superfluous: [],
        },
      },
    });
    expect(await statusOf(id)).toBe('pending');
    expect((await upload(api, id, recording('cam1/a.mcap'))).status).toBe(201);
    const done = await complete(id, manifest, key);
    expect(done.status).toBeLessThan(300);
    expect(await statusOf(id)).toBe('uploaded');
    expect(await complete(id, manifest, key)).toMatchObject({ status: done.status, body: done.body });
  });

  test('lists what is different and superfluous, which can be deleted and sent again', async () => {
    const { id, files } = await batchWith('a.mcap', 'b.mcap');
    const manifest = [{ ...entry('a.mcap', 'other'), sha256: entry('a.mcap', 'other').sha256.toUpperCase() }];
    const { body } = await complete(id, manifest);
    expect(body.details).toEqual({
      counts: { missing: 0, different: 1, superfluous: 1 },
      missing: [],
      different: [
        {
          ...entry('a.mcap', 'other'),
          file_id: files[0].file_id,
          stored_size: files[0].size,
          stored_sha256: files[0].sha256,
        },
      ],
      superfluous: [{ ...entry('b.mcap'), file_id: files[1].file_id }],
    });
    for (const { file_id } of files) {
      const path = `/batches/${id}/files/${file_id}`;
      expect((await api.call(path, { method: 'DELETE' })).status).toBe(204);
      expect((await api.call(path, { method: 'DELETE' })).status).toBe(404);
      expect(await api.stores.retention.removals(100)).toContain(`${id}/${file_id}`);
    }
    await upload(api, id, recording('a.mcap', 'other'));
    expect((await complete(id, manifest)).status).toBeLessThan(300);
  });

  test('is refused for a batch that was closed without what it names', async () => {
    const { id, files } = await batchWith('a.mcap');
    expect((await complete(id)).status).toBeLessThan(300);
    expect((await complete(id, [entry('a.mcap')])).status).toBeLessThan(300);
    const late = await complete(id, [entry('a.mcap'), entry('b.mcap')]);
    expect(late).toMatchObject({ status: 409, body: { code: 'manifest_mismatch' } });
    expect(late.body.error).toContain('another batch');
    const path = `/batches/${id}/files/${files[0].file_id}`;
    expect(await api.call(path, { method: 'DELETE' })).toMatchObject({
      status: 409,
      body: { code: 'state' },
    });
  });

  test.each([
    ['no file', [], 'files'],
    ['a path that is none', [entry('../..')], 'files.0.path'],
    ['a path twice', [entry('a'), entry('./a')], 'files.1.path'],
    ['a digest that is none', [{ ...entry('a'), sha256: 'xy' }], 'files.0.sha256'],
    ['an unknown member', [{ ...entry('a'), mtime: 1 }], 'files.0.mtime'],
  ])('with %s is invalid', async (_, files, field) => {
    const { id } = await batchWith('a');
    expect(await complete(id, files)).toMatchObject({ status: 400, body: { code: 'validation', field } });
  });

  test('may have as many files as a batch, and no more than its bytes', async () => {
    const { id } = await batchWith('a');
    const content = { size: 1, sha256: '0'.repeat(64) };
    const many = Array.from({ length: 100_000 }, (_, index) => ({ path: `cam0/${index}.mcap`, ...content }));
    const refused = await complete(id, many);
    expect(refused.body.details.counts).toEqual({ missing: 100_000, different: 0, superfluous: 1 });
    const long = many.map((file) => ({ ...file, path: `${'x'.repeat(200)}${file.path}` }));
    expect(await complete(id, long)).toMatchObject({ status: 413, body: { code: 'too_large' } });
  });
});
