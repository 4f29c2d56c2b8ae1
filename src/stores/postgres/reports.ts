import type { Batch } from '../../domain/batch.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { Report } from '../../report/report-schema.ts';
import type { SoftwareFacts } from '../../report/software-facts.ts';
import type { Db } from './pool.ts';
import { listReports, type ReportFilter, type ReportListRow } from './report-list.ts';
import {
  aggregateBeside,
  contentOfFiles,
  type FinishedRun,
  finishRun,
  type StoredAggregate,
  saveReport,
} from './save-report.ts';
import { transition } from './transition.ts';

/** What a diagnosis uses of another drive. */
export type PreviousDrive = Pick<Report, 'versions' | 'error_codes' | 'findings' | 'omitted'>;

/** Which report, and its content. */
export interface ReportHead {
  batch_id: string;
  run: number;
  severity: string;
  sentence: string;
  /** When it was made. */
  created_at: string;
  /** When its batch began. */
  at: string;
}

export function createReportStore(db: Db) {
  return {
    /** Stores the aggregate, and `gathering` → `gathered`, in one statement. */
    saveAggregate: (
      batchId: string,
      run: number,
      gathered: StoredAggregate,
      event: NewEvent,
    ): Promise<Batch> =>
      transition(db, { batchId, run, to: 'gathered', events: [event] }, aggregateBeside(gathered)),

    /** The aggregate of an earlier run, where the files of the batch and their results are what they were then. */
    async aggregateOfSameContent(batchId: string, run: number): Promise<unknown> {
      const { rows } = await db.query<{ aggregate: unknown }>({
        name: 'aggregate-of-same-content',
        text: `SELECT aggregate FROM aggregates WHERE batch_id = $1 AND run < $2 AND content = (${contentOfFiles})
               ORDER BY run DESC LIMIT 1`,
        values: [batchId, run],
      });
      return rows[0]?.aggregate;
    },

    async aggregate(batchId: string, run: number): Promise<StoredAggregate | undefined> {
      const { rows } = await db.query<StoredAggregate>({
        name: 'get-aggregate',
        text: 'SELECT aggregate, charts FROM aggregates WHERE batch_id = $1 AND run = $2',
        values: [batchId, run],
      });
      return rows[0];
    },

    /** Stores the report of a run with its alerts, and `diagnosing` → `completed`, in one transaction: one report per run. */
    saveReport: (report: Report, facts: SoftwareFacts, event: NewEvent): Promise<Batch> =>
      saveReport(db, report, facts, (tx) =>
        transition(tx, { batchId: report.batch_id, run: report.run, to: 'completed', events: [event] }),
      ),

    /** Stores aggregate and report of a run and takes it from `scattering` to `completed`, in one transaction. */
    finishRun: (run: FinishedRun): Promise<Batch> => finishRun(db, run),

    /** Undefined if the batch has no report yet. */
    async newestRun(batchId: string): Promise<number | undefined> {
      const { rows } = await db.query<{ run: number | null }>({
        name: 'newest-report-run',
        text: 'SELECT max(run) AS run FROM reports WHERE batch_id = $1',
        values: [batchId],
      });
      return rows[0]?.run ?? undefined;
    },

    /** The JSON text of the newest report of a batch, or of the report of one run. */
    async body(batchId: string, run?: number): Promise<string | undefined> {
      const { rows } = await db.query<{ body: string }>({
        name: 'report-body',
        text: `SELECT body::text AS body FROM reports WHERE batch_id = $1 AND ($2::integer IS NULL OR run = $2)
               ORDER BY run DESC LIMIT 1`,
        values: [batchId, run ?? null],
      });
      return rows[0]?.body;
    },

    /** The JSON text of the newest report of the batch that the vehicle uploaded before this one. */
    async bodyOfPrevious(batchId: string): Promise<string | undefined> {
      const { rows } = await db.query<{ body: string }>({
        name: 'previous-report-body',
        text: `SELECT body::text AS body FROM (${previousReport}) AS previous`,
        values: [batchId],
      });
      return rows[0]?.body;
    },

    /** Of each run of a batch that has one, newest first. */
    async heads(batchId: string, limit: number): Promise<ReportHead[]> {
      const { rows } = await db.query<ReportHead>({
        name: 'report-heads',
        text: `SELECT ${headColumns} FROM reports WHERE batch_id = $1 ORDER BY run DESC LIMIT $2`,
        values: [batchId, limit],
      });
      return rows;
    },

    /** Of the newest report of the batch that the vehicle uploaded before this one. */
    async headOfPrevious(batchId: string): Promise<ReportHead | undefined> {
      const { rows } = await db.query<ReportHead>({
        name: 'previous-report-head',
        text: `SELECT ${headColumns} FROM (${previousReport}) AS previous`,
        values: [batchId],
      });
      return rows[0];
    },

    /** What a diagnosis uses of the vehicle's previous drive. */
    async previousDrive(batchId: string): Promise<PreviousDrive | undefined> {
      const { rows } = await db.query<PreviousDrive>({
        name: 'previous-drive',
        text: `SELECT body -> 'versions' AS versions, body -> 'error_codes' AS error_codes,
                      body -> 'findings' AS findings, body -> 'omitted' AS omitted
               FROM (${previousReport}) AS previous`,
        values: [batchId],
      });
      return rows[0];
    },

    list: (
      members: readonly (keyof Report)[],
      filter: ReportFilter,
      before: string | undefined,
      limit: number,
    ): Promise<ReportListRow[]> => listReports(db, members, filter, before, limit),
  };
}

const headColumns = 'batch_id, run, severity, sentence, created_at, at';

/**
 * Ids of batches are UUIDv7: the order in which they began. The vehicle is a value and not a join, or all its reports would be read to
 * be sorted.
 */
const previousReport = `
  SELECT * FROM reports
  WHERE vehicle_id = (SELECT vehicle_id FROM batches WHERE id = $1) AND batch_id < $1
  ORDER BY batch_id DESC, run DESC LIMIT 1`;

export type ReportStore = ReturnType<typeof createReportStore>;
