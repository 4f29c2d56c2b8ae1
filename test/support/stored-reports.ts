import { v7 as uuidv7 } from 'uuid';
import type { BatchStatus } from '../../src/domain/batch-status.ts';
import { softwareFacts } from '../../src/report/software-facts.ts';
import { createBatchStore } from '../../src/stores/postgres/batches.ts';
import type { Db } from '../../src/stores/postgres/pool.ts';
import { createReportStore } from '../../src/stores/postgres/reports.ts';
import { batchOf, type ReportChange, reportWith } from './report/report-with.ts';

export interface DriveOptions extends ReportChange {
  vehicle_id?: string;
  platform?: string;
  /** When the batch began, RFC 3339. */
  at?: string;
}

const stages: BatchStatus[] = ['uploaded', 'scattering', 'scattered', 'gathering', 'gathered', 'diagnosing'];

/** Batches with reports, stored as by the diagnosis. */
export function storedReports(db: Db) {
  const batches = createBatchStore(db);
  const reports = createReportStore(db);

  async function report(batchId: string, change: ReportChange) {
    const { run, vehicle_id } = await batches.mustGet(batchId);
    for (const to of stages) await batches.transition({ batchId, run, to });
    const made = reportWith({ ...change, vehicle_id, batch_id: batchId, run, diagnosis_id: uuidv7() });
    await reports.saveReport(made, softwareFacts(made), {
      type: 'DiagnosisCompleted',
      payload: {
        version: run,
        diagnosis_id: made.diagnosis_id,
        diagnosis_summary: made.verdict.sentence,
        top_error_codes: [],
        token_usage: made.token_usage,
      },
    });
    return made;
  }

  return {
    /** A batch and its report. */
    async drive({ vehicle_id, platform, at, ...change }: DriveOptions = {}) {
      const { id } = await batches.create({ ...batchOf(vehicle_id), platform: platform ?? null });
      if (at !== undefined) await db.query('UPDATE batches SET created_at = $2 WHERE id = $1', [id, at]);
      return report(id, change);
    },
    /** Another run of the batch, with another report. */
    async again(batchId: string, change: ReportChange) {
      await batches.beginRun(batchId, ['completed']);
      return report(batchId, change);
    },
  };
}
