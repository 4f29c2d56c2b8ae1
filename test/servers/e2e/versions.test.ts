import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { startApi } from '../../../src/api/start-api.ts';
import { loadConfig } from '../../../src/config.ts';
import { examineAll } from '../../../src/doctor/check.ts';
import { examineTemporal } from '../../../src/doctor/temporal.ts';
import { closeRoleDeps, openRoleDeps, type Role, type RoleDeps } from '../../../src/role.ts';
import { startParseWorker } from '../../../src/workers/parse-worker.ts';
import { prepareDatabase } from '../../../src/workers/prepare-database.ts';
import { startWorkflowWorker } from '../../../src/workers/workflow-worker.ts';
import { batchWorkflowId } from '../../../src/workflows/messages.ts';
import { vehicle } from '../../support/batches.ts';
import { testEnvironment } from '../../support/test-config.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

/** A status of gRPC. */
const notFound = 5;
let environment: Record<string, string>;
let deps: RoleDeps;
let api: Role;
let car: ReturnType<typeof vehicle>;
const running: { stop(): Promise<void> }[] = [];

/** The workers of a build, or some without versions; with figures of their own. */
async function startBuild(build: string | undefined) {
  const own = openRoleDeps(
    loadConfig({
      ...environment,
      ...(build === undefined ? { TEMPORAL_DEPLOYMENT_NAME: '' } : { TEMPORAL_WORKER_BUILD_ID: build }),
    }),
    testLogger(),
  );
  const roles = await Promise.all([startWorkflowWorker(own), startParseWorker(own)]);
  let stopped: Promise<void> | undefined;
  const workers = {
    filesRead: async () => figureOf(await own.metrics.text(), 'argus_files_total'),
    stop: () => (stopped ??= Promise.all(roles.map((role) => role.stop())).then(() => closeRoleDeps(own))),
  };
  running.push(workers);
  return workers;
}

