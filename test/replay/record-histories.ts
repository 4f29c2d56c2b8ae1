import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { loadConfig } from '../../src/config.ts';
import { closeRoleDeps, openRoleDeps } from '../../src/role.ts';
import { startAllInOne } from '../../src/workers/all-in-one.ts';
import { batchWorkflowId } from '../../src/workflows/messages.ts';
import { stackEnvironment } from '../../stack/endpoints.ts';
import { startStack } from '../../stack/start-stack.ts';
import { vehicle } from '../support/batches.ts';
import { testLogger } from '../support/test-logger.ts';

/**
 * Records histories of real runs into `histories/`: `node test/replay/record-histories.ts NAME-PREFIX`, for example
 * with the version as the prefix. Older recordings stay as long as batches of that version may be in progress.
 */
const prefix = process.argv[2] ?? 'v0.1';
const stack = await startStack({
  dir: await mkdtemp(join(tmpdir(), 'argus-record-')),
  ports: 'free',
  untilExit: 'remove',
});
const config = loadConfig({
  ...stackEnvironment(stack.endpoints),
  LOG_LEVEL: 'warn',
  SERVER_PORT: '0',
  // Two seconds, so that an abandoned upload can be recorded.
  UPLOAD_ABANDON_HOURS: String(2 / 3600),
  SCATTER_WINDOW: '4',
});
const deps = openRoleDeps(config, testLogger());
const argus = await startAllInOne(deps);
const car = vehicle(argus.url);

const drive = (seed: number) => ({ name: `${seed}.mcap`, bytes: sampleMcap({ seed }) });
const broken = { name: 'broken', bytes: Buffer.from('not a recording') };

const root = fileURLToPath(new URL('../../', import.meta.url));

async function record(name: string, batchId: string): Promise<void> {
  await car.ended(batchId);
  const handle = deps.orchestrator.client.workflow.getHandle(batchWorkflowId(batchId));
  await handle.result().catch(() => undefined);
  const file = new URL(`./histories/${prefix}-${name}.json`, import.meta.url);
  // Stack traces contain paths of the machine that records.
  const history = historyToJSON(await handle.fetchHistory()).replaceAll(root, '/app/');
  await writeFile(file, `${history}\n`);
  console.log(`recorded ${name}`);
}

await record('one-file', await car.deliver([drive(1)]));
await record('twelve-files', await car.deliver(Array.from({ length: 12 }, (_, seed) => drive(seed))));
await record(
  'sixty-files',
  await car.deliver(
    Array.from({ length: 60 }, (_, seed) => ({
      name: `${seed}.mcap`,
      bytes: sampleMcap({ seed: 100 + seed, seconds: 2, bytes: 30_000 }),
    })),
  ),
);
await record('all-broken', await car.deliver([broken]));
const { batch_id: abandoned } = await car.createBatch();
await record('abandoned', abandoned);
const { batch_id: cancelled } = await car.createBatch();
await car.upload(cancelled, drive(2));
await car.post(`/batches/${cancelled}/cancel`);
await record('cancelled', cancelled);
const reprocessed = await car.deliver([drive(3)]);
await car.ended(reprocessed);
await car.post(`/batches/${reprocessed}/reprocess`);
await record('second-run', reprocessed);

await argus.stop();
await closeRoleDeps(deps);
await stack.reset();
