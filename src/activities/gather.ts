import type { Logger } from 'pino';
import { type Batch, snapshotOf } from '../domain/batch.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import type { ReportStore } from '../stores/postgres/reports.ts';
import { withFinalFailures } from './failures.ts';
import { type Gathering, gatheringCompleted } from './gathering.ts';
import type { RunRef } from './run-ref.ts';
import { bestEffort, type StageRedis } from './side-effects.ts';

export interface GatherDeps {
  batches: Pick<BatchStore, 'transition'>;
  reports: Pick<ReportStore, 'saveAggregate'>;
  gathering: Gathering;
  redis: Pick<StageRedis, 'publishProgress'>;
  logger: Logger;
}

/** Folds all file summaries into one aggregate and draws its charts. */
export function createGatherActivities({ batches, reports, gathering, redis, logger }: GatherDeps) {
  async function begin({ batchId, run }: RunRef): Promise<Batch> {
    const batch = await batches.transition({ batchId, run, to: 'gathering' });
    await bestEffort(logger, 'announcing progress', redis.publishProgress(snapshotOf(batch)));
    return batch;
  }

  return withFinalFailures({
    async gather(of: RunRef): Promise<void> {
      // Reading does not depend on the state change; if the step was done before, the result is discarded.
      const [batch, aggregate] = await Promise.all([begin(of), gathering.aggregateOf(of)]);
      if (batch.status !== 'gathering') return;
      const charts = await gathering.storeCharts(of, aggregate);
      const gathered = await reports.saveAggregate(
        of.batchId,
        of.run,
        { aggregate, charts },
        gatheringCompleted(of, batch.total_files, charts),
      );
      await bestEffort(logger, 'announcing progress', redis.publishProgress(snapshotOf(gathered)));
    },
  });
}
