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
});
afterAll(async () => {
  await argus?.close();
  await own?.reset();
});

test('Argus starts without Temporal, accepts uploads, and processes them when Temporal is available', async () => {
  await own.servers.temporal.kill9();
  argus = await startArgus({ TEMPORAL_ADDRESS: own.endpoints.temporalAddress });
  const car = vehicle(argus.url);
  const { batch_id } = await car.createBatch();
  await car.upload(batch_id, { name: 'drive.mcap', bytes: sampleMcap({ seed: 1 }) });
  const complete = await fetch(`${argus.url}/api/v1/batches/${batch_id}/complete`, { method: 'POST' });
  expect(complete.status).toBe(202);

  await own.servers.temporal.start();
  expect(await car.ended(batch_id)).toMatchObject({ status: 'completed' });
});
