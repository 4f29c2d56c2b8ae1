import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { batchWorkflowId } from '../../src/workflows/messages.ts';
import { alternate } from '../alternate.ts';
import { startChild } from '../child-process.ts';
import type { Figure } from '../figure.ts';
import { type BenchVehicle, benchVehicle } from '../load/batches.ts';
import { noopTaskQueues } from '../noop/task-queues.ts';
import { goUpdate, type noopWorkflow } from '../noop/workflow.ts';
import type { System } from '../system.ts';

/** By then, what was begun before the clock starts (the first workflow task, the upload) has finished. */
const settleMs = 60;

/** From the call of `complete` to the end of the workflow, which comes after the status `completed`. */
export const completeFigure: Figure = {
  name: 'complete',
  title: 'complete → completed, one file of 1 MB',
  async measure({ system, quick, printLine }) {
    const api = await system.startApi();
    const argus = await system.startWorkers();
    const noop = await startNoopWorkers(system);
    const connection = await Connection.connect({ address: system.environment.TEMPORAL_ADDRESS ?? '' });
    const client = new Client({ connection });
    const batches = benchVehicle(api.url);
    try {
      const warmUps = quick ? 3 : 20;
      for (let index = 0; index < warmUps; index += 1) {
        await timeBatch(batches, client, oneMegabyte(index));
        await timeNothing(client);
      }
      const result = await alternate({
        rounds: quick ? 5 : 60,
        // Another seed gives another content, for which no earlier parse result can be reused.
        ours: async (round) => timeBatch(batches, client, oneMegabyte(warmUps + round)),
        reference: () => timeNothing(client),
      });
      printLine(`${result.ours.toFixed(0)} against ${result.reference.toFixed(0)} ms`);
      return {
        unit: 'ms',
        ...result,
        reference: { what: 'no-op workflow', value: result.reference },
        goal: { ratio: 1.1, better: 'lower' },
        checks: [],
      };
    } finally {
      await connection.close();
      await Promise.all([api.stop(), argus.stop(), noop.stop()]);
    }
  },
};

function oneMegabyte(seed: number): Uint8Array {
  return sampleMcap({ seed: 1_000 + seed, seconds: 30, bytes: 1_000_000 });
}

async function timeBatch(batches: BenchVehicle, client: Client, bytes: Uint8Array): Promise<number> {
  const { batch_id } = await batches.create();
  await batches.upload(batch_id, 'drive.mcap', bytes);
  await delay(settleMs);
  const handle = client.workflow.getHandle(batchWorkflowId(batch_id));
  const started = performance.now();
  await batches.complete(batch_id);
  await handle.result();
  const milliseconds = performance.now() - started;
  const { status } = await batches.progress(batch_id);
  if (status !== 'completed') throw new Error(`batch ${batch_id} ended as ${status}`);
  return milliseconds;
}

async function timeNothing(client: Client): Promise<number> {
  const options = {
    workflowId: `noop-${randomUUID()}`,
    taskQueue: noopTaskQueues.workflow,
    args: [noopTaskQueues.parse] as [string],
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
  };
  const handle = await client.workflow.start<typeof noopWorkflow>('noopWorkflow', options);
  await delay(settleMs);
  const started = performance.now();
  await client.workflow.executeUpdateWithStart(goUpdate, {
    args: [],
    startWorkflowOperation: new WithStartWorkflowOperation<typeof noopWorkflow>('noopWorkflow', options),
  });
  await handle.result();
  return performance.now() - started;
}

/** The same layout as in a deployment: one process for the workflow and its light activities, one for parsing. */
async function startNoopWorkers({ environment, dir }: System) {
  const isReady = (log: string) => log.includes('is running"');
  const children = await Promise.all(
    ['bench/noop/workflow-worker.ts', 'bench/noop/parse-worker.ts'].map((script) =>
      startChild({ script, environment, dir, isReady }),
    ),
  );
  return {
    async stop() {
      await Promise.all(children.map((child) => child.stop()));
    },
  };
}
