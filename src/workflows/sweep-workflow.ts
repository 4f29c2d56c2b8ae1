import { patched, proxyActivities } from '@temporalio/workflow';
import type { SweepActivities } from './activity-types.ts';

/** What sweeps did before there was a reconciler: one that is under way during an update ends by their absence. */
interface Former {
  deliverCompletions(): Promise<number>;
  giveUpAbandoned(): Promise<number>;
}

const { abortStaleUploads, deliverCompletions, giveUpAbandoned } = proxyActivities<SweepActivities & Former>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumAttempts: 3 },
});

/** Run by a Temporal Schedule, one at a time: removes what dead processes left in the object store. */
export async function sweepWorkflow(): Promise<{ aborted: number }> {
  if (!patched('reconciled-apart')) {
    await deliverCompletions();
    await giveUpAbandoned();
  }
  return { aborted: await abortStaleUploads() };
}
