import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { type Proxy as LinkProxy, Toxiproxy } from 'toxiproxy-node-client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { progressPrinter } from '../../../stack/progress.ts';
import { pythonPackages } from '../../../stack/python-packages.ts';
import { runCommand } from '../../../stack/run-command.ts';
import { type RoleProcess, startRole } from '../../support/role-process.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { uploadByTus } from '../../support/tus.ts';
import { until } from '../../support/until.ts';

const MiB = 1024 * 1024;
const partBytes = 8 * MiB;
/** As long as a process takes to start anew on a busy machine. */
const retryDelays = Array.from({ length: 100 }, () => 300);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

// A process is started anew, and packages are installed the first time.

/** Another process on the same servers. */
let api: TestApi;
let port: number;
let role: RoleProcess;
let link: LinkProxy;
let folder: string;
const startApi = () => startRole('api/server', { ...api.environment, SERVER_PORT: String(port) });
beforeAll(async () => {
  api = await startTestApi();
  port = await getPort();
  role = await startApi();
  folder = await mkdtemp(join(tmpdir(), 'argus-resumed-'));
});
afterAll(async () => {
  await role.kill9();
  await api.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  const listen = `127.0.0.1:${await getPort()}`;
  const upstream = `127.0.0.1:${port}`;
  link = await new Toxiproxy(inject('stack').toxiproxyUrl).createProxy({
    name: randomUUID(),
    listen,
    upstream,
  });
});
afterEach(() => link.remove());

const endpointOf = (batchId: string) => `http://${link.listen}/api/v1/batches/${batchId}/uploads`;

/** Every connection breaks after so many bytes of the client. */
const cutEvery = (bytes: number) =>
  link.addToxic({ type: 'limit_data', stream: 'upstream', attributes: { bytes }, name: 'cut', toxicity: 1 });

async function assertStored(batchId: string, bytes: Buffer): Promise<void> {
  const files = await api.stores.files.list(batchId, undefined, undefined, 10);
  expect(files).toMatchObject([{ size: bytes.length, sha256: sha256(bytes) }]);
  const chunks: Buffer[] = [];
  for await (const chunk of await api.stores.objects.get(`${batchId}/${files[0]?.id}`))
    chunks.push(chunk as Buffer);
  expect(sha256(Buffer.concat(chunks))).toBe(sha256(bytes));
  expect(await api.traces(batchId)).toEqual({ rows: 1, objects: 1, unfinished: 0 });
}

test('a killed process costs an upload no more than a part: the next one goes on', async () => {
  const batchId = await api.createBatch();
  const bytes = randomBytes(40 * MiB);
  await link.addToxic({
    type: 'bandwidth',
    stream: 'upstream',
    attributes: { rate: 10_000 },
    name: 'slow',
    toxicity: 1,
  });
  const resumedAt: number[] = [];
  let safeWhenKilled = 0;
  const uploading = uploadByTus(endpointOf(batchId), bytes, {
    retryDelays,
    onAfterResponse: (request, response) => {
      if (request.getMethod() === 'HEAD') resumedAt.push(Number(response.getHeader('upload-offset')));
    },
  });
  safeWhenKilled = await until('two parts are safe', async () => {
    const [upload] = await api.stores.uploads.list(batchId, undefined, 1);
    return upload && upload.received >= 2 * partBytes && upload.received;
  });
  await role.kill9();
  role = await startApi();
  await uploading;
  expect(resumedAt.at(-1)).toBeGreaterThanOrEqual(safeWhenKilled);
  await assertStored(batchId, bytes);
});

test('a link that breaks every 3 MiB, less than a part, brings a file over all the same', async () => {
  const batchId = await api.createBatch();
  const bytes = randomBytes(20 * MiB);
  await cutEvery(3 * MiB);
  const { seen } = await uploadByTus(endpointOf(batchId), bytes, { retryDelays });
  expect(seen.filter(({ method }) => method === 'HEAD').length).toBeGreaterThanOrEqual(6);
  // After 5xx or 403 on HEAD it would begin anew.
  expect(seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
  await assertStored(batchId, bytes);
});

const python = await runCommand('python3', ['-m', 'pip', '--version']).catch(() => undefined);

test.skipIf(python === undefined).for([
  ['in one request', 0],
  ['in checked requests of 1 MB', 1_000_000],
] as const)('tuspy brings a file over a link that breaks every 3 MiB, %s', async ([, chunkBytes]) => {
  const { env } = await pythonPackages('tuspy', 'contract/tuspy/requirements.txt', progressPrinter());
  const batchId = await api.createBatch();
  const bytes = randomBytes(10 * MiB);
  const path = join(folder, 'drive.mcap');
  await writeFile(path, bytes);
  await cutEvery(3 * MiB);
  const command = ['contract/tuspy/upload.py', endpointOf(batchId), String(chunkBytes), path];
  await runCommand('python3', command, { env });
  await assertStored(batchId, bytes);
});