function figureOf(exposition: string, name: string): number {
  const values = exposition.split('\n').filter((line) => line.startsWith(`${name}{`));
  return values.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

beforeAll(async () => {
  environment = await testEnvironment();
  environment.TEMPORAL_DEPLOYMENT_NAME = environment.TEMPORAL_TASK_QUEUE as string;
  // Files are to be read by the build of their batch.
  environment.PARSE_AHEAD = 'false';
  deps = openRoleDeps(loadConfig(environment), testLogger());
  await prepareDatabase(deps);
  await deps.stores.objects.ensureBucket();
  const server = await startApi(deps);
  api = server;
  car = vehicle(server.url);
});
afterAll(async () => {
  await Promise.all(running.map((workers) => workers.stop()));
  await api?.stop();
  await closeRoleDeps(deps);
});

const main = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
function admin(...args: string[]) {
  const env = { ...process.env, ...environment };
  return spawnSync(process.execPath, [main, 'admin', ...args], { encoding: 'utf8', env });
}

let seed = 500;
function drive() {
  seed += 1;
  return { name: 'drive.mcap', bytes: sampleMcap({ seed }) };
}

/** A batch whose upload is not complete yet, and whose workflow has begun. */
async function beginBatch(): Promise<string> {
  const { batch_id } = await car.createBatch();
  await car.upload(batch_id, drive());
  // Started, and its first task scheduled, taken and completed.
  const hasBegun = async () => Number((await infoOf(batch_id)).historyLength) >= 4;
  await until('its workflow to begin', hasBegun);
  return batch_id;
}

async function infoOf(batchId: string) {
  const { raw } = await deps.orchestrator.client.workflow.getHandle(batchWorkflowId(batchId)).describe();
  if (!raw.workflowExecutionInfo) throw new Error('Temporal describes a workflow without saying anything');
  return raw.workflowExecutionInfo;
}

const buildOf = async (batchId: string) => (await infoOf(batchId)).versioningInfo?.deploymentVersion?.buildId;

/** Whether Temporal knows every task queue of the build: of workflows, of their activities, of parsing. */
async function workersAreThere(build: string): Promise<boolean> {
  const { client, deployment } = deps.orchestrator;
  const { name, builds } = await deployment();
  if (!builds.some((one) => one.build === build)) return false;
  try {
    const { workerDeploymentVersionInfo: info } =
      await client.workflowService.describeWorkerDeploymentVersion({
        namespace: deps.config.TEMPORAL_NAMESPACE,
        deploymentVersion: { deploymentName: name, buildId: build },
      });
    return (info?.taskQueueInfos?.length ?? 0) >= 3;
  } catch (error) {
    // The deployment lists a build before Temporal can describe it.
    if ((error as { code?: number }).code === notFound) return false;
    throw error;
  }
}

const completed = async (...ids: string[]) => {
  for (const id of ids) await car.complete(id);
  for (const id of ids) expect(await car.ended(id)).toMatchObject({ status: 'completed' });
};

test('a batch finishes on the build that began it, while new ones go to the next; it can be moved', async () => {
  // An installation whose batches have no versions yet.
  const former = await startBuild(undefined);
  const oldest = await beginBatch();
  await former.stop();

  // The first build that Temporal sees takes batches without being asked to, and those that are there.
  const first = await startBuild('A');
  await completed(oldest);
  expect(await first.filesRead()).toBe(1);
  const [early, late] = [await beginBatch(), await beginBatch()];
  expect(await buildOf(early)).toBe('A');

  const second = await startBuild('B');
  await until('the workers of B', () => workersAreThere('B'));
  const meanwhile = await beginBatch();
  expect(await buildOf(meanwhile)).toBe('A');
  const promoted = admin('promote', 'B');
  expect([promoted.status, promoted.stdout, promoted.stderr]).toEqual([
    0,
    'New batches begin on build B.\n',
    '',
  ]);
  const next = await beginBatch();
  await completed(early, next);
  expect([await buildOf(early), await buildOf(next)]).toEqual(['A', 'B']);
  expect([await first.filesRead(), await second.filesRead()]).toEqual([2, 1]);

  // A share of the new batches, as when a build is tried.
  await deps.orchestrator.setRampingBuild('A', 100);
  const tried = await beginBatch();
  expect(await buildOf(tried)).toBe('A');
  await deps.orchestrator.setRampingBuild('A', 0);
  await completed(tried, await beginBatch());
  expect([await first.filesRead(), await second.filesRead()]).toEqual([3, 2]);
  await expect(deps.orchestrator.setCurrentBuild('never-there')).rejects.toThrow('worker-workflow');

  await until('what Temporal lists', async () => (await open('A')) === 2 && (await open('B')) === 0);
  const listed = admin('deployment');
  expect([listed.status, listed.stderr]).toEqual([0, '']);
  expect(listed.stdout).toMatch(/new batches begin on build B\.\n/);
  expect(listed.stdout).toMatch(/^A +draining +2 /m);
  const examined = await examineAll([examineTemporal(deps.config)]);
  expect(examined.map(({ said }) => said)).toEqual(
    expect.arrayContaining(['build A: draining, 2 open batches', 'build B: current, 0 open batches']),
  );

  // The workers of A are gone for good.
  await first.stop();
  await car.complete(late);
  expect(await car.json(`/batches/${late}/why`)).toMatchObject({
    status: 'uploaded',
    workflow: { build: 'A' },
  });
  expect(admin('move-batches', '--from', 'A').stdout).toBe('2 batches moved from build A to B.\n');
  await completed(late, meanwhile);
  expect([await buildOf(late), await buildOf(meanwhile)]).toEqual(['B', 'B']);
  expect(await second.filesRead()).toBe(4);
});

const open = async (build: string) =>
  (await deps.orchestrator.deployment()).builds.find((one) => one.build === build)?.batches;
