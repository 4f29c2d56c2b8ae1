import { patched, proxyActivities } from '@temporalio/workflow';
import type { CountSoftwareActivities, RetentionActivities, SweepActivities } from './activity-types.ts';
import { continueOnAnyBuild } from './any-build.ts';

/** What sweeps did before there was a reconciler: one that is under way during an update ends by their absence. */
interface Former {
  deliverCompletions(): Promise<number>;
  giveUpAbandoned(): Promise<number>;
}

const {
  abortStaleUploads,
  applyRetention,
  countSoftware,
  expireUploads,
  forgetOldAnswers,
  warnOfSilence,
  deliverCompletions,
  giveUpAbandoned,
} = proxyActivities<SweepActivities & RetentionActivities & CountSoftwareActivities & Former>({
  startToCloseTimeout: '5 minutes',
  retry: { maximumAttempts: 3 },
});

export interface Swept {
  aborted: number;
  forgotten: number;
  /** Uploads given up; absent in sweeps that began before they were. */
  expired?: number;
  /** Silent uploads; absent in sweeps that began before they were warned of. */
  warned?: number;
  /** By kind; absent in sweeps that began before there was retention. */
  deleted?: Awaited<ReturnType<RetentionActivities['applyRetention']>>;
  /** Reports of a release without sums by software; absent in sweeps that began before there were any. */
  counted?: number;
}

continueOnAnyBuild(sweepWorkflow);

/** Run by a Temporal Schedule, one at a time: removes what dead processes left behind, and what is kept no longer. */
export async function sweepWorkflow(): Promise<Swept> {
  if (!patched('reconciled-apart')) {
    await deliverCompletions();
    await giveUpAbandoned();
  }
  const expired = patched('uploads-expire') ? await expireUploads() : undefined;
  const aborted = await abortStaleUploads();
  const forgotten = patched('answers-expire') ? await forgetOldAnswers() : 0;
  const swept = { aborted, forgotten, ...(expired !== undefined && { expired }) };
  if (!patched('retention')) return swept;
  const deleted = await applyRetention();
  if (!patched('warns-of-silence')) return { ...swept, deleted };
  const warned = await warnOfSilence();
  if (!patched('counts-software')) return { ...swept, deleted, warned };
  return { ...swept, deleted, warned, counted: await countSoftware() };
}
