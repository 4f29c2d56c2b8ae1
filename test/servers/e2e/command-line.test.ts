import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { exitCodes } from '../../../src/cli/exit-codes.ts';
import { createClient } from '../../../src/client/client.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { writeBagFolder } from '../../support/recordings/write-bag-folder.ts';
import { runCommand } from '../../support/run-command.ts';
import { until } from '../../support/until.ts';

const command = fileURLToPath(new URL('../../../bin/argus.mjs', import.meta.url));
const vehicle = ['--vehicle', 'truck-7', '--vin', 'WVWZZZ1JZ3W386752'];
let argus: TestArgus;
let folder: string;
beforeAll(async () => {
  argus = await startArgus({ TOLERATED_FAILED_PERCENT: '60' });
  folder = await mkdtemp(join(tmpdir(), 'argus-command-'));
  await writeFile(join(folder, 'a.mcap'), sampleMcap({ seed: 301 }));
  await writeFile(join(folder, 'notes.txt'), 'not a recording at all');
});
afterAll(async () => {
  await argus.close();
  await rm(folder, { recursive: true });
});

function start(...args: string[]) {
  const env = { ...process.env, ARGUS_STATE: join(folder, 'state') };
  const child: ChildProcess = spawn(process.execPath, [command, '-s', argus.url, ...args], { env });
  let said = '';
  for (const out of [child.stdout, child.stderr]) out?.on('data', (data) => (said += data));
  const ended = once(child, 'close').then(([code]) => code as number);
  return { child, said: () => said, ended };
}

test('upload prints the report and exits with 1 if a file could not be read', async () => {
  const { ended, said } = start('upload', ...vehicle, folder);
  expect(await ended).toBe(exitCodes.filesFailed.code);
  expect(said()).toContain('1 of 2 files could not be read');
  expect(said()).toMatch(/argus retry [0-9a-f-]{36} --only-failed/);
});

test('with --json the batch commands print what is documented of each', async () => {
  const json = async (...args: string[]) => {
    const { stdout, stderr } = await runCommand(...args, '--server', argus.url, '--json');
    expect(stdout, stderr).not.toBe('');
    return JSON.parse(stdout);
  };
  const [batch] = await json('batches', '--limit', '1');
  expect(batch).toMatchObject({ vehicle_id: 'truck-7', status: 'completed', total_files: 2 });
  const id = batch.batch_id;
  expect(await json('watch', id)).toMatchObject({ batch_id: id, status: 'completed', failed_files: 1 });
  expect(await json('why', id)).toMatchObject({ status: 'completed', sentence: expect.any(String) });
  expect(await json('report', id)).toMatchObject({ batch_id: id, files: expect.any(Array) });
  expect(await json('receipt', id)).toMatchObject({
    receipt: { batch_id: id },
    signature: expect.anything(),
  });
  expect(await json('rules')).toContainEqual(expect.objectContaining({ id: 'bus-off', enabled: true }));
  expect(await json('knowledge', 'P0301')).toContainEqual(expect.objectContaining({ error_code: 'P0301' }));
  expect(await json('retry', id, '--only-failed')).toMatchObject({
    batch_id: id,
    message: expect.any(String),
  });
  expect(await json('watch', id)).toMatchObject({ batch_id: id, status: 'completed' });
  expect(await json('reprocess', id)).toMatchObject({ batch_id: id });
  // That run may be over before it could be cancelled.
  const { batch_id } = await createClient({ server: argus.url }).createBatch({
    vehicle_id: 'truck-7',
    vin: 'WVWZZZ1JZ3W386752',
  });
  expect(await json('cancel', batch_id)).toMatchObject({ batch_id, message: expect.any(String) });
});

