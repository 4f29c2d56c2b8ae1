import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { batchWorkflowId } from '../../src/workflows/messages.ts';
import type { Stack } from '../../stack/start-stack.ts';
import { startArgus, type TestArgus } from '../support/argus.ts';
import { vehicle } from '../support/batches.ts';
import { ownStack } from '../support/own-stack.ts';
import { until } from '../support/until.ts';

/**
 * The row records what has happened and the workflow does the work: whatever is done to Temporal, they become
 * consistent again.
 */
let own: Stack;
let argus: TestArgus;
let car: ReturnType<typeof vehicle>;
beforeAll(async () => {
  own = await ownStack('temporal');
  // A batch whose files were read during its upload passes all its states within a second.
  argus = await startArgus({ TEMPORAL_ADDRESS: own.endpoints.temporalAddress, PARSE_AHEAD: 'false' });
  car = vehicle(argus.url);
});
afterAll(async () => {
  await argus?.close();
  await own?.reset();
});
let seed = 0;
beforeEach(() => {
  seed += 1;
});

const post = (batchId: string, action: string) =>
  fetch(`${argus.url}/api/v1/batches/${batchId}/${action}`, { method: 'POST' });
const handleOf = (batchId: string) => argus.orchestrator.client.workflow.getHandle(batchWorkflowId(batchId));
const isOpen = async (batchId: string) => (await handleOf(batchId).describe()).status.name === 'RUNNING';

async function reportsOf(batchId: string) {
  const { rows } = await argus.stores.db.query('SELECT run FROM reports WHERE batch_id = $1 ORDER BY run', [
    batchId,
  ]);
  return rows.map(({ run }) => run);
}

async function uploaded(): Promise<string> {
  const { batch_id } = await car.createBatch();
  await car.upload(batch_id, { name: 'drive.mcap', bytes: sampleMcap({ seed }) });
  await until('the workflow to be there', () => isOpen(batch_id));
  return batch_id;
}

/** A batch in `scattering` whose files nobody reads until `release`, or until the end of the test. */
async function heldInScattering(): Promise<{ batchId: string; release(): void }> {
  const { files } = argus.stores;
  const { chunk } = files;
  const release = () => {
    files.chunk = chunk;
  };
  onTestFinished(release);
  files.chunk = () => Promise.reject(new Error('held by the test'));
  const batchId = await uploaded();
  expect(await post(batchId, 'complete')).toMatchObject({ ok: true });
  // Where Temporal takes longer to answer than the API waits, the reconciler delivers it.
  await until('scattering', async () => (await car.progress(batchId)).status === 'scattering');
  return { batchId, release };
}

test('a complete is not lost when Temporal is killed after its first effect', async () => {
  const { batches } = argus.stores;
  const { transition } = batches;
  let killed: Promise<unknown> | undefined;
  batches.transition = async (step) => {
    const batch = await transition(step);
    if (step.to === 'scattering' && !killed) {
      killed = own.servers.temporal.kill9();
      await killed;
    }
    return batch;
  };
  try {
    const batchId = await uploaded();
    await post(batchId, 'complete');
    await until('Temporal to be struck', () => killed !== undefined);
    await killed;
    await own.servers.temporal.start();
    expect(await car.ended(batchId)).toMatchObject({ status: 'completed' });
    expect(await reportsOf(batchId)).toEqual([1]);
    // No repair was needed: the request for the effect was in the history before it happened.
    const { events } = await handleOf(batchId).fetchHistory();
    expect(events?.filter(({ workflowExecutionSignaledEventAttributes: signal }) => signal)).toHaveLength(1);
    expect(await argus.stores.repairs.counts()).toEqual([]);
  } finally {
    batches.transition = transition;
  }
});

describe('a workflow that was terminated from outside', () => {
  test('fails its batch with a code, and a retry completes it', async () => {
    const { batchId, release } = await heldInScattering();
    await handleOf(batchId).terminate('by hand');
    release();
    const failed = await car.ended(batchId);
    expect(failed).toMatchObject({
      status: 'failed',
      failure_code: 'workflow_closed',
      failure_message: expect.stringContaining('terminated'),
    });
    // Counted when it is done.
    const counts = () => argus.stores.repairs.counts();
    await until('the repair to be counted', async () => (await counts()).length > 0);
    expect(await counts()).toContainEqual({ kind: 'closed', count: 1 });
    expect((await post(batchId, 'retry')).status).toBe(202);
    expect(await car.ended(batchId)).toMatchObject({ status: 'completed' });
    expect(await reportsOf(batchId)).toEqual([2]);
  });

  test('is not reported as working', async () => {
    const scattering = await heldInScattering();
    await handleOf(scattering.batchId).terminate('by hand');
    scattering.release();
    const answer = await post(scattering.batchId, 'complete');
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ error: expect.stringContaining('terminated') });
  });

  test('lets its batch be cancelled at once', async () => {
    const batchId = await uploaded();
    await handleOf(batchId).terminate('by hand');
    expect((await post(batchId, 'cancel')).status).toBe(202);
    expect(await car.progress(batchId)).toMatchObject({ status: 'failed', failure_code: 'cancelled' });
  });

  test('does not prevent a truthful response to complete', async () => {
    const batchId = await uploaded();
    await handleOf(batchId).terminate('by hand');
    expect((await post(batchId, 'complete')).status).toBe(409);
    expect(await car.progress(batchId)).toMatchObject({ failure_code: 'workflow_closed' });
    expect((await post(batchId, 'retry')).status).toBe(202);
    expect(await car.ended(batchId)).toMatchObject({ status: 'completed' });
  });
});

test("with Temporal's database lost, batches in every state continue", async () => {
  const pending = await uploaded();
  const { batchId: scattering, release } = await heldInScattering();
  await own.servers.temporal.kill9();
  await rm(join(own.servers.temporal.dataDir), { recursive: true });
  const waiting = await car.createBatch();
  await car.upload(waiting.batch_id, { name: 'drive.mcap', bytes: sampleMcap({ seed: 1 }) });
  expect((await post(waiting.batch_id, 'complete')).status).toBe(202);
  release();
  await own.servers.temporal.start();
  expect(await car.ended(scattering)).toMatchObject({ status: 'completed' });
  expect(await car.ended(waiting.batch_id)).toMatchObject({ status: 'completed' });
  await until('the workflow of the upload to be back', () => isOpen(pending).catch(() => false));
  await post(pending, 'complete');
  expect(await car.ended(pending)).toMatchObject({ status: 'completed' });
  for (const batchId of [scattering, waiting.batch_id, pending]) {
    expect(await reportsOf(batchId)).toEqual([1]);
  }
});
