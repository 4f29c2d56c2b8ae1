import { proxyActivities } from '@temporalio/workflow';
import type { CustodyActivities } from './activity-types.ts';
import { continueOnAnyBuild } from './any-build.ts';

/** A file is read to its end, whatever its size and the rate; the next run of the schedule is the better second try. */
const { watchRecordings } = proxyActivities<CustodyActivities>({
  startToCloseTimeout: '30 days',
  heartbeatTimeout: '1 minute',
  retry: { maximumAttempts: 1 },
});

continueOnAnyBuild(custodyWorkflow);

/** Run by a Temporal Schedule, one at a time: reads recordings again, a minute's worth. */
export async function custodyWorkflow(): Promise<Awaited<ReturnType<typeof watchRecordings>>> {
  return watchRecordings();
}
