import { proxyActivities } from '@temporalio/workflow';
import type { SweepActivities } from './activity-types.ts';

const { deliverCompletions, giveUpAbandoned, abortStaleUploads } = proxyActivities<SweepActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumAttempts: 3 },
});

/** Run by a Temporal Schedule, one at a time: repairs what a crashed process left behind. */
export async function sweepWorkflow(): Promise<{ delivered: number; abandoned: number; aborted: number }> {
  return {
    delivered: await deliverCompletions(),
    abandoned: await giveUpAbandoned(),
    aborted: await abortStaleUploads(),
  };
}
