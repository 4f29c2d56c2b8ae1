import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { loadConfig } from '../../src/config.ts';
import type { BatchStatus } from '../../src/domain/batch-status.ts';
import { closeRoleDeps, openRoleDeps, type RoleDeps } from '../../src/role.ts';
import { batchWorkflowId } from '../../src/workflows/messages.ts';
import type { Stack } from '../../stack/start-stack.ts';
import { vehicle } from '../support/batches.ts';
import { ownStack } from '../support/own-stack.ts';
import { type RoleProcess, startRole } from '../support/role-process.ts';
import { testEnvironment } from '../support/test-config.ts';
import { testLogger } from '../support/test-logger.ts';
import { until } from '../support/until.ts';

let own: Stack;
let environment: Record<string, string>;
let deps: RoleDeps;
let argus: RoleProcess;
let car: ReturnType<typeof vehicle>;
beforeAll(async () => {
  own = await ownStack('temporal');
  const port = await getPort();
  environment = {
    ...(await testEnvironment()),
    TEMPORAL_ADDRESS: own.endpoints.temporalAddress,
    SERVER_PORT: `${port}`,
  };
  deps = openRoleDeps(loadConfig(environment), testLogger());
  car = vehicle(`http://127.0.0.1:${port}`);
  argus = await startRole('workers/all-in-one', environment);
});
afterAll(async () => {
  await argus?.kill9();
  await closeRoleDeps(deps);
  await own?.reset();
});

/** Fifty open batches: seven held in each of these states, eight whose upload is in progress. */
const heldIn = ['uploaded', 'scattering', 'scattered', 'gathering', 'gathered', 'diagnosing'] as const;
const each = 7;
const uploading = 8;
const open = heldIn.length * each + uploading;

const query = async (text: string, values: unknown[] = []) => (await deps.stores.db.query(text, values)).rows;

/** From now on the database lets no batch leave the state in which `held` has it, nor pass it over. */
async function installHolds(): Promise<void> {
  const states =
    "ARRAY['pending', 'uploaded', 'scattering', 'scattered', 'gathering', 'gathered', 'diagnosing', 'completed']";
  await query('CREATE TABLE held (batch_id uuid PRIMARY KEY, status text NOT NULL)');
  await query(`CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM held WHERE batch_id = OLD.id
                 AND array_position(${states}, OLD.status::text) <= array_position(${states}, held.status)
                 AND array_position(${states}, held.status) < array_position(${states}, NEW.status::text)) THEN
        RAISE EXCEPTION 'held by the test';
      END IF;
      RETURN NEW;
    END $$`);
  await query('CREATE TRIGGER hold BEFORE UPDATE ON batches FOR EACH ROW EXECUTE FUNCTION hold()');
}

let seed = 0;
async function begin(held?: BatchStatus): Promise<string> {
  const { batch_id } = await car.createBatch();
  if (held) await query('INSERT INTO held VALUES ($1, $2)', [batch_id, held]);
  seed += 1;
  await car.upload(batch_id, { name: 'drive.mcap', bytes: sampleMcap({ seed }) });
  if (held !== 'pending') await car.complete(batch_id);
  return batch_id;
}

function rebuild() {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  const env = { ...process.env, ...environment };
  return spawnSync(process.execPath, [main, 'admin', 'rebuild-temporal'], { encoding: 'utf8', env });
}

test("Temporal's database is lost with batches in every state: the documented command lets all finish", async () => {
  await installHolds();
  const over = [await begin(), await begin()];
  const pending: string[] = [];
  for (let nth = 0; nth < uploading; nth += 1) pending.push(await begin('pending'));
  const held: string[] = [];
  for (const status of heldIn) {
    for (let nth = 0; nth < each; nth += 1) held.push(await begin(status));
  }
  for (const id of over) expect(await car.ended(id)).toMatchObject({ status: 'completed' });
  await until(
    'each batch in its state',
    async () =>
      (await query('SELECT FROM held JOIN batches ON id = batch_id AND held.status = batches.status'))
        .length ===
      held.length + pending.length,
  );

  // The roles have stopped, the database is lost, a new one has started.
  await argus.kill9();
  await own.servers.temporal.kill9();
  await rm(own.servers.temporal.dataDir, { recursive: true });
  await own.servers.temporal.start();
  await query('DROP TRIGGER hold ON batches');
  // Recently changed rows are left to their owner.
  const quiet = async () => (await deps.stores.repairs.openPage(undefined, 21, 100)).length === open;
  await until('the batches to be quiet', quiet);
  const { status, stdout, stderr } = rebuild();
  expect([status, stderr, stdout]).toEqual([
    0,
    '',
    `${open} open batches looked at, ${open} of them repaired.\n`,
  ]);
  for (const id of [...held, ...pending]) {
    const execution = await deps.orchestrator.client.workflow.getHandle(batchWorkflowId(id)).describe();
    expect(execution.status.name).toBe('RUNNING');
  }
  expect(rebuild().stdout).toContain(`${open} open batches looked at, 0 of them repaired.`);

  argus = await startRole('workers/all-in-one', environment);
  for (const id of pending) await car.complete(id);
  for (const id of [...held, ...pending]) {
    expect(await car.ended(id)).toMatchObject({ status: 'completed' });
  }
  const reports = await query('SELECT run FROM reports');
  expect(reports).toHaveLength(over.length + pending.length + held.length);
  expect(reports.every(({ run }) => run === 1)).toBe(true);
});
