import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { type ObjectProblem, verifyObjects } from '../../../src/admin/verify-objects.ts';
import { deleteVin } from '../../../src/vins/delete-vin.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { vehicle } from '../../support/batches.ts';
import { until } from '../../support/until.ts';

let argus: TestArgus;
let car: ReturnType<typeof vehicle>;
let batchId: string;
beforeAll(async () => {
  // Whether files are read during their upload or by their run is a matter of time; what a test holds here is the run.
  argus = await startArgus({ PARSE_AHEAD: 'false' });
  car = vehicle(argus.url);
  batchId = await car.deliver([
    { name: 'a.mcap', bytes: sampleMcap({ seed: 1 }) },
    { name: 'b.mcap', bytes: sampleMcap({ seed: 2 }) },
  ]);
  expect(await car.ended(batchId)).toMatchObject({ status: 'completed' });
});
afterAll(() => argus?.close());

const main = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
const admin = (...args: string[]) =>
  spawnSync(process.execPath, [main, 'admin', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...argus.environment },
  });

const filesOf = (id: string) => argus.stores.files.list(id, undefined, undefined, 10);

describe('verify-objects', () => {
  test('finds nothing if everything exists, and rendered reports are not orphans', async () => {
    await (await fetch(`${argus.url}/api/v1/batches/${batchId}/report?format=pdf`)).arrayBuffer();
    const { status, stdout, stderr } = admin('verify-objects', '--digest', '--json');
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ files: 2, lost: 0, changed: 0, orphaned: 0, troubles: [] });
  });

  test('names what is lost, changed and orphaned', async () => {
    const id = await car.deliver(
      [3, 4, 5].map((seed) => ({ name: `${seed}.mcap`, bytes: sampleMcap({ seed }) })),
    );
    await car.ended(id);
    const [lost, cut, flipped] = (await filesOf(id)).map((file) => ({ ...file, key: `${id}/${file.id}` }));
    if (!lost || !cut || !flipped) throw new Error('three files were uploaded');
    const { objects } = argus.stores;
    await objects.remove(lost.key);
    await objects.putBytes(cut.key, Buffer.from('short'), 'application/octet-stream');
    await objects.putBytes(flipped.key, Buffer.alloc(flipped.size), 'application/octet-stream');
    const { rows } = await argus.stores.db.query('SELECT charts FROM aggregates WHERE batch_id = $1', [id]);
    const chart = `${id}/charts/1/${rows[0].charts[0].name}`;
    await objects.remove(chart);

    const quick = admin('verify-objects');
    expect(quick.status).toBe(6);
    expect(quick.stdout).toContain('2 lost, 1 changed, 0 orphaned.');
    const { status, stdout } = admin('verify-objects', '--digest', '--json');
    expect(status).toBe(6);
    const { troubles } = JSON.parse(stdout) as { troubles: ObjectProblem[] };
    expect(troubles.map(({ kind, key }) => ({ kind, key }))).toEqual(
      expect.arrayContaining([
        { kind: 'lost', key: lost.key },
        { kind: 'lost', key: chart },
        { kind: 'changed', key: cut.key },
        { kind: 'changed', key: flipped.key },
      ]),
    );
    expect(troubles).toHaveLength(4);
  });

  test('reports an object without a row once it is a day old', async () => {
    const { objects, files, objectRows } = argus.stores;
    const stray = [`${batchId}/${randomUUID()}`, `${randomUUID()}/${randomUUID()}`];
    for (const key of stray) await objects.putBytes(key, Buffer.from('x'), 'text/plain');
    const orphans = async (ageMs: number) => {
      const found: string[] = [];
      async function* list(prefix?: string) {
        for await (const page of objects.list(prefix)) {
          yield page.map((one) => ({ ...one, modified: new Date(one.modified.getTime() - ageMs) }));
        }
      }
      await verifyObjects(
        { files, objectRows, objects: { ...objects, list } },
        { digest: false, onProblem: ({ kind, key }) => kind === 'orphaned' && found.push(key) },
      );
      return found.sort();
    };
    expect(await orphans(0)).toEqual([]);
    expect(await orphans(25 * 3600 * 1000)).toEqual(stray.sort());
    for (const key of stray) await objects.remove(key);
  });
});

