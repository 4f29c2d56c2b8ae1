import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { startApi } from '../../../src/api/start-api.ts';
import { ApiError } from '../../../src/client/api-error.ts';
import { loadConfig } from '../../../src/config.ts';
import { closeRoleDeps, openRoleDeps, type Role, type RoleDeps } from '../../../src/role.ts';
import { startParseWorker } from '../../../src/workers/parse-worker.ts';
import { prepareDatabase } from '../../../src/workers/prepare-database.ts';
import { startWorkflowWorker } from '../../../src/workers/workflow-worker.ts';
import { vehicle } from '../../support/batches.ts';
import { testEnvironment } from '../../support/test-config.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

let deps: RoleDeps;
let car: ReturnType<typeof vehicle>;
const roles: Role[] = [];
beforeAll(async () => {
  const environment = { ...(await testEnvironment()), PARSE_THREADS: '1', SCATTER_WINDOW: '64' };
  deps = openRoleDeps(loadConfig(environment), testLogger());
  await prepareDatabase(deps);
  await deps.stores.objects.ensureBucket();
  const api = await startApi(deps);
  car = vehicle(api.url);
  roles.push(api, await startWorkflowWorker(deps));
});
afterAll(async () => {
  await Promise.all(roles.map((role) => role.stop()));
  await closeRoleDeps(deps);
});

/** Each file is large enough to be handed over by itself. None is read: their result is known before a worker begins. */
const size = 2 ** 26;

/** A batch with this many files of one content: only their order matters. */
async function filled(letter: string, count: number, sha256: string, urgent = false) {
  const vin = `${letter.repeat(9)}12345678`;
  const { batch_id } = await car.createBatch({ vin, vehicle_id: letter, urgent });
  await deps.stores.db.query(
    `INSERT INTO files (id, batch_id, name, size, sha256, content_type)
     SELECT gen_random_uuid(), $1, n || '.mcap', $2, $3, 'application/octet-stream' FROM generate_series(1, $4) AS n`,
    [batch_id, size, sha256, count],
  );
  await car.complete(batch_id);
  return batch_id;
}

const waitingTasks = async () => {
  const queue = deps.config.TEMPORAL_PARSE_TASK_QUEUE;
  return (await deps.orchestrator.backlog()).find(({ task_queue }) => task_queue === queue)?.tasks ?? 0;
};

test('a vehicle with 2,000 files takes turns with one that has 5, and an urgent batch overtakes both', async () => {
  const { db, files } = deps.stores;
  const first = await startParseWorker(deps);
  const known = await car.deliver([{ name: 'known.mcap', bytes: sampleMcap({ seed: 40 }) }]);
  await car.ended(known);
  await first.stop();
  const [content] = await files.list(known, undefined, undefined, 1);
  if (!content) throw new Error('a file was uploaded');
  const { sha256 } = content;
  // Out of sight while the chunks are planned, and there again when they are worked on.
  const hide = 'UPDATE summaries SET sha256 = $2 WHERE sha256 = $1';
  await db.query(hide, [sha256, 'hidden']);

  // In this order, and all of them wait before anybody works: 64 chunks of the large one, of some files each.
  const large = await filled('A', 2_000, sha256);
  await until('its chunks', async () => (await waitingTasks()) >= 64);
  const small = await filled('B', 5, sha256);
  await until('those of the small one', async () => (await waitingTasks()) >= 69);
  const urgent = await filled('C', 5, sha256, true);
  await until('those of the urgent one', async () => (await waitingTasks()) >= 74);

  const letters = new Map([
    [large, 'A'],
    [small, 'B'],
    [urgent, 'C'],
  ]);
  const order: string[] = [];
  const { chunk } = files;
  files.chunk = (batchId, ...range) => {
    order.push(letters.get(batchId) ?? '?');
    return chunk(batchId, ...range);
  };
  await db.query(hide, ['hidden', sha256]);
  roles.push(await startParseWorker(deps));
  for (const id of [urgent, small]) expect(await car.ended(id)).toMatchObject({ status: 'completed' });

  // Two chunks are in flight at a time, so that neighbours may change places.
  const last = (letter: string) => order.lastIndexOf(letter);
  expect(order.filter((letter) => letter === 'C')).toHaveLength(5);
  expect(last('C'), order.slice(0, 40).join('')).toBeLessThan(10);
  // In turns its fifth comes about tenth after them; in the order of their completion it would be the 69th.
  expect(last('B'), order.slice(0, 80).join('')).toBeLessThan(30);
  expect(order.slice(0, last('B')).filter((letter) => letter === 'A').length).toBeGreaterThanOrEqual(3);

  const { rows } = await db.query('SELECT count(*) AS count FROM files WHERE batch_id = $1', [large]);
  expect(rows[0].count).toBe(2_000);
  // It may be over by now.
  await car.json(`/batches/${large}/cancel`, { method: 'POST' }).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.code === 'state')) throw error;
  });
  await car.ended(large);
});
