import type { Logger } from 'pino';
import { type Batch, chartObjectKey, snapshotOf } from '../domain/batch.ts';
import { renderCharts } from '../report/charts/render-charts.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import type { ReportStore } from '../stores/postgres/reports.ts';
import type { SummaryStore } from '../stores/postgres/summaries.ts';
import type { RunRef } from './control.ts';
import { withFinalFailures } from './failures.ts';
import { foldBatch } from './fold-batch.ts';
import { bestEffort, type StageRedis } from './side-effects.ts';

export interface GatherDeps {
  batches: Pick<BatchStore, 'transition'>;
  summaries: Pick<SummaryStore, 'ofBatch'>;
  reports: Pick<ReportStore, 'saveAggregate'>;
  objects: { putBytes(key: string, bytes: Buffer, contentType: string): Promise<unknown> };
  redis: Pick<StageRedis, 'publishProgress'>;
  logger: Logger;
}

/** Folds all file summaries into one aggregate and draws its charts. */
export function createGatherActivities({ batches, summaries, reports, objects, redis, logger }: GatherDeps) {
  async function begin({ batchId, run }: RunRef): Promise<Batch> {
    const batch = await batches.transition({ batchId, run, to: 'gathering' });
    await bestEffort(logger, 'announcing progress', redis.publishProgress(snapshotOf(batch)));
    return batch;
  }

  return withFinalFailures({
    async gather({ batchId, run }: RunRef): Promise<void> {
      // Reading does not depend on the state change; if the step was done before, the result is discarded.
      const [batch, aggregate] = await Promise.all([begin({ batchId, run }), foldBatch(summaries, batchId)]);
      if (batch.status !== 'gathering') return;

      const charts = renderCharts(aggregate);
      await Promise.all(
        charts.map(({ name, svg }) =>
          objects.putBytes(chartObjectKey(batchId, run, name), Buffer.from(svg), 'image/svg+xml'),
        ),
      );
      const gathered = await reports.saveAggregate(
        batchId,
        run,
        { aggregate, charts: charts.map(({ svg: _, ...chart }) => chart) },
        {
          type: 'GatheringCompleted',
          payload: {
            version: run,
            total_files: batch.total_files,
            chart_files: charts.map(({ name }) => chartObjectKey(batchId, run, name)),
          },
        },
      );
      await bestEffort(logger, 'announcing progress', redis.publishProgress(snapshotOf(gathered)));
    },
  });
}
