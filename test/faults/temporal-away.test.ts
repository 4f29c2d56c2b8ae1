import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import type { Stack } from '../../stack/start-stack.ts';
import { startArgus, type TestArgus } from '../support/argus.ts';
import { vehicle } from '../support/batches.ts';
import { ownStack } from '../support/own-stack.ts';

let own: Stack;
let argus: TestArgus;
beforeAll(async () => {
  own = await ownStack('temporal');
  argus = await startArgus({ TEMPORAL_ADDRESS: own.endpoints.temporalAddress });
});
afterAll(async () => {
  await argus?.close();
  await own?.reset();
});

test('while Temporal is unavailable uploads work and a complete is accepted; the batch runs when it is back', async () => {
  const car = vehicle(argus.url);
  await own.servers.temporal.kill9();
  const { batch_id } = await car.createBatch();
  await car.upload(batch_id, { name: 'drive.mcap', bytes: sampleMcap({ seed: 1 }) });
  const accepted = await fetch(`${argus.url}/api/v1/batches/${batch_id}/complete`, { method: 'POST' });
  expect(accepted.status).toBe(202);
  expect(await car.progress(batch_id)).toMatchObject({ status: 'uploaded', total_files: 1 });

  await own.servers.temporal.start();
  // The sweep runs every minute.
  expect(await car.ended(batch_id)).toMatchObject({ status: 'completed' });
  const { rows } = await argus.stores.db.query('SELECT run FROM reports WHERE batch_id = $1', [batch_id]);
  expect(rows).toEqual([{ run: 1 }]);
});
