import { Context } from '@temporalio/activity';
import { v7 as uuidv7 } from 'uuid';
import type { Aggregate } from '../diagnosis/aggregate.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Narrator } from '../diagnosis/narrator.ts';
import { ruleSettingsOf } from '../diagnosis/rule-settings.ts';
import type { Batch } from '../domain/batch.ts';
import { boundedText } from '../domain/bounded-text.ts';
import { ArgusError } from '../domain/error.ts';
import type { NewEvent } from '../domain/event.ts';
import { buildReport } from '../report/build-report.ts';
import { compareReports } from '../report/compare/compare-reports.ts';
import type { Report } from '../report/report-schema.ts';
import type { KnowledgeStore } from '../stores/postgres/knowledge.ts';
import type { ReportStore } from '../stores/postgres/reports.ts';
import type { RuleSettingStore } from '../stores/postgres/rule-settings.ts';
import { attachKnowledge } from './attach-knowledge.ts';
import type { RunRef } from './run-ref.ts';

export interface ReportingDeps {
  reports: Pick<ReportStore, 'previousDrive' | 'body'>;
  knowledge: Pick<KnowledgeStore, 'match'>;
  ruleSettings: Pick<RuleSettingStore, 'ofBatch'>;
  narrate: Narrator;
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

/** What a report says besides the recordings of its batch. */
interface ReportContext {
  settings: Awaited<ReturnType<RuleSettingStore['ofBatch']>>;
  previousDrive: Awaited<ReturnType<ReportStore['previousDrive']>>;
  previousRun: string | undefined;
}

/** The work of the diagnose stage, without its state changes. */
export function createReporting({ reports, knowledge, ruleSettings, narrate }: ReportingDeps) {
  return {
    async contextOf({ batchId, run }: RunRef): Promise<ReportContext> {
      const [settings, previousDrive, previousRun] = await Promise.all([
        ruleSettings.ofBatch(batchId),
        reports.previousDrive(batchId),
        run > 1 ? reports.body(batchId) : undefined,
      ]);
      return { settings, previousDrive, previousRun };
    },

    /** Runs inside an activity. */
    async make(
      batch: Batch,
      aggregate: Aggregate,
      charts: Report['charts'],
      { settings, previousDrive, previousRun }: ReportContext,
    ): Promise<Report> {
      const { id: batchId, run } = batch;
      const judged = diagnose(aggregate, ruleSettingsOf(settings), previousDrive, batch.vin);
      const known = await attachKnowledge(knowledge, batch.platform, judged.findings);
      const diagnosis = { ...judged, findings: known.findings };
      const made = buildReport({
        batch: { id: batchId, run, vehicle_id: batch.vehicle_id, vin: batch.vin },
        diagnosisId: uuidv7(),
        generatedAt: new Date().toISOString(),
        aggregate,
        diagnosis,
        charts,
        knowledgeBaseVersion: known.version,
        narrative: await whileBeating(() =>
          narrate({ batchId, run, aggregate, diagnosis, signal: Context.current().cancellationSignal }),
        ),
      });
      if (previousRun === undefined) return made;
      return { ...made, changes: compareReports(JSON.parse(previousRun) as Report, made, changesInReport) };
    },

    /** Of a run that is over. */
    async resultOf({ batchId, run }: RunRef): Promise<DiagnoseResult> {
      const body = await reports.body(batchId, run);
      if (!body) throw new ArgusError('internal', 'The run is over but has no report.');
      return diagnoseResult(JSON.parse(body) as Report);
    },
  };
}

export type Reporting = ReturnType<typeof createReporting>;

/** It stays in the workflow's history. */
export function diagnoseResult({ verdict: { severity, sentence } }: Report): DiagnoseResult {
  return { severity, sentence: boundedText(sentence) };
}

export function diagnosisCompleted(report: Report): NewEvent {
  return {
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
  };
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
