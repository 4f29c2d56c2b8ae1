import { setTimeout as delay } from 'node:timers/promises';
import {
  Client,
  Connection,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type WorkflowStartOptions,
} from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import type { Logger } from 'pino';
import { createSingleflight } from '../async/singleflight.ts';
import { withTimeout } from '../async/with-timeout.ts';
import type { Config } from '../config.ts';
import type { Batch } from '../domain/batch.ts';
import { ArgusError } from '../domain/error.ts';
import type { WorkflowView } from '../domain/repair.ts';
import type { batchWorkflow } from '../workflows/batch-workflow.ts';
import { type BatchInput, batchWorkflowId, type Completion, completeSignal } from '../workflows/messages.ts';
import { searchAttributes } from '../workflows/search-attributes.ts';
import { deploymentCalls } from './deployment.ts';
import { askForAttributes, listOpen, type OpenExecution, runMemo, viewOf } from './executions.ts';
import { type QueueFigures, queueFigures } from './queue-figures.ts';
import { asArgusError, isAway, refusalOf, refusalSentence } from './refusals.ts';
import { ensureSchedules } from './schedules.ts';
import { temporalAddress } from './temporal-address.ts';
import { buildOf, describeWaiting, type Waiting } from './waiting.ts';

/** The API answers within this time, whether Temporal does or not. */
const deadlineMs = 4_000;

/** For what is shown to a person, who would rather see what is known without Temporal; the client itself takes up to 5.4 s. */
const shownMs = 2_000;

/** How long a run that is over may take to close its workflow, before it is left to the reconciler. */
const closingPausesMs = [50, 100, 200, 400, 800];

/** What Temporal made of a message about a batch. */
export type Delivery =
  /** It is in the history, where nothing loses it. */
  | { outcome: 'delivered' }
  /** Temporal did not answer; the reconciler repeats it. */
  | { outcome: 'away' }
  /** The workflow of this run is closed, or that of the run before is still open. */
  | { outcome: 'closed' }
  /** A person has to mend what `reason` says; the reconciler repeats it until then. */
  | { outcome: 'refused'; reason: string };

