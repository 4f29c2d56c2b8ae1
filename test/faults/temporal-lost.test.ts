import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import type { BatchStatus } from '../../src/domain/batch-status.ts';
import type { Stores } from '../../src/stores/open-stores.ts';
import { batchWorkflowId } from '../../src/workflows/messages.ts';
import type { Stack } from '../../stack/start-stack.ts';
import { startArgus, type TestArgus } from '../support/argus.ts';
import { vehicle } from '../support/batches.ts';
import { ownStack } from '../support/own-stack.ts';
import { until } from '../support/until.ts';

let own: Stack;
let argus: TestArgus | undefined;
beforeAll(async () => {
  own = await ownStack('temporal');
}, 120_000);
afterAll(async () => {
  await argus?.close();
  await own?.reset();
}, 120_000);

/** Where batches are held: three in each state before the end, two of which have ended. */
const heldIn = ['uploaded', 'scattering', 'scattered', 'gathering', 'gathered', 'diagnosing'] as const;
const each = 3;

/** Keeps batches from leaving the state that `hold` names for them. */
function holdBatches({ batches, files, reports }: Stores, hold: Map<string, BatchStatus>): void {
  const left = { scattering: 'uploaded', gathering: 'scattered', diagnosing: 'gathered' } as const;
  const { transition } = batches;
  const { chunk } = files;
  const { saveAggregate, saveReport } = reports;
  const guard = (batchId: string, state: BatchStatus | undefined) => {
    if (state !== undefined && hold.get(batchId) === state) throw new Error(`held in ${state} by the test`);
  };
  batches.transition = async (step) => {
    guard(step.batchId, left[step.to as keyof typeof left]);
    return transition(step);
  };
  files.chunk = async (batchId, ...range) => {
    guard(batchId, 'scattering');
    return chunk(batchId, ...range);
  };
  reports.saveAggregate = async (batchId, ...rest) => {
    guard(batchId, 'gathering');
    return saveAggregate(batchId, ...rest);
  };
  reports.saveReport = async (report, event) => {
    guard(report.batch_id, 'diagnosing');
    return saveReport(report, event);
  };
}

test("Temporal's database is lost with batches in every state: the documented line lets all finish", {
  timeout: 480_000,
}, async () => {
  const first = await startArgus({ TEMPORAL_ADDRESS: own.endpoints.temporalAddress });
  argus = first;
  const { batches } = first.stores;
  const hold = new Map<string, BatchStatus>();
  holdBatches(first.stores, hold);
  const car = vehicle(first.url);
  const begin = async (seed: number, state?: BatchStatus) => {
    const { batch_id } = await car.createBatch();
    if (state) hold.set(batch_id, state);
    await car.upload(batch_id, { name: 'drive.mcap', bytes: sampleMcap({ seed }) });
    if (state !== 'pending') await car.complete(batch_id);
    return batch_id;
  };

  const ended = [await begin(1), await begin(2)];
  const pending = [await begin(3, 'pending'), await begin(4, 'pending')];
  const held: string[] = [];
  for (const state of heldIn) {
    for (let nth = 0; nth < each; nth += 1) held.push(await begin(10 + held.length, state));
  }
  for (const id of ended) expect(await car.ended(id)).toMatchObject({ status: 'completed' });
  for (const id of held) {
    const state = hold.get(id);
    await until(`a batch to be ${state}`, async () => (await batches.mustGet(id)).status === state, 60_000);
  }

  // The roles are stopped, the database is gone, a new one is there.
  await first.close();
  argus = undefined;
  await own.servers.temporal.kill9();
  await rm(own.servers.temporal.dataDir, { recursive: true });
  await own.servers.temporal.start();
  const second = await openedAgain(first);
  const rebuild = () => {
    const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
    const env = { ...process.env, ...first.environment };
    return spawnSync(process.execPath, [main, 'admin', 'rebuild-temporal'], { encoding: 'utf8', env });
  };
  await second.quiet();
  const { status, stdout, stderr } = rebuild();
  expect([status, stderr, stdout]).toEqual([0, '', '20 open batches looked at, 20 of them repaired.\n']);
  for (const id of [...held, ...pending]) {
    const execution = await second.orchestrator.client.workflow.getHandle(batchWorkflowId(id)).describe();
    expect(execution.status.name).toBe('RUNNING');
  }
  expect(rebuild().stdout).toContain('20 open batches looked at, 0 of them repaired.');
  await second.close();

  argus = await startArgus(first.environment);
  const again = vehicle(argus.url);
  for (const id of pending) await again.complete(id);
  for (const id of [...held, ...pending]) {
    expect(await again.ended(id, 100_000)).toMatchObject({ status: 'completed' });
  }
  const { rows } = await argus.stores.db.query('SELECT batch_id, run FROM reports');
  expect(rows).toHaveLength(ended.length + pending.length + held.length);
  expect(rows.every(({ run }) => run === 1)).toBe(true);
});

/** The servers without any role. */
async function openedAgain({ config, logger }: TestArgus) {
  const { closeRoleDeps, openRoleDeps } = await import('../../src/role.ts');
  const deps = openRoleDeps(config, logger);
  return {
    orchestrator: deps.orchestrator,
    /** What was touched a moment ago is left to its owner. */
    quiet: () =>
      until(
        'the batches to be quiet',
        async () => (await deps.stores.repairs.openPage(undefined, 21, 100)).length === 20,
        90_000,
      ),
    close: () => closeRoleDeps(deps),
  };
}
