import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import type { custodyWorkflow } from '../workflows/custody-workflow.ts';
import type { reconcileWorkflow } from '../workflows/reconcile-workflow.ts';
import type { sweepWorkflow } from '../workflows/sweep-workflow.ts';

/** One at a time, and the operator sees when. */
const schedules = [
  {
    id: 'argus-reconcile',
    every: '30 seconds',
    workflowType: 'reconcileWorkflow' satisfies (typeof reconcileWorkflow)['name'],
  },
  {
    id: 'argus-sweep',
    every: '1 minute',
    workflowType: 'sweepWorkflow' satisfies (typeof sweepWorkflow)['name'],
  },
  {
    id: 'argus-custody',
    every: '1 minute',
    workflowType: 'custodyWorkflow' satisfies (typeof custodyWorkflow)['name'],
  },
] as const;

/** Ids of the schedules that work on this task queue. */
export const scheduleIds = (taskQueue: string): string[] => schedules.map(({ id }) => `${id}-${taskQueue}`);

/** Creates the Temporal Schedules that are not there; those that are stay as they are. */
export async function ensureSchedules(client: Client, taskQueue: string): Promise<void> {
  for (const { id, every, workflowType } of schedules) {
    const scheduleId = `${id}-${taskQueue}`;
    try {
      await client.schedule.create({
        scheduleId,
        spec: { intervals: [{ every }] },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: every },
        action: { type: 'startWorkflow', workflowType, workflowId: scheduleId, taskQueue },
      });
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    }
  }
}
