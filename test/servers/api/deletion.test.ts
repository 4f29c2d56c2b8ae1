import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { form, startTestApi, type TestApi, upload } from '../../support/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const remove = (id: string) => api.call(`/batches/${id}`, { method: 'DELETE' });

test('a batch can be deleted once its run is over and its events are published', async () => {
  const id = await api.createBatch();
  const open = await remove(id);
  expect(open).toMatchObject({
    status: 409,
    body: { code: 'state', error: expect.stringContaining('cancel') },
  });
  // Nobody relays its events here.
  await api.stores.batches.fail(id, 1, { code: 'cancelled', message: 'The batch was cancelled.' });
  const waiting = await remove(id);
  expect(waiting).toMatchObject({
    status: 409,
    body: { error: expect.stringContaining('not in Kafka yet') },
  });
  await api.stores.db.query('UPDATE events SET published_at = now()');
  expect(await remove(id)).toMatchObject({ status: 204, text: '' });
  expect((await remove(id)).status).toBe(404);
  expect((await api.call(`/batches/${id}`)).status).toBe(404);
  expect(await api.stores.retention.removals(10)).toEqual([{ prefix: `${id}/`, direct_only: false }]);
});

describe('everything of a VIN', () => {
  const vin = 'WDB9634031L123456';
  const path = `/vins/${vin}`;
  const json = (method: string, body: unknown) => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const newBatch = async () =>
    (await api.post('/batches', { vehicle_id: 'ax/1', vin })).body.batch_id as string;

  /** What a tar unpacks to, by the tar of the system. */
  async function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
    const folder = await mkdtemp(join(tmpdir(), 'argus-tar-'));
    try {
      const tar = spawnSync('tar', ['-x', '-C', folder], { input: bytes });
      expect([tar.status, String(tar.stderr)]).toEqual([0, '']);
      const sums = spawnSync(
        'sh',
        ['-c', `cd ${vin} && for d in *-*; do (cd $d && sha256sum -c --quiet SHA256SUMS); done`],
        { cwd: folder },
      );
      expect([sums.status, String(sums.stdout)]).toEqual([0, '']);
      const names = await readdir(folder, { recursive: true, withFileTypes: true });
      const found = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
      return new Map(
        await Promise.all(
          found.map(async (name) => [name.slice(folder.length + 1), await readFile(name)] as const),
        ),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  test('is exported as a tar with digests; what is lost or changed is named', async () => {
    const id = await newBatch();
    const send = async (filename: string, bytes: string) =>
      (await upload(api, id, form({ name: 'file', filename, bytes }))).body.file_id as string;
    const [good, empty, lost, changed] = [
      await send('../ä.bin', 'some bytes'),
      await send('empty', ''),
      await send('lost', 'x'),
      await send('changed', 'before'),
    ];
    await api.stores.objects.remove(`${id}/${lost}`);
    await api.stores.objects.putBytes(`${id}/${changed}`, Buffer.from('and after'), 'text/plain');
    await api.call(`/vehicles/${encodeURIComponent('ax/1')}/holdings`, json('PUT', { files: [] }));

    const head = await api.call(`${path}/export`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/x-tar']);
    const answer = await fetch(`${api.url}/api/v1${path}/export`);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="argus-${vin}.tar"`);
    const files = await unpacked(Buffer.from(await answer.arrayBuffer()));
    expect(String(files.get(`${vin}/${id}/recordings/${good}`))).toBe('some bytes');
    expect(files.get(`${vin}/${id}/recordings/${empty}`)).toHaveLength(0);
    expect(String(files.get(`${vin}/${id}/files/00001.ndjson`))).toContain('"name":"ä.bin"');
    const { troubles, ...counts } = JSON.parse(String(files.get(`${vin}/export.json`)));
    expect(counts).toEqual({ vin, batches: 1, files: 3, bytes: 19, trouble_count: 2 });
    expect(troubles).toEqual([
      { key: `${id}/${lost}`, why: 'lost' },
      { key: `${id}/${changed}`, why: expect.stringMatching(/^has the SHA-256 /) },
    ]);
    expect(JSON.parse(String(files.get(`${vin}/vehicles/1.json`)))).toMatchObject({ vehicle_id: 'ax/1' });
  });

  test('an export whose store breaks off is an error to whoever reads it', async () => {
    const { getRange } = api.stores.objects;
    api.stores.objects.getRange = async () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('some');
          throw new Error('the store broke off');
        })(),
      );
    try {
      const answer = await fetch(`${api.url}/api/v1${path}/export`);
      expect(answer.status).toBe(200);
      await expect(answer.arrayBuffer()).rejects.toThrow();
    } finally {
      api.stores.objects.getRange = getRange;
    }
  });

  test('is kept under a legal hold, which its batches show, and deleted by its VIN once more', async () => {
    const remove = (confirm = vin) => api.call(`${path}?confirm=${confirm}`, { method: 'DELETE' });
    expect((await api.call(path)).body).toMatchObject({
      vin,
      batches: 1,
      open: 1,
      files: 4,
      legal_hold: null,
    });
    const held = await api.call(`${path}/legal-hold`, json('PUT', { reason: 'case 7' }));
    expect(held.body).toMatchObject({ vin, reason: 'case 7', placed_by: null });
    const id = (await api.call(`/batches?vin=${vin}`)).body.batches[0].batch_id;
    expect((await api.call(`/batches/${id}`)).body.legal_hold).toEqual(held.body);
    expect(await remove()).toMatchObject({ status: 409, body: { code: 'legal_hold' } });
    expect((await api.call(`${path}/legal-hold`, { method: 'DELETE' })).status).toBe(204);
    expect((await api.call(`${path}/legal-hold`, { method: 'DELETE' })).status).toBe(404);
    expect((await api.call(`/batches/${id}`)).body).not.toHaveProperty('legal_hold');

    expect(await api.call(path, { method: 'DELETE' })).toMatchObject({
      status: 400,
      body: { field: 'confirm' },
    });
    expect(await remove('WVWZZZ1JZ3W386752')).toMatchObject({ status: 400, body: { field: 'confirm' } });
    const kept = { batch_id: id, why: 'The batch is pending; cancel it first.' };
    expect((await remove()).body).toEqual({ deleted: 0, kept_count: 1, kept: [kept], complete: true });
    await api.stores.batches.fail(id, 1, { code: 'cancelled', message: 'The batch was cancelled.' });
    await api.stores.db.query('UPDATE events SET published_at = now()');
    await api.post(`/vehicles/${encodeURIComponent('ax/1')}/requests`, { path: 'a' });
    expect((await remove()).body).toMatchObject({ deleted: 1, kept_count: 0, complete: true });
    expect((await remove()).status).toBe(404);
    expect((await api.call(path)).status).toBe(404);
    for (const table of ['vehicle_requests', 'vehicle_holdings'])
      expect((await api.stores.db.query(`SELECT FROM ${table}`)).rowCount).toBe(0);
  });
});
