import { patched, proxyActivities } from '@temporalio/workflow';
import type { SweepActivities } from './activity-types.ts';

/** What sweeps did before there was a reconciler: one that is under way during an update ends by their absence. */
interface Former {
  deliverCompletions(): Promise<number>;
  giveUpAbandoned(): Promise<number>;
}

const { abortStaleUploads, forgetOldAnswers, deliverCompletions, giveUpAbandoned } = proxyActivities<
  SweepActivities & Former
>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumAttempts: 3 },
});

/** Run by a Temporal Schedule, one at a time: removes what dead processes left in the object store, and what is kept for a time only. */
export async function sweepWorkflow(): Promise<{ aborted: number; forgotten: number }> {
  if (!patched('reconciled-apart')) {
    await deliverCompletions();
    await giveUpAbandoned();
  }
  const aborted = await abortStaleUploads();
  return { aborted, forgotten: patched('answers-expire') ? await forgetOldAnswers() : 0 };
}
