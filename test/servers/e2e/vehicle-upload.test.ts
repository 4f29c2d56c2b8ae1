import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { exitCodes } from '../../../src/cli/exit-codes.ts';
import { type CuttingLink, startCuttingLink } from '../../support/cutting-link.ts';
import { form, startTestApi, type TestApi, upload } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

const MiB = 1024 * 1024;
const partBytes = 8 * MiB;
/** Of requests, with room to spare. */
const headerBytes = 2_000;
const command = fileURLToPath(new URL('../../../bin/argus.mjs', import.meta.url));
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

// Processes are started and killed.

let api: TestApi;
let link: CuttingLink;
let folder: string;
let drive: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  link = await startCuttingLink(api.url);
  folder = await mkdtemp(join(tmpdir(), 'argus-vehicle-'));
  drive = join(folder, 'drive');
  await mkdir(drive);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await link.close();
  await rm(folder, { recursive: true });
});

function argus(vehicle: string, ...options: string[]) {
  const state = ['--state', join(folder, 'state')];
  const who = ['--vehicle', vehicle, '--vin', 'WVWZZZ1JZ3W386752'];
  const child = spawn(process.execPath, [
    ...[command, '-s', link.url, 'upload', ...who, ...state, ...options, drive],
  ]);
  children.push(child);
  let output = '';
  let said = '';
  child.stdout.on('data', (data) => (output += data));
  child.stderr.on('data', (data) => (said += data));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, ended, output: () => output, said: () => said };
}

async function write(files: Record<string, Buffer>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(drive, name), bytes);
}

/** What the server has of the only batch of a vehicle. */
async function storedOf(vehicle: string) {
  const { body } = await api.call(`/batches?vehicle_id=${vehicle}`);
  expect(body.batches).toHaveLength(1);
  const files = await api.stores.files.list(body.batches[0].batch_id, undefined, undefined, 1_000);
  return {
    batchId: body.batches[0].batch_id as string,
    files: Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256])),
  };
}

async function factsOf(batchId: string) {
  const files = await api.stores.files.list(batchId, undefined, undefined, 1_000);
  return files.map(({ recorded_at, priority, labels }) => ({
    recorded_at: recorded_at && new Date(recorded_at).toISOString(),
    priority,
    labels,
  }));
}

/** Kills it in the middle: when the link has carried so much. */
async function kill(run: ReturnType<typeof argus>, after: number): Promise<void> {
  link.holdAfter(after);
  await until(`${after} bytes`, () => link.sent() >= after);
  run.child.kill('SIGKILL');
  expect(await run.ended).toBe(null);
  link.release({ loses: true });
}

const digests = (files: Record<string, Buffer>) =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sha256(bytes)]));

test('what is said of the files is stored with each, small or in parts; nothing is made up from names and times', async () => {
  await write({ '2026-01-31T12-00-00.bin': randomBytes(100), 'large.bin': randomBytes(partBytes + 1) });
  const said = [
    '--recorded-at',
    '2026-01-30T08:00:00+01:00',
    '--priority',
    '7',
    '--label',
    'route=Graubünden',
    '--label',
    'wet',
  ];
  const run = argus('labelled', '--detach', ...said);
  expect(await run.ended, run.said()).toBe(exitCodes.done.code);
  const { batchId } = await storedOf('labelled');
  const facts = await factsOf(batchId);
  const same = { recorded_at: '2026-01-30T07:00:00.000Z', priority: 7, labels: ['route=Graubünden', 'wet'] };
  expect(facts).toEqual([same, same]);
  await rm(join(folder, 'state'), { recursive: true });
  const silent = argus('silent', '--detach');
  expect(await silent.ended, silent.said()).toBe(exitCodes.done.code);
  const nothing = { recorded_at: null, priority: 0, labels: [] };
  expect(await factsOf((await storedOf('silent')).batchId)).toEqual([nothing, nothing]);
});

test('killed in the middle on a link that breaks, and started again: one batch, and at most a part for each cut', async () => {
  const small = Array.from(
    { length: 20 },
    (_, index) => [`small-${index}.bin`, randomBytes(20_000)] as const,
  );
  const files = {
    ...Object.fromEntries(small),
    'a.bin': randomBytes(21 * MiB),
    'b.bin': randomBytes(partBytes + 1),
    'empty.bin': Buffer.alloc(0),
  };
  await write(files);
  const total = Object.values(files).reduce((sum, { length }) => sum + length, 0);
  link.cutEvery(3 * MiB);
  const parallel = 3;
  for (const after of [6 * MiB, 14 * MiB])
    await kill(argus('killed', '--detach', '--parallel', String(parallel)), after);
  const last = argus('killed', '--detach', '--json');
  expect(await last.ended, last.said()).toBe(exitCodes.done.code);
  const stored = await storedOf('killed');
  expect(stored.files).toEqual(digests(files));
  const cuts = link.cuts() + 2 * parallel;
  expect(link.cuts()).toBeGreaterThanOrEqual(4);
  expect(link.sent()).toBeLessThan(total + cuts * partBytes);
  const answer = JSON.parse(last.output());
  expect(answer).toMatchObject({ batch_id: stored.batchId, files: 23, left_out: [] });
  const receipt = JSON.parse(await readFile(answer.receipt, 'utf8'));
  expect(receipt.receipt.files).toHaveLength(23);

  // What a receipt names is not sent again.
  const before = link.sent();
  const again = argus('killed', '--detach');
  expect(await again.ended).toBe(exitCodes.done.code);
  expect(again.said()).toContain(`safe already, in batch ${stored.batchId}`);
  expect(link.sent() - before).toBeLessThan(2 * headerBytes);
});