describe('vin', () => {
  const vin = 'WDB9634031L123456';
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'argus-vin-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('exports, holds and deletes everything of one vehicle, and nothing of others', async () => {
    const { stores } = argus;
    const drive = { name: '../cam0/ä.mcap', bytes: sampleMcap({ seed: 21 }) };
    const whose = { vin, vehicle_id: 'erased' };
    const id = await car.deliver([drive, { name: 'empty.bin', bytes: Buffer.alloc(0) }], {
      ...whose,
      tolerated_failed_percent: 60,
    });
    await car.ended(id);
    const { batch_id: open } = await car.createBatch(whose);
    await until('the relay', async () => (await stores.events.backlog()).count === 0);
    const all = { batches: 2, open: 1, files: 2, bytes: drive.bytes.length, vehicle_ids: ['erased'] };
    expect(await stores.vins.holdings(vin)).toEqual(all);

    const output = join(folder, 'export');
    const exported = admin('vin', 'export', vin, '-o', output);
    expect([exported.status, exported.stderr]).toEqual([0, '']);
    const read = (...path: string[]) => readFile(join(output, id, ...path));
    const files = String(await read('files', '00001.ndjson'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(files.map(({ name }) => name)).toEqual(['cam0/ä.mcap', 'empty.bin']);
    expect((await read('recordings', files[0].id)).equals(drive.bytes)).toBe(true);
    expect(await read('recordings', files[1].id)).toHaveLength(0);
    expect(JSON.parse(String(await read('reports', '1.json')))).toMatchObject({ vin });
    expect(String(await read('events', '00001.ndjson'))).toContain('DiagnosisCompleted');
    const sums = spawnSync('sh', ['-c', 'sha256sum --check --quiet SHA256SUMS'], { cwd: join(output, id) });
    expect([sums.status, String(sums.stderr)]).toEqual([0, '']);
    const listed = String(await read('SHA256SUMS'));
    for (const path of ['batch.json', `recordings/${files[1].id}`, 'reports/1.json', 'charts/1/'])
      expect(listed).toContain(`  ${path}`);
    expect(JSON.parse(String(await readFile(join(output, 'export.json'))))).toMatchObject({
      ...{ vin, batches: 2, files: 2, bytes: drive.bytes.length, trouble_count: 0 },
    });
    expect((await readdir(join(output, id, 'charts', '1'))).length).toBeGreaterThan(0);
    expect((await readdir(output)).sort()).toEqual([id, open, 'export.json', 'vehicles'].sort());

    expect(admin('vin', 'hold', vin, '--reason', 'case 8')).toMatchObject({ status: 0 });
    await expect(deleteVin(stores, vin)).rejects.toMatchObject({ code: 'legal_hold' });
    expect(await stores.legalHolds.release(vin)).toBe(true);

    expect(admin('vin', 'delete', vin)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('2 batches with 2 files'),
    });
    expect(await deleteVin(stores, vin)).toEqual({
      complete: true,
      deleted: 1,
      kept: [{ batch_id: open, why: 'The batch is pending; cancel it first.' }],
    });
    await car.json(`/batches/${open}/cancel`, { method: 'POST' });
    await car.ended(open);
    await until('the relay', async () => (await stores.events.backlog()).count === 0);
    expect(admin('vin', 'delete', vin, '--yes')).toMatchObject({ status: 0 });

    const rows = async (sql: string, ...values: unknown[]) => (await stores.db.query(sql, values)).rows;
    expect(await rows('SELECT FROM vehicles WHERE vin = $1', vin)).toEqual([]);
    expect(await rows('SELECT FROM summaries WHERE sha256 = $1', files[0].sha256)).toEqual([]);
    expect(await rows('SELECT FROM idempotency_keys WHERE body LIKE $1', `%${vin}%`)).toEqual([]);
    const asked = (await stores.retention.removals(100)).map(({ prefix }) => prefix);
    for (const prefix of [`${id}/`, `${open}/`]) {
      const left = (await Array.fromAsync(stores.objects.list(prefix))).flat();
      // The sweep comes every minute, and may have been there.
      expect([prefix, asked.includes(prefix) || left.length === 0]).toEqual([prefix, true]);
    }
    expect(JSON.parse(admin('vin', 'show', vin).stdout)).toMatchObject({
      ...{ vin, batches: 0, files: 0, legal_hold: null },
    });
    expect((await filesOf(batchId)).length).toBe(2);
  });
});

