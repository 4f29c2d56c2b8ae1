import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeyRing } from '../../../src/receipts/key-ring.ts';
import { newReceiptKey, privatePem } from '../../../src/receipts/receipt-key.ts';
import type { ReceiptKeySet } from '../../../src/receipts/receipt-schema.ts';
import { verifyReceipt } from '../../../src/receipts/sign-receipt.ts';
import { form, startTestApi, type TestApi, upload } from '../../support/test-api.ts';

const command = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
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
      const prefixes = (await api.stores.retention.removals(100)).map(({ prefix }) => prefix);
      expect(prefixes).toContain(`${id}/${file_id}`);
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

describe('a receipt', () => {
  const receiptOf = (id: string) => api.call(`/batches/${id}/receipt`);
  const keysUrl = () => `${api.url}/.well-known/argus-receipt-keys`;
  const keys = async () => (await (await fetch(`${keysUrl()}.json`)).json()) as ReceiptKeySet;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'argus-receipt-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const argus = (args: string[], environment: Record<string, string> = {}) =>
    promisify(execFile)(process.execPath, [command, '-s', api.url, ...args], {
      env: { ...process.env, ...api.environment, ...environment },
    }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }) => ({ code, stdout }),
    );

  test('is there once the upload is complete, and lists what is stored and counts', async () => {
    const { id, files } = await batchWith('cam0/a.mcap', 'b.mcap', 'empty.bin');
    expect(await receiptOf(id)).toMatchObject({ status: 409, body: { code: 'state' } });
    await complete(id);
    const { status, body, headers } = await receiptOf(id);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    const batch = await api.stores.batches.mustGet(id);
    expect(body.receipt).toEqual({
      version: 1,
      batch_id: id,
      vehicle_id: batch.vehicle_id,
      vin: batch.vin,
      completed_at: batch.uploaded_at,
      issued_at: expect.any(String),
      files: files.map(({ file_id, name, size, sha256 }) => ({ file_id, path: name, size, sha256 })),
      not_safe: [],
    });
    expect(verifyReceipt(body, (await keys()).keys)).toBe('valid');
    expect((await receiptOf(randomUUID())).status).toBe(404);
  });

  test('leaves out what is lost, of another size, or an open incident', async () => {
    const { id, files } = await batchWith('safe', 'lost', 'cut', 'rotten');
    await complete(id);
    const [safe, lost, cut, rotten] = files.map(({ file_id }) => file_id);
    await api.stores.objects.remove(`${id}/${lost}`);
    await api.stores.objects.putBytes(`${id}/${cut}`, Buffer.from('c'), 'text/plain');
    await api.stores.custody.record(rotten, { outcome: 'changed', size: 6, sha256: '0'.repeat(64) });
    const { body } = await receiptOf(id);
    expect(body.receipt.files.map(({ file_id }: { file_id: string }) => file_id)).toEqual([safe]);
    expect(body.receipt.not_safe).toEqual([
      { file_id: lost, path: 'lost', reason: 'lost' },
      { file_id: cut, path: 'cut', reason: 'changed' },
      { file_id: rotten, path: 'rotten', reason: 'changed' },
    ]);
  });

  test('is verified by the three documented lines, and by the command line', async () => {
    const { id } = await batchWith('ä "b" \\ 😀.mcap', 'b.mcap');
    await complete(id);
    const file = join(folder, 'receipt.json');
    expect(await argus(['receipt', id, '-o', file])).toMatchObject({ code: 0 });
    const { signature } = JSON.parse(await readFile(file, 'utf8'));
    const pem = await fetch(`${keysUrl()}/${signature.kid}`);
    await writeFile(join(folder, 'key.pem'), await pem.text());
    const lines = documentedLines();
    expect(lines.split('\n')).toHaveLength(3);
    const shell = () => promisify(execFile)('sh', ['-ec', lines], { cwd: folder });
    expect((await shell()).stdout).toContain('Signature Verified Successfully');
    expect(await argus(['verify-receipt', file])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`Valid: 2 files of batch ${id} were safe at`),
    });

    await writeFile(file, (await readFile(file, 'utf8')).replace('b.mcap', 'c.mcap'));
    await expect(shell()).rejects.toThrow();
    await writeFile(join(folder, 'keys.json'), JSON.stringify(await keys()));
    expect(await argus(['verify-receipt', file, '--keys', join(folder, 'keys.json')])).toMatchObject({
      code: 6,
      stdout: expect.stringContaining('INVALID'),
    });
    expect(await argus(['verify-receipt', join(folder, 'key.pem')])).toMatchObject({ code: 2 });
  });

  test('stays valid after its key was replaced and its batch deleted', async () => {
    const { id } = await batchWith('a.mcap');
    await complete(id);
    const { body: before } = await receiptOf(id);
    const rotated = await argus(['admin', 'rotate-receipt-key']);
    expect(rotated).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Receipts are signed with [\w-]{43} /),
    });
    const { body: after } = await receiptOf(id);
    expect(rotated.stdout).toContain(after.signature.kid);
    expect(after.signature.kid).not.toBe(before.signature.kid);
    const kept = await api.stores.db.query('SELECT id FROM receipt_keys WHERE private_key IS NOT NULL');
    expect(kept.rows).toEqual([{ id: after.signature.kid }]);

    await api.stores.batches.fail(id, 1, { code: 'cancelled', message: 'The batch was cancelled.' });
    await api.stores.db.query('UPDATE events SET published_at = now() WHERE batch_id = $1', [id]);
    expect((await api.call(`/batches/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await receiptOf(id)).status).toBe(404);
    const listed = await keys();
    expect(verifyReceipt(before, listed.keys)).toBe('valid');
    expect(verifyReceipt(after, listed.keys)).toBe('valid');
  });

  test('is signed with the key of a file, which may be replaced at any time', async () => {
    const keyFile = join(folder, 'receipts.pem');
    const own = createKeyRing(api.stores.receiptKeys, keyFile);
    await expect(own.current()).rejects.toMatchObject({ code: 'unavailable' });
    const [first, second] = [newReceiptKey(), newReceiptKey()];
    for (const key of [first, second]) {
      await writeFile(keyFile, privatePem(key));
      expect((await own.current()).id).toBe(key.id);
    }
    const listed = (await keys()).keys.map(({ kid }) => kid);
    expect(listed).toEqual(expect.arrayContaining([first.id, second.id]));
    await expect(own.rotate()).rejects.toMatchObject({ code: 'state' });
  });

  test('processes that start together keep one key', async () => {
    const { db, receiptKeys } = api.stores;
    await db.query('DELETE FROM receipt_keys');
    const rings = Array.from({ length: 5 }, () => createKeyRing(receiptKeys, undefined));
    const ids = await Promise.all(rings.map(async (ring) => (await ring.current()).id));
    expect(new Set(ids).size).toBe(1);
    expect((await keys()).keys).toHaveLength(1);
    expect((await fetch(`${keysUrl()}/${'x'.repeat(43)}`)).status).toBe(404);
  });
});

/** The lines that docs/api.md gives for openssl. */
function documentedLines(): string {
  const page = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');
  const [, block] = /```sh\n(sed [^`]+)\n```/.exec(page.slice(page.indexOf('## Receipts'))) ?? [];
  if (block === undefined) throw new Error('docs/api.md has no lines for openssl');
  return block;
}