test('a file that changed while the command was away is sent as it is now', async () => {
  const files = { 'a.bin': randomBytes(100_000), 'b.bin': randomBytes(20 * MiB) };
  await write(files);
  await kill(argus('changed', '--detach', '--parallel', '1'), 10 * MiB);
  const now = { 'a.bin': randomBytes(90_000), 'b.bin': Buffer.concat([files['b.bin'], randomBytes(10)]) };
  await write(now);
  // The answer to an earlier version was lost, and somebody has added a file.
  const { batchId } = await storedOf('changed');
  const others = { 'b.bin': randomBytes(5), 'other.bin': randomBytes(5) };
  for (const [filename, bytes] of Object.entries(others))
    expect((await upload(api, batchId, form({ name: 'file', filename, bytes }))).status).toBe(201);
  const next = argus('changed', '--detach');
  expect(await next.ended, next.said()).toBe(exitCodes.done.code);
  expect((await storedOf('changed')).files).toEqual(digests({ ...others, ...now }));
});

test('a file that grows while it is sent is named and stays; the others are handed over', async () => {
  const files = { 'a.bin': randomBytes(100_000), 'growing.bin': randomBytes(30 * MiB) };
  await write(files);
  link.holdAfter(10 * MiB);
  const run = argus('growing', '--detach', '--delete-after-receipt');
  await until('part of the file', () => link.sent() >= 10 * MiB);
  await appendFile(join(drive, 'growing.bin'), 'more');
  link.release();
  expect(await run.ended, run.said()).toBe(exitCodes.filesFailed.code);
  expect(run.said()).toMatch(
    /growing\.bin \(it has grown from \d+ to \d+ bytes: something still writes to it\)/,
  );
  const { batchId, files: stored } = await storedOf('growing');
  expect(stored).toEqual(digests({ 'a.bin': files['a.bin'] }));
  expect(await api.traces(batchId)).toEqual({ rows: 1, objects: 1, unfinished: 0 });
  expect(await readdir(drive)).toEqual(['growing.bin']);
});

test('a recorder is followed: what is closed is sent and deleted, what it writes to is not', async () => {
  const files = { 'a.bin': randomBytes(50_000), 'b.bin': randomBytes(9 * MiB) };
  await write({ ...files, 'open.bin': randomBytes(1_000) });
  const close = (name: string) => utimes(join(drive, name), longAgo, longAgo);
  const longAgo = new Date(Date.now() - 7_200_000);
  await Promise.all([close('a.bin'), close('b.bin')]);
  // What was not modified for an hour is closed.
  const options = ['--watch', '--settle', '3600', '--silence', '1', '--delete-after-receipt'];
  const run = argus('recorder', ...options, '--batch-size', '8M');
  await until('only the open file', async () => (await readdir(drive)).join() === 'open.bin');
  const { batchId, files: stored } = await storedOf('recorder');
  expect(stored).toEqual(digests(files));
  run.child.kill('SIGTERM');
  expect(await run.ended, run.said()).toBe(exitCodes.done.code);
  expect(run.said()).toContain('Deleted here: 2 files');
  expect(await readdir(join(folder, 'state/receipts'))).toEqual([`${batchId}.json`]);

  await close('open.bin');
  const next = argus('recorder', ...options);
  await until('nothing', async () => (await readdir(drive)).length === 0);
  next.child.kill('SIGTERM');
  expect(await next.ended, next.said()).toBe(exitCodes.done.code);
  const { body } = await api.call('/batches?vehicle_id=recorder');
  expect(body.batches).toHaveLength(2);
});

test('the policy holds files back, a request fetches one of them, and the server knows what is still here', async () => {
  const files = { 'event.log': randomBytes(10), 'drive.mcap': randomBytes(20), 'raw.bin': randomBytes(30) };
  await write(files);
  const rules = [
    { pattern: '*.mcap', upload: 'unmetered' },
    { pattern: '*.bin', upload: 'on_request' },
  ];
  const init = { method: 'PUT', headers: { 'content-type': 'application/json' } };
  const body = JSON.stringify({ rules, default: 'now' });
  expect(await api.call('/upload-policy', { ...init, body })).toMatchObject({ status: 200 });
  const held = async () => {
    const { body } = await api.call('/vehicles/frugal/holdings');
    return Object.fromEntries(body.files.map(({ path, why }: Record<string, string>) => [path, why]));
  };

  const metered = argus('frugal', '--detach', '--metered', '--json');
  expect(await metered.ended, metered.said()).toBe(exitCodes.done.code);
  expect(JSON.parse(metered.output())).toMatchObject({ files: 1 });
  expect(await held()).toEqual({ 'drive.mcap': 'unmetered', 'raw.bin': 'on_request' });

  const asked = await api.post('/vehicles/frugal/requests', { path: 'raw.bin' });
  expect(asked.status, asked.text).toBe(201);
  const next = argus('frugal', '--detach', '--json');
  expect(await next.ended, next.said()).toBe(exitCodes.done.code);
  const { batch_id, files: sent } = JSON.parse(next.output());
  expect(sent).toBe(2);
  const { body: page } = await api.call('/vehicles/frugal/requests');
  expect(page.requests).toMatchObject([{ path: 'raw.bin', state: 'fulfilled', batch_id }]);
  expect(await held()).toEqual({});
});
