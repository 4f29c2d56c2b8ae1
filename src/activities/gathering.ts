import { type Aggregate, currentAggregate } from '../diagnosis/aggregate.ts';
import { chartObjectKey } from '../domain/batch.ts';
import type { NewEvent } from '../domain/event.ts';
import { renderCharts } from '../report/charts/render-charts.ts';
import type { Report } from '../report/report-schema.ts';
import type { ReportStore } from '../stores/postgres/reports.ts';
import type { SummaryStore } from '../stores/postgres/summaries.ts';
import { foldBatch } from './fold-batch.ts';
import type { RunRef } from './run-ref.ts';

export interface GatheringDeps {
  summaries: Pick<SummaryStore, 'ofBatch'>;
  reports: Pick<ReportStore, 'aggregateOfSameContent'>;
  objects: { putBytes(key: string, bytes: Buffer, contentType: string): Promise<unknown> };
}

/** The work of the gather stage, without its state changes. */
export function createGathering({ summaries, reports, objects }: GatheringDeps) {
  /** As an earlier run of the batch folded it, where nothing has changed since. */
  async function earlierAggregate({ batchId, run }: RunRef): Promise<Aggregate | undefined> {
    if (run === 1) return undefined;
    return currentAggregate(await reports.aggregateOfSameContent(batchId, run));
  }

  return {
    earlierAggregate,

    /** As an earlier run folded it, where nothing has changed since; else folded now. Runs inside an activity. */
    aggregateOf: async (of: RunRef): Promise<Aggregate> =>
      (await earlierAggregate(of)) ?? foldBatch(summaries, of.batchId),

    /** Draws the charts and stores them. */
    async storeCharts({ batchId, run }: RunRef, aggregate: Aggregate): Promise<Report['charts']> {
      const charts = renderCharts(aggregate);
      await Promise.all(
        charts.map(({ name, svg }) =>
          objects.putBytes(chartObjectKey(batchId, run, name), Buffer.from(svg), 'image/svg+xml'),
        ),
      );
      return charts.map(({ svg: _, ...chart }) => chart);
    },
  };
}

export type Gathering = ReturnType<typeof createGathering>;

export function gatheringCompleted(
  { batchId, run }: RunRef,
  totalFiles: number,
  charts: Report['charts'],
): NewEvent {
  return {
    type: 'GatheringCompleted',
    payload: {
      version: run,
      total_files: totalFiles,
      chart_files: charts.map(({ name }) => chartObjectKey(batchId, run, name)),
    },
  };
}
