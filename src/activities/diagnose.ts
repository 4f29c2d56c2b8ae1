import type { Logger } from 'pino';
import { type Aggregate, currentAggregate } from '../diagnosis/aggregate.ts';
import { type Batch, snapshotOf } from '../domain/batch.ts';
import { ArgusError } from '../domain/error.ts';
import { softwareFacts } from '../report/software-facts.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import type { ReportStore } from '../stores/postgres/reports.ts';
import type { SummaryStore } from '../stores/postgres/summaries.ts';
import { withFinalFailures } from './failures.ts';
import { foldBatch } from './fold-batch.ts';
import { type DiagnoseResult, diagnoseResult, diagnosisCompleted, type Reporting } from './reporting.ts';
import type { RunRef } from './run-ref.ts';
import { bestEffort, type StageRedis } from './side-effects.ts';

export interface DiagnoseDeps {
  batches: Pick<BatchStore, 'transition'>;
  reports: Pick<ReportStore, 'aggregate' | 'saveReport'>;
  summaries: Pick<SummaryStore, 'ofBatch'>;
  reporting: Reporting;
  redis: Pick<StageRedis, 'publishProgress'>;
  logger: Logger;
}

/** Applies the rules to the aggregate, then writes the report. */
export function createDiagnoseActivities({
  batches,
  reports,
  summaries,
  reporting,
  redis,
  logger,
}: DiagnoseDeps) {
  async function begin({ batchId, run }: RunRef): Promise<Batch> {
    const batch = await batches.transition({ batchId, run, to: 'diagnosing' });
    await bestEffort(logger, 'announcing progress', redis.publishProgress(snapshotOf(batch)));
    return batch;
  }

  /** The gathered aggregate; gathered again if another version of Argus made it, before or after an update. */
  async function aggregateOf(batchId: string, stored: unknown): Promise<Aggregate> {
    const present = currentAggregate(stored);
    if (present) return present;
    logger.info({ batch_id: batchId }, 'the aggregate has another version; gathering again');
    return foldBatch(summaries, batchId);
  }

  return withFinalFailures({
    async diagnose(of: RunRef): Promise<DiagnoseResult> {
      // Reading does not depend on the state change.
      const [batch, stored, context] = await Promise.all([
        begin(of),
        reports.aggregate(of.batchId, of.run),
        reporting.contextOf(of),
      ]);
      if (batch.status !== 'diagnosing') return await reporting.resultOf(of);
      if (!stored) throw new ArgusError('internal', `Run ${of.run} has no aggregate to diagnose.`);
      const aggregate = await aggregateOf(of.batchId, stored.aggregate);
      const report = await reporting.make(batch, aggregate, stored.charts, context);
      const completed = await reports.saveReport(report, softwareFacts(report), diagnosisCompleted(report));
      await bestEffort(logger, 'announcing progress', redis.publishProgress(snapshotOf(completed)));
      return diagnoseResult(report);
    },
  });
}
