import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { loadConfig } from '../../../src/config.ts';
import { closeRoleDeps, openRoleDeps, type RoleDeps } from '../../../src/role.ts';
import { vehicle } from '../../support/batches.ts';
import { type RoleProcess, startRole } from '../../support/role-process.ts';
import { testEnvironment } from '../../support/test-config.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

/**
 * The release before: its schema ends with migration 009. At a release this becomes the commit of the one that went out before it.
 * It runs with the packages of today.
 */
const releaseBefore = '49b41498717aae91c1da964cbe385ba7376568a0';
const root = fileURLToPath(new URL('../../../', import.meta.url));
const git = (...args: string[]) => spawnSync('git', ['-C', root, ...args], { encoding: 'utf8' });
/** A shallow clone does not have it. */
const isThere = git('cat-file', '-e', `${releaseBefore}^{commit}`).status === 0;

let environment: Record<string, string>;
let deps: RoleDeps;
let old: string;
const processes: RoleProcess[] = [];
beforeAll(async () => {
  environment = await testEnvironment();
  deps = openRoleDeps(loadConfig(environment), testLogger());
  old = await mkdtemp(join(tmpdir(), 'argus-release-before-'));
  if (!isThere) return;
  const paths = ['package.json', 'package-lock.json', 'migrations', 'src'];
  const archive = execFileSync('git', ['-C', root, 'archive', releaseBefore, ...paths], {
    maxBuffer: 256 * 1024 ** 2,
  });
  execFileSync('tar', ['-x', '-C', old], { input: archive });
  await symlink(join(root, 'node_modules'), join(old, 'node_modules'));
});
afterAll(async () => {
  await Promise.all(processes.map((one) => one.kill9()));
  await closeRoleDeps(deps);
  await rm(old, { recursive: true, force: true });
});

async function start(main: Parameters<typeof startRole>[0], folder: string) {
  const port = await getPort();
  const role = await startRole(main, { ...environment, SERVER_PORT: `${port}` }, folder);
  processes.push(role);
  return { ...role, car: vehicle(`http://127.0.0.1:${port}`) };
}

let seed = 0;
async function upload(car: ReturnType<typeof vehicle>): Promise<string> {
  const { batch_id } = await car.createBatch();
  seed += 1;
  await car.upload(batch_id, { name: 'drive.mcap', bytes: sampleMcap({ seed }) });
  return batch_id;
}

async function uploads(car: ReturnType<typeof vehicle>, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth += 1) ids.push(await upload(car));
  return ids;
}

async function allComplete(car: ReturnType<typeof vehicle>, ids: string[]): Promise<void> {
  for (const id of ids) expect(await car.ended(id)).toMatchObject({ status: 'completed' });
}

const migrations = async () =>
  (await deps.stores.db.query<{ name: string }>('SELECT name FROM schema_migrations')).rows.length;

test.skipIf(!isThere)('the release before goes on with 50 batches on the schema of this one', async () => {
  const before = await start('workers/all-in-one', old);
  expect(await migrations()).toBe(9);
  const under = await uploads(before.car, 25);
  const late = await uploads(before.car, 25);
  await Promise.all(under.map((id) => before.car.complete(id)));
  const migrate = join(root, 'src/workers/migrate.ts');
  const migrated = spawnSync(process.execPath, [migrate], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });
  expect([migrated.status, migrated.stderr]).toEqual([0, '']);
  expect(await migrations()).toBeGreaterThanOrEqual(13);
  for (const id of late) await before.car.complete(id);
  await allComplete(before.car, [...under, ...late]);

  // A step back is a start of the release before on the schema of this one.
  await before.stop();
  const back = await start('workers/all-in-one', old);
  const left = await uploads(back.car, 4);
  const [first = '', second = '', ...rest] = left;
  await back.car.complete(first);
  await allComplete(back.car, [first]);

  // The API of this release may come before its workers, or after them.
  const api = await start('api/server', root);
  const mixed = await upload(api.car);
  for (const id of [second, mixed]) await api.car.complete(id);
  await allComplete(api.car, [second, mixed]);
  await back.stop();
  const now = await start('workers/all-in-one', root);
  for (const id of rest) await now.car.complete(id);
  await allComplete(now.car, rest);

  const { rows } = await deps.stores.db.query('SELECT batch_id FROM reports WHERE run = 1');
  expect(rows).toHaveLength(50 + 5);
  await until('the events in Kafka', async () => (await deps.stores.events.backlog()).count === 0);
});