test('findings are subscribed, listed and unsubscribed', async () => {
  const hook = ['--url', 'https://a.example/hook', '--platform', 'van', 'semi', '--min-severity', 'error'];
  const made = start('subscribe', ...hook, '--rule', 'bus-off');
  expect(await made.ended, made.said()).toBe(exitCodes.done.code);
  const [id = ''] = /^[0-9a-f-]{36}$/m.exec(made.said()) ?? [];
  expect(made.said()).toMatch(/signed with whsec_/);
  const listed = start('subscriptions');
  expect(await listed.ended).toBe(exitCodes.done.code);
  expect(listed.said()).toMatch(
    new RegExp(`^${id} +https://a.example/hook +error +van, semi +bus-off +0 `, 'm'),
  );
  const refused = start('subscribe', '--email', 'ops@example.com');
  expect(await refused.ended).toBe(exitCodes.refused.code);
  expect(refused.said()).toContain('SMTP_URL');
  expect(await start('unsubscribe', id).ended).toBe(exitCodes.done.code);
  const none = start('subscriptions');
  expect(await none.ended).toBe(exitCodes.done.code);
  expect(none.said()).toContain('Nobody is told of findings');
});

test('what is on a vehicle is listed and asked for', async () => {
  const report = await fetch(`${argus.url}/api/v1/vehicles/van-9/holdings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ files: [{ path: 'cam0/a.mcap', size: 7_000, why: 'on_request' }] }),
  });
  expect(report.status).toBe(204);
  const held = start('held');
  expect(await held.ended, held.said()).toBe(exitCodes.done.code);
  expect(held.said()).toMatch(/^van-9 +1 +7.0 kB +1 on_request +0 /m);
  const files = start('held', 'van-9');
  expect(await files.ended).toBe(exitCodes.done.code);
  expect(files.said()).toMatch(/^cam0\/a.mcap +7.0 kB +on_request/m);
  const asked = start('ask', 'van-9', 'cam*/**', '--note', 'the brake test');
  expect(await asked.ended, asked.said()).toBe(exitCodes.done.code);
  const listed = start('requests', 'van-9', '--state', 'open');
  expect(await listed.ended).toBe(exitCodes.done.code);
  expect(listed.said()).toMatch(/^[0-9a-f-]{36} +open +cam\*\/\*\* /m);
  const refused = start('ask', 'van-9');
  expect(await refused.ended).toBe(exitCodes.refused.code);

  // Heard of, though there is nothing of this kind.
  for (const args of [
    ['requests', 'van-9', '--state', 'declined'],
    ['batches', '--vehicle', 'van-9'],
  ]) {
    const { ended, said } = start(...args);
    expect(await ended, said()).toBe(exitCodes.done.code);
  }
  for (const args of [
    ['requests', 'van-8'],
    ['batches', '--vehicle', 'van-8'],
    ['held', 'van-8'],
  ]) {
    const { ended, said } = start(...args);
    expect(await ended, said()).toBe(exitCodes.refused.code);
    expect(said()).toMatch(/vehicle van-8.* \(not_found/);
  }
});

test('a folder of a ROS 2 bag with all its companion files is read without a failed file', async () => {
  const bag = join(folder, 'bag');
  await writeBagFolder(bag);
  const { ended, said } = start('upload', ...vehicle, bag);
  expect(await ended, said()).toBe(exitCodes.done.code);
  expect(said()).not.toMatch(/could not be read/);
  await rm(bag, { recursive: true });
});

test('Ctrl-C during an upload says how to resume, and that suffices to resume', async () => {
  // Too large to be sent in a moment.
  const large = join(folder, 'large drive.bin');
  await writeFile(large, Buffer.alloc(300_000_000));
  const { child, ended, said } = start('upload', ...vehicle, large);
  await until('the batch', () => /batch [0-9a-f-]{36}/.test(said()));
  child.kill('SIGINT');
  expect(await ended).toBe(exitCodes.interrupted.code);
  const [, batch = ''] = /upload --batch ([0-9a-f-]{36}) '.*large drive\.bin'/.exec(said()) ?? [];
  expect(batch).not.toBe('');
  const receipt = join(folder, 'receipt.json');
  const next = start('upload', '--batch', batch, '--detach', '--receipt', receipt, join(folder, 'a.mcap'));
  expect(await next.ended).toBe(exitCodes.done.code);
  const { ended: verified, said: verdict } = start('verify-receipt', receipt);
  expect(await verified).toBe(exitCodes.done.code);
  expect(verdict()).toContain(`Valid: 1 file of batch ${batch} was safe`);
});
