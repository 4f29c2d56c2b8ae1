import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { unlikeDrives } from '../../bench/recordings/unlike-drives.ts';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import type { FilePageBody } from '../../src/api/batches/file-schema.ts';
import { startApi } from '../../src/api/start-api.ts';
import { loadConfig } from '../../src/config.ts';
import { closeRoleDeps, openRoleDeps, type Role, type RoleDeps } from '../../src/role.ts';
import type { Stores } from '../../src/stores/open-stores.ts';
import { migrate } from '../../src/stores/postgres/migrate.ts';
import { startWorkflowWorker } from '../../src/workers/workflow-worker.ts';
import { batchWorkflowId } from '../../src/workflows/messages.ts';
import { vehicle } from '../support/batches.ts';
import { startRole } from '../support/role-process.ts';
import { testEnvironment } from '../support/test-config.ts';
import { testLogger } from '../support/test-logger.ts';
import { until } from '../support/until.ts';

let environment: Record<string, string>;
let deps: RoleDeps;
let stores: Stores;
let api: Role & { url: string };
let workflowWorker: Role;
beforeAll(async () => {
  // What is read before the upload is complete is not under way afterwards.
  environment = { ...(await testEnvironment()), PARSE_AHEAD: 'false' };
  const config = loadConfig(environment);
  const logger = testLogger();
  deps = openRoleDeps(config, logger);
  stores = deps.stores;
  await migrate(config, logger);
  await stores.objects.ensureBucket();
  [api, workflowWorker] = await Promise.all([startApi(deps), startWorkflowWorker(deps)]);
});
afterAll(async () => {
  await Promise.all([api.stop(), workflowWorker.stop()]);
  await closeRoleDeps(deps);
});

/** Enough files that the worker is certainly parsing when it is killed, and so large that a chunk holds two of them. */
const fileCount = 40;
const driveOf = unlikeDrives(2_000_000);

async function batchUnderWay() {
  const car = vehicle(api.url);
  const { batch_id } = await car.createBatch();
  for (let seed = 0; seed < fileCount; seed += 1) {
    await car.upload(batch_id, { name: `${seed}.mcap`, bytes: driveOf(seed) });
  }
  return { car, batchId: batch_id };
}

async function flushRedis() {
  const [host, port] = String(environment.REDIS_ADDR).split(':');
  const redis = new Redis({ host: String(host), port: Number(port), db: Number(environment.REDIS_DB) });
  await redis.flushdb();
  redis.disconnect();
}

async function everyFileOnce(car: ReturnType<typeof vehicle>, batchId: string) {
  const { files } = await car.json<FilePageBody>(`/batches/${batchId}/files?limit=200`);
  expect(files).toHaveLength(fileCount);
  expect(files.every(({ state }) => state === 'parsed')).toBe(true);
  const events = await stores.events.after(batchId, 0, 1_000);
  const parsed = events.filter(({ event_type }) => event_type === 'FileParsed');
  expect(parsed).toHaveLength(fileCount);
  expect(new Set(parsed.map(({ payload }) => payload.file_id)).size).toBe(fileCount);
}

test('a parse worker killed with -9 during scatter costs nothing but time', async () => {
  const { car, batchId } = await batchUnderWay();
  const first = await startRole('workers/parse-worker', environment);
  await car.complete(batchId);
  await until('the scatter to be under way', async () => {
    const { processed_files } = await car.progress(batchId);
    return processed_files > 2;
  });
  await first.kill9();
  const struck = await car.progress(batchId);
  expect(struck.processed_files).toBeLessThan(fileCount);

  const second = await startRole('workers/parse-worker', environment);
  const end = await car.ended(batchId);
  expect(end).toMatchObject({ status: 'completed', processed_files: fileCount, failed_files: 0 });
  await everyFileOnce(car, batchId);
  await second.stop();
});

test('Redis flushed during scatter: the gate still opens', async () => {
  const { car, batchId } = await batchUnderWay();
  // Other bytes than in the previous test: nothing may be reused here.
  await stores.db.query('DELETE FROM summaries');
  const worker = await startRole('workers/parse-worker', environment);
  await car.complete(batchId);
  await until('the scatter to be under way', async () => (await car.progress(batchId)).processed_files > 2);
  await flushRedis();
  const end = await car.ended(batchId);
  expect(end).toMatchObject({ status: 'completed', processed_files: fileCount });
  await everyFileOnce(car, batchId);
  await worker.stop();
});

test('a worker that is asked to stop hands its work back at once', async () => {
  const { car, batchId } = await batchUnderWay();
  await stores.db.query('DELETE FROM summaries');
  const first = await startRole('workers/parse-worker', environment);
  await car.complete(batchId);
  await until('the scatter to be under way', async () => (await car.progress(batchId)).processed_files > 2);
  const [code, second] = await Promise.all([first.stop(), startRole('workers/parse-worker', environment)]);
  onTestFinished(async () => void (await second.stop()));
  expect(code).toBe(0);
  expect(await car.ended(batchId)).toMatchObject({ status: 'completed' });
  await everyFileOnce(car, batchId);
  // No heartbeat timeout (15 s) was needed to detect its tasks. The server may have assigned one more task to the
  // poll that was being closed; nobody took it. Killed with -9, it loses one for each thread, and that one.
  const workflow = deps.orchestrator.client.workflow.getHandle(batchWorkflowId(batchId));
  const { events } = await workflow.fetchHistory();
  const started = events?.flatMap((event) => event.activityTaskStartedEventAttributes ?? []) ?? [];
  expect(started.length).toBeGreaterThan(2);
  const timedOut = started.filter(({ lastFailure }) => lastFailure?.timeoutFailureInfo);
  expect(timedOut.length, JSON.stringify(timedOut)).toBeLessThan(2);
});

test('no file is blamed for an object store that was unavailable', async () => {
  const car = vehicle(api.url);
  await stores.db.query('DELETE FROM summaries');
  const batchId = await car.deliver([{ name: 'drive.mcap', bytes: sampleMcap({ seed: 1 }) }]);
  const blind = await startRole('workers/parse-worker', { ...environment, MINIO_ENDPOINT: '127.0.0.1:1' });
  const inVain = async () => {
    const waiting = await deps.orchestrator.describeBatch(batchId);
    return waiting?.pending_activities.some(({ attempt }) => attempt > 4);
  };
  // Each attempt tries the object store for 6 seconds.
  await until('several attempts in vain', inVain);
  await blind.stop();
  const sighted = await startRole('workers/parse-worker', environment);
  expect(await car.ended(batchId)).toMatchObject({ status: 'completed', failed_files: 0 });
  await sighted.stop();
});
