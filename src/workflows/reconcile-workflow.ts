import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { ReconcileActivities } from './activity-types.ts';
import { continueOnAnyBuild } from './any-build.ts';

/** The next run of the schedule is the better second try. */
const { reconcile } = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '2 minutes',
  retry: { maximumAttempts: 1 },
});

continueOnAnyBuild(reconcileWorkflow);

/** Run by a Temporal Schedule, one at a time: goes on where the one before ended, when that had more to do. */
export async function reconcileWorkflow(): Promise<Awaited<ReturnType<typeof reconcile>>> {
  const before = workflowInfo().lastResult as { next?: string } | undefined;
  return reconcile(before?.next);
}