test('republish-events publishes again with the same ids, in order', async () => {
  const wanted = (await argus.stores.events.after(batchId, 0, 100)).map(({ event_id }) => event_id);
  await until('the relay', async () => (await argus.stores.events.backlog()).count === 0);
  const { KAFKA_BROKERS, KAFKA_TOPIC } = argus.config;
  const client = new Kafka({ brokers: KAFKA_BROKERS, logLevel: logLevel.NOTHING });
  const consumer = client.consumer({ groupId: `admin-${randomUUID()}` });
  const received: string[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic: KAFKA_TOPIC, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const event = JSON.parse(String(message.value));
      if (event.batch_id === batchId) received.push(event.event_id);
    },
  });
  try {
    await until('the events', () => received.length >= wanted.length);
    expect(admin('republish-events', '--since', new Date().toISOString()).stdout).toContain('0 events');
    const again = admin('republish-events', '--since', '2020-01-01T00:00:00Z');
    expect([again.status, again.stderr]).toEqual([0, '']);
    await until('them again', () => received.length >= 2 * wanted.length);
    expect(received).toEqual([...wanted, ...wanted]);
    expect(admin('republish-events', '--since', 'yesterday').status).toBe(2);
  } finally {
    await consumer.disconnect();
  }
});

test('rebuild-redis writes the barrier of a batch that is read, and removes others', async () => {
  const { batches, files, redis } = argus.stores;
  const { chunk } = files;
  files.chunk = () => Promise.reject(new Error('held by the test'));
  try {
    const id = await car.deliver([6, 7].map((seed) => ({ name: 'd.mcap', bytes: sampleMcap({ seed }) })));
    await until('scattering', async () => (await batches.mustGet(id)).status === 'scattering');
    const [first] = await filesOf(id);
    if (!first) throw new Error('two files were uploaded');
    await files.recordResults(id, 1, [
      {
        id: first.id,
        state: 'failed',
        format: 'unknown',
        message_count: 0,
        summary: null,
        verdict: { code: 'unknown_format', message: 'Not known.' },
      },
    ]);
    await redis.addProcessed(id, [randomUUID(), randomUUID(), randomUUID()]);
    const { status, stdout } = admin('rebuild-redis');
    expect([status, stdout]).toEqual([0, '1 barrier with 1 file written.\n']);
    expect(await redis.countProcessed(id)).toBe(1);
    files.chunk = chunk;
    await car.ended(id);
  } finally {
    files.chunk = chunk;
  }
});

test('an unavailable server is named', () => {
  const { status, stderr } = spawnSync(process.execPath, [main, 'admin', 'rebuild-temporal'], {
    encoding: 'utf8',
    env: { ...process.env, ...argus.environment, TEMPORAL_ADDRESS: '127.0.0.1:1' },
  });
  expect(status).toBe(4);
  expect(stderr).toContain('argus doctor');
});

// The last, as from here on this Argus asks everybody for a token.
describe('tokens', () => {
  /** Does not hold up this process, in which Argus runs. */
  async function argusCommand(token: string | undefined, ...args: string[]) {
    const env = { ...process.env, ...(token !== undefined && { ARGUS_TOKEN: token }) };
    const child = spawn(process.execPath, [main, '-s', argus.url, ...args], { env });
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (child.exitCode === null) await once(child, 'exit');
    return { status: child.exitCode, stdout, stderr };
  }

  test('begin with one for an admin, once; more are made, listed and revoked at the terminal', async () => {
    const first = admin('init');
    expect([first.status, first.stdout]).toEqual([0, expect.stringMatching(/^argus_a_[\w-]{43}\n$/)]);
    expect(admin('init')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('There is an admin already'),
    });
    const root = first.stdout.trim();
    await until(
      'the API to be closed',
      async () => (await fetch(`${argus.url}/api/v1/batches`)).status === 401,
    );

    const without = await argusCommand(undefined, 'list');
    expect(without.status).toBe(3);
    expect(without.stderr).toContain('ARGUS_TOKEN');
    expect((await argusCommand(root, 'list', '--json')).status).toBe(0);

    const wrong = admin('token', 'create', '--name', 'car', '--role', 'vehicle');
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('--vehicle') });
    const made = admin(
      'token',
      'create',
      '--name',
      'car',
      '--role',
      'vehicle',
      '--vehicle',
      'car-9',
      '--json',
    );
    const { id, token } = JSON.parse(made.stdout);
    expect(JSON.parse((await argusCommand(token, 'list', '--json')).stdout)).toEqual([]);
    expect(admin('token', 'revoke', id).status).toBe(0);
    const listed = admin('token', 'list').stdout;
    expect(listed).toMatch(/argus_v_.*car-9.*revoked/);
    expect(listed).not.toContain(token);
    const { rows } = await argus.stores.db.query('SELECT action FROM audit_acts ORDER BY id');
    expect(rows.map(({ action }) => action)).toEqual([
      'admin init',
      'admin token create',
      'admin token revoke',
    ]);
  });
});
