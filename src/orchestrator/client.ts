import {
  Client,
  Connection,
  isGrpcServiceError,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type WorkflowStartOptions,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure, TypedSearchAttributes } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { Logger } from 'pino';
import { withTimeout } from '../async/with-timeout.ts';
import type { Config } from '../config.ts';
import type { Batch } from '../domain/batch.ts';
import { ArgusError } from '../domain/error.ts';
import type { batchWorkflow } from '../workflows/batch-workflow.ts';
import { type BatchInput, batchWorkflowId, completeUpdate, wrongRun } from '../workflows/messages.ts';
import { searchAttributes } from '../workflows/search-attributes.ts';
import type { sweepWorkflow } from '../workflows/sweep-workflow.ts';
import { describeWaiting, type Waiting } from './waiting.ts';

/** The API answers within this time, whether Temporal does or not. */
const deadlineMs = 4_000;

/** Somebody looks at the page: what is known without Temporal is shown soon. The client alone waits for a try of its own. */
const describeMs = 2_000;

export const sweepScheduleIdOf = (taskQueue: string) => `argus-sweep-${taskQueue}`;
const sweepEvery = '1 minute';

export function createOrchestrator(config: Config, logger: Logger) {
  const connection = Connection.lazy({ address: config.TEMPORAL_ADDRESS });
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  const answeredInTime = <T>(work: () => Promise<T>) => client.withDeadline(Date.now() + deadlineMs, work);

  function startOptions(batch: Batch) {
    const input: BatchInput = {
      batchId: batch.id,
      run: batch.run,
      vehicleId: batch.vehicle_id,
      vin: batch.vin,
      abandonSeconds: config.UPLOAD_ABANDON_HOURS * 3600,
      scatterWindow: config.SCATTER_WINDOW,
      parseTaskQueue: config.TEMPORAL_PARSE_TASK_QUEUE,
    };
    return {
      workflowId: batchWorkflowId(batch.id),
      taskQueue: config.TEMPORAL_TASK_QUEUE,
      args: [input] as [BatchInput],
      // Run 1 begins once and only once; a later run needs the id of the one before it.
      workflowIdReusePolicy: batch.run === 1 ? 'REJECT_DUPLICATE' : 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: `batch of ${batch.vehicle_id}, run ${batch.run}`,
      staticDetails: `Vehicle ${batch.vehicle_id}, VIN ${batch.vin}, run ${batch.run}, created ${batch.created_at}.`,
      typedSearchAttributes: new TypedSearchAttributes([
        { key: searchAttributes.batchStatus, value: batch.status },
        { key: searchAttributes.vehicleId, value: batch.vehicle_id },
        { key: searchAttributes.vin, value: batch.vin },
      ]),
    } satisfies WorkflowStartOptions<typeof batchWorkflow>;
  }

  /** Runs `work`; false, with a line in the log, when Temporal does not answer in time. */
  async function reached(batch: Batch, what: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await answeredInTime(work);
      return true;
    } catch (error) {
      // The run has begun and even ended: nothing is left to do.
      if (error instanceof WorkflowExecutionAlreadyStartedError) return true;
      if (!isUnreached(error)) throw error;
      logger.warn(
        { err: error, batch_id: batch.id },
        `${what}: Temporal or its workers did not answer; the sweep will`,
      );
      return false;
    }
  }

  return {
    client,

    /** Starts the workflow that waits for the upload. Repeating it changes nothing. */
    start: (batch: Batch): Promise<boolean> =>
      reached(batch, 'starting a batch', () =>
        client.workflow.start<typeof batchWorkflow>('batchWorkflow', startOptions(batch)),
      ),

    /**
     * Notifies the workflow that all files are up, and starts it if it is not there. Repeating it changes nothing.
     * Resolves false when no worker answered within the deadline; the row says `uploaded`, and the sweep repeats it.
     */
    deliverComplete: (batch: Batch): Promise<boolean> =>
      reached(batch, 'completing a batch', () =>
        client.workflow.executeUpdateWithStart(completeUpdate, {
          updateId: `complete-${batch.run}`,
          args: [{ run: batch.run, totalFiles: batch.total_files }],
          startWorkflowOperation: new WithStartWorkflowOperation<typeof batchWorkflow>(
            'batchWorkflow',
            startOptions(batch),
          ),
        }),
      ),

    /**
     * Asks the workflow to stop; it fails the batch with `cancelled`.
     * @throws ArgusError `not_found` when no workflow runs for the batch, `unavailable`.
     */
    async cancel(batchId: string): Promise<void> {
      try {
        await answeredInTime(() => client.workflow.getHandle(batchWorkflowId(batchId)).cancel());
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) {
          throw new ArgusError('not_found', 'No workflow runs for this batch.', { cause: error });
        }
        throw unavailable(error);
      }
    },

    /** What the batch is waiting for, as Temporal sees it; undefined when it has no workflow. */
    async describeBatch(batchId: string): Promise<Waiting | undefined> {
      try {
        const description = await withTimeout(
          describeMs,
          client.withDeadline(Date.now() + describeMs, () =>
            client.workflow.getHandle(batchWorkflowId(batchId)).describe(),
          ),
        );
        return describeWaiting(description.raw);
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return undefined;
        throw unavailable(error);
      }
    },

    /** The page of a batch's workflow in the Temporal Web UI, where that is configured. */
    workflowUrl(batchId: string): string | undefined {
      const { TEMPORAL_UI_URL: base, TEMPORAL_NAMESPACE: namespace } = config;
      if (!base) return undefined;
      const path = `namespaces/${encodeURIComponent(namespace)}/workflows/${batchWorkflowId(batchId)}`;
      return new URL(path, base.endsWith('/') ? base : `${base}/`).href;
    },

    /** Tasks that wait for a worker, per task queue and kind, and the workers that ask for them. */
    async backlog(): Promise<QueueFigures[]> {
      const { TaskQueueType } = proto.temporal.api.enums.v1;
      const queues = [
        { name: config.TEMPORAL_TASK_QUEUE, kind: 'workflow', type: TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW },
        { name: config.TEMPORAL_TASK_QUEUE, kind: 'activity', type: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY },
        {
          name: config.TEMPORAL_PARSE_TASK_QUEUE,
          kind: 'activity',
          type: TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
        },
      ] as const;
      return Promise.all(
        queues.map(async ({ name, kind, type }) => {
          const { stats, pollers } = await answeredInTime(() =>
            client.workflowService.describeTaskQueue({
              namespace: config.TEMPORAL_NAMESPACE,
              taskQueue: { name },
              taskQueueType: type,
              reportStats: true,
            }),
          );
          return {
            task_queue: name,
            kind,
            tasks: Number(stats?.approximateBacklogCount ?? 0),
            ageSeconds: Number(stats?.approximateBacklogAge?.seconds ?? 0),
            pollers: recentPollers(pollers ?? [], Date.now()),
          };
        }),
      );
    },

    /** The sweep as a Temporal Schedule: one at a time, and the operator sees when. */
    async ensureSchedules(): Promise<void> {
      try {
        await client.schedule.create({
          scheduleId: sweepScheduleIdOf(config.TEMPORAL_TASK_QUEUE),
          spec: { intervals: [{ every: sweepEvery }] },
          policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: sweepEvery },
          action: {
            type: 'startWorkflow',
            workflowType: 'sweepWorkflow' satisfies (typeof sweepWorkflow)['name'],
            workflowId: sweepScheduleIdOf(config.TEMPORAL_TASK_QUEUE),
            taskQueue: config.TEMPORAL_TASK_QUEUE,
          },
        });
      } catch (error) {
        if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      }
    },

    async ping(): Promise<void> {
      await answeredInTime(() => client.workflowService.getSystemInfo({}));
    },

    close: (): Promise<void> => connection.close(),
  };
}

export type Orchestrator = ReturnType<typeof createOrchestrator>;

export interface QueueFigures {
  task_queue: string;
  kind: 'workflow' | 'activity';
  tasks: number;
  /** Of the oldest task that waits. */
  ageSeconds: number;
  /** Workers that asked for tasks in the last minute. */
  pollers: number;
}

/** A worker asks again after a minute at the latest; the server remembers for five who asked. */
const pollMs = 70_000;

function recentPollers(
  pollers: readonly { lastAccessTime?: { seconds?: unknown } | null }[],
  now: number,
): number {
  return pollers.filter(({ lastAccessTime }) => now - Number(lastAccessTime?.seconds ?? 0) * 1000 < pollMs)
    .length;
}

function isUnreached(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcServiceError(error)) return true;
  // The run before this one is still closing.
  if (error instanceof WorkflowUpdateFailedError) {
    return error.cause instanceof ApplicationFailure && error.cause.type === wrongRun;
  }
  return error instanceof Error && error.cause !== undefined && isUnreached(error.cause);
}

function unavailable(error: unknown): ArgusError {
  return new ArgusError('unavailable', 'The workflow service does not answer; try again shortly.', {
    cause: error,
  });
}
