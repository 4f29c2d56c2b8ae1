import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { Config } from '../config.ts';
import { recentPollers } from './pollers.ts';

export interface QueueFigures {
  task_queue: string;
  kind: 'workflow' | 'activity';
  tasks: number;
  /** Of the oldest task that waits. */
  ageSeconds: number;
  /** Workers that asked for tasks in the last minute. */
  pollers: number;
}

/** Tasks that wait for a worker, per task queue and kind, and the workers that ask for them. */
export async function queueFigures(
  client: Client,
  config: Config,
  answeredInTime: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<QueueFigures[]> {
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
        pollers: recentPollers(pollers ?? [], Date.now()).length,
      };
    }),
  );
}