export function createOrchestrator(config: Config, logger: Logger) {
  const connection = Connection.lazy(temporalAddress(config));
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  const deliveries = createSingleflight<Delivery>();
  const callsInFlight = new Set<Promise<unknown>>();

  async function answeredInTime<T>(work: () => Promise<T>, withinMs = deadlineMs): Promise<T> {
    const call = client.withDeadline(Date.now() + withinMs, work);
    callsInFlight.add(call);
    try {
      return await call;
    } finally {
      callsInFlight.delete(call);
    }
  }

  const deployment = deploymentCalls(client, answeredInTime, config);

  function startOptions(batch: Batch) {
    // Where batches stay with the build that began them, the first task makes that known.
    const waits = batch.status === 'pending' && config.TEMPORAL_DEPLOYMENT_NAME === undefined;
    const input: BatchInput = {
      batchId: batch.id,
      run: batch.run,
      vehicleId: batch.vehicle_id,
      vin: batch.vin,
      abandonSeconds: config.UPLOAD_ABANDON_HOURS * 3600,
      scatterWindow: config.SCATTER_WINDOW,
      parseTaskQueue: config.TEMPORAL_PARSE_TASK_QUEUE,
      ...(batch.urgent && { urgent: true }),
      ...(batch.status !== 'pending' && { totalFiles: batch.total_files }),
      ...(waits && { beginsWithUpload: true }),
    };
    return {
      // Nothing is to be done before: a task that finds nothing costs Temporal and a worker 15 ms of processor time.
      ...(waits && { startDelay: input.abandonSeconds * 1000 }),
      workflowId: batchWorkflowId(batch.id),
      taskQueue: config.TEMPORAL_TASK_QUEUE,
      args: [input] as [BatchInput],
      memo: { [runMemo]: batch.run },
      staticSummary: `batch of ${batch.vehicle_id}, run ${batch.run}`,
      staticDetails: `Vehicle ${batch.vehicle_id}, VIN ${batch.vin}, run ${batch.run}, created ${batch.created_at}.`,
      typedSearchAttributes: new TypedSearchAttributes([
        { key: searchAttributes.batchStatus, value: batch.status },
        { key: searchAttributes.vehicleId, value: batch.vehicle_id },
        { key: searchAttributes.vin, value: batch.vin },
      ]),
    } satisfies WorkflowStartOptions<typeof batchWorkflow>;
  }

  /** Run 1 begins once, unless the reconciler begins it again; a later run needs the id of the one before it. */
  const reuse = ({ run }: Batch) => (run === 1 ? 'REJECT_DUPLICATE' : 'ALLOW_DUPLICATE');

  const startWorkflow = (
    batch: Batch,
    policies: Pick<WorkflowStartOptions, 'workflowIdReusePolicy' | 'workflowIdConflictPolicy'>,
  ) => client.workflow.start<typeof batchWorkflow>('batchWorkflow', { ...startOptions(batch), ...policies });

  /** With start, which also begins a workflow that waits for the upload; a mere signal does not (`WorkflowStartDelay` in Temporal's API). */
  const signalComplete = (batch: Batch) =>
    client.workflow.signalWithStart<typeof batchWorkflow, [Completion]>('batchWorkflow', {
      ...startOptions(batch),
      workflowIdReusePolicy: reuse(batch),
      workflowIdConflictPolicy: 'USE_EXISTING',
      signal: completeSignal,
      signalArgs: [completionOf(batch)],
    });

  /** Runs `work`, and puts what Temporal said to it into a word; a line in the log for all but the first. */
  async function deliver(batch: Batch, what: string, work: () => Promise<unknown>): Promise<Delivery> {
    try {
      await answeredInTime(work);
      return { outcome: 'delivered' };
    } catch (error) {
      if (error instanceof WorkflowExecutionAlreadyStartedError) return { outcome: 'closed' };
      const reason = refusalOf(error);
      if (reason === undefined && !isAway(error)) throw error;
      logger.warn(
        { err: error, batch_id: batch.id },
        `${what} did not succeed; the reconciler will repeat it`,
      );
      return reason === undefined ? { outcome: 'away' } : { outcome: 'refused', reason };
    }
  }

  async function describe(batchId: string) {
    try {
      const description = await answeredInTime(() =>
        client.workflow.getHandle(batchWorkflowId(batchId)).describe(),
      );
      return description.raw;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw asArgusError(error);
    }
  }

  /**
   * What keeps Temporal from taking any batch until a person mends it, as a sentence; undefined when nothing does.
   * @throws ArgusError `unavailable`.
   */
  async function whyRefused(): Promise<string | undefined> {
    try {
      await answeredInTime(() => askForAttributes(client));
      return undefined;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined) throw asArgusError(error);
      return refusalSentence(refusal);
    }
  }

  async function waitingOf(batchId: string): Promise<Waiting | undefined> {
    const description = await describe(batchId);
    const build = description && buildOf(description);
    return description && describeWaiting(description, build && (await deployment.isAway(build)));
  }

  return {
    client,
    ...deployment,

    /** Starts the workflow that waits for the upload. Repeating it changes nothing. */
    start: (batch: Batch): Promise<Delivery> =>
      deliver(batch, 'starting a batch', () =>
        startWorkflow(batch, {
          workflowIdReusePolicy: reuse(batch),
          workflowIdConflictPolicy: 'USE_EXISTING',
        }),
      ),

    /**
     * Notifies the workflow that all files are up, and starts it if it is not there. `delivered` means that this is in the
     * history: it survives whatever dies now, and needs no worker. Repeating it changes nothing.
     */
    deliverComplete: (batch: Batch): Promise<Delivery> =>
      // A signal more for each repeat: those that come together share one.
      deliveries(`${batch.id} ${batch.run}`, () =>
        deliver(batch, 'completing a batch', () => signalComplete(batch)),
      ),

    /** Starts another run; waits for the execution of the run before it to close, which it is about to. */
    startRun: (batch: Batch): Promise<Delivery> =>
      deliver(batch, 'starting another run', async () => {
        for (const pause of [...closingPausesMs, undefined]) {
          try {
            await startWorkflow(batch, {
              workflowIdReusePolicy: 'ALLOW_DUPLICATE',
              workflowIdConflictPolicy: 'FAIL',
            });
            return;
          } catch (error) {
            if (pause === undefined || !(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
            await delay(pause);
          }
        }
      }),

    /** For the reconciler, which has seen that no execution of this run is there. One that came meanwhile stays. */
    async startFromRow(batch: Batch): Promise<void> {
      const policies = {
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      } as const;
      await answeredInTime(() => startWorkflow(batch, policies));
    },

    /** For the reconciler: ends the execution that is there and starts one from the row, in one step of Temporal's. */
    async replaceFromRow(batch: Batch): Promise<void> {
      const policies = {
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'TERMINATE_EXISTING',
      } as const;
      await answeredInTime(() => startWorkflow(batch, policies));
    },

    /** For the reconciler: says again that all files are up. */
    async signalComplete(batch: Batch): Promise<void> {
      await answeredInTime(() => signalComplete(batch));
    },

    async terminate(batchId: string, reason: string): Promise<void> {
      await answeredInTime(() => client.workflow.getHandle(batchWorkflowId(batchId)).terminate(reason));
    },

    /**
     * Asks the workflow to stop; it fails the batch with `cancelled`. Temporal says nothing about a workflow that is closed:
     * ask `executionOf` first. Resolves false when there is none at all.
     * @throws ArgusError `unavailable`, `internal` (refused).
     */
    async cancel(batchId: string): Promise<boolean> {
      try {
        await answeredInTime(() => client.workflow.getHandle(batchWorkflowId(batchId)).cancel());
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw asArgusError(error);
      }
    },

    /** What the batch is waiting for, as Temporal sees it; undefined when it has no workflow. */
    async describeBatch(batchId: string): Promise<Waiting | undefined> {
      return withTimeout(shownMs, waitingOf(batchId)).catch((error: unknown) => {
        throw error instanceof ArgusError ? error : asArgusError(error);
      });
    },

    /** @throws ArgusError `unavailable`, `internal` (refused). */
    async executionOf(batchId: string): Promise<WorkflowView> {
      const description = await describe(batchId);
      return description ? viewOf(description) : { state: 'absent' };
    },

    /** See `listOpen`. */
    openBetween: (after: string, last: string): Promise<Map<string, OpenExecution>> =>
      listOpen(client, answeredInTime, config.TEMPORAL_TASK_QUEUE, after, last),

    /** The page of a batch's workflow in the Temporal Web UI, if one is configured. */
    workflowUrl(batchId: string): string | undefined {
      const { TEMPORAL_UI_URL: base, TEMPORAL_NAMESPACE: namespace } = config;
      if (!base) return undefined;
      const path = `namespaces/${encodeURIComponent(namespace)}/workflows/${batchWorkflowId(batchId)}`;
      return new URL(path, base.endsWith('/') ? base : `${base}/`).href;
    },

    /** See `queueFigures`. */
    backlog: (): Promise<QueueFigures[]> => queueFigures(client, config, answeredInTime),

    /** Creates what is missing of the schedules. */
    ensureSchedules: (): Promise<void> =>
      answeredInTime(() => ensureSchedules(client, config.TEMPORAL_TASK_QUEUE)),

    /** @throws Error when Temporal does not answer, or with what it refuses and a person has to mend. */
    async ping(): Promise<void> {
      await answeredInTime(() => client.workflowService.getSystemInfo({}));
      const refusal = await whyRefused();
      if (refusal !== undefined) throw new Error(refusal);
    },

    whyRefused,

    /** Waits for calls in flight: the SDK retries on a closed connection too, and that error ends the process. */
    async close(): Promise<void> {
      await Promise.allSettled(callsInFlight);
      await connection.close();
    },
  };
}

export type Orchestrator = ReturnType<typeof createOrchestrator>;

function completionOf(batch: Batch): Completion {
  return { run: batch.run, totalFiles: batch.total_files };
}
