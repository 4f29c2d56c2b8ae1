import { Context } from '@temporalio/activity';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { type Aggregate, currentAggregate } from '../diagnosis/aggregate.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Narrator } from '../diagnosis/narrator.ts';
import { ruleSettingsOf } from '../diagnosis/rule-settings.ts';
import { type Batch, snapshotOf } from '../domain/batch.ts';
import { boundedText } from '../domain/bounded-text.ts';
import { ArgusError } from '../domain/error.ts';
import { buildReport } from '../report/build-report.ts';
import { compareReports } from '../report/compare/compare-reports.ts';
import type { Report } from '../report/report-schema.ts';
import { softwareFacts } from '../report/software-facts.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import type { KnowledgeStore } from '../stores/postgres/knowledge.ts';
import type { ReportStore } from '../stores/postgres/reports.ts';
import type { RuleSettingStore } from '../stores/postgres/rule-settings.ts';
import type { SummaryStore } from '../stores/postgres/summaries.ts';
import { attachKnowledge } from './attach-knowledge.ts';
import type { RunRef } from './control.ts';
import { withFinalFailures } from './failures.ts';
import { foldBatch } from './fold-batch.ts';
import { bestEffort, type StageRedis } from './side-effects.ts';

export interface DiagnoseDeps {
  batches: Pick<BatchStore, 'transition'>;
  reports: Pick<ReportStore, 'aggregate' | 'previousDrive' | 'body' | 'saveReport'>;
  summaries: Pick<SummaryStore, 'ofBatch'>;
  knowledge: Pick<KnowledgeStore, 'match'>;
  ruleSettings: Pick<RuleSettingStore, 'ofBatch'>;
  redis: Pick<StageRedis, 'publishProgress'>;
  narrate: Narrator;
  logger: Logger;
}

export interface DiagnoseResult {
  severity: string;
  sentence: string;
}

const beatMilliseconds = 2_000;

/** Maximum changes per kind since the previous run in a report; a comparison on request has all. */
const changesInReport = 10;

/** Maximum codes in the event; the report has all. */
const topCodesInEvent = 10;

/** Applies the rules to the aggregate, then writes the report. */
export function createDiagnoseActivities({
  batches,
  reports,
  summaries,
  knowledge,
  ruleSettings,
  redis,
  narrate,
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
    async diagnose({ batchId, run }: RunRef): Promise<DiagnoseResult> {
      // Reading does not depend on the state change.
      const [batch, stored, settings, previousDrive, previousRun] = await Promise.all([
        begin({ batchId, run }),
        reports.aggregate(batchId, run),
        ruleSettings.ofBatch(batchId),
        reports.previousDrive(batchId),
        run > 1 ? reports.body(batchId) : undefined,
      ]);
      if (batch.status !== 'diagnosing') return resultOfStored(await reports.body(batchId, run));
      if (!stored) throw new ArgusError('internal', `Run ${run} has no aggregate to diagnose.`);
      const aggregate = await aggregateOf(batchId, stored.aggregate);
      const judged = diagnose(aggregate, ruleSettingsOf(settings), previousDrive, batch.vin);
      const known = await attachKnowledge(knowledge, batch.platform, judged.findings);
      const diagnosis = { ...judged, findings: known.findings };
      const made = buildReport({
        batch: { id: batchId, run, vehicle_id: batch.vehicle_id, vin: batch.vin },
        diagnosisId: uuidv7(),
        generatedAt: new Date().toISOString(),
        aggregate,
        diagnosis,
        charts: stored.charts,
        knowledgeBaseVersion: known.version,
        narrative: await whileBeating(() =>
          narrate({ batchId, run, aggregate, diagnosis, signal: Context.current().cancellationSignal }),
        ),
      });
      const report: Report = previousRun
        ? { ...made, changes: compareReports(JSON.parse(previousRun) as Report, made, changesInReport) }
        : made;
      const completed = await reports.saveReport(report, softwareFacts(report), {
        type: 'DiagnosisCompleted',
        payload: {
          version: report.version,
          diagnosis_id: report.diagnosis_id,
          diagnosis_summary: report.verdict.sentence,
          top_error_codes: report.error_codes
            .slice(0, topCodesInEvent)
            .map(({ code, count, severity }) => ({ code, count, severity })),
          token_usage: report.token_usage,
        },
      });
      await bestEffort(logger, 'announcing progress', redis.publishProgress(snapshotOf(completed)));
      return resultOf(report.verdict);
    },
  });
}

/** A language model may take longer than the heartbeat timeout. */
async function whileBeating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), beatMilliseconds);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}

function resultOfStored(body: string | undefined): DiagnoseResult {
  if (!body) throw new ArgusError('internal', 'The run is over but has no report.');
  return resultOf((JSON.parse(body) as Report).verdict);
}

/** It stays in the workflow's history. */
function resultOf({ severity, sentence }: Report['verdict']): DiagnoseResult {
  return { severity, sentence: boundedText(sentence) };
}
