import type { Batch } from '../../domain/batch.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { Report } from '../../report/report-schema.ts';
import type { Db } from './pool.ts';
import { inTransaction } from './pool.ts';
import { transition } from './transition.ts';

export interface StoredAggregate {
  /** The aggregate as the gather stage wrote it; only the diagnosis knows its inside. */
  aggregate: unknown;
  charts: Report['charts'];
}

export interface ReportFilter {
  vehicle_id?: string | undefined;
  vin?: string | undefined;
  severity?: string | undefined;
}

export interface ReportRow {
  id: string;
  batch_id: string;
  run: number;
  vehicle_id: string;
  vin: string;
  severity: string;
  sentence: string;
  created_at: string;
}

export function createReportStore(db: Db) {
  return {
    /** What gathering found, and `gathering` → `gathered`, in one transaction. */
    saveAggregate(
      batchId: string,
      run: number,
      { aggregate, charts }: StoredAggregate,
      event: NewEvent,
    ): Promise<Batch> {
      return inTransaction(db, async (tx) => {
        const batch = await transition(tx, { batchId, run, to: 'gathered', events: [event] });
        await tx.query({
          name: 'save-aggregate',
          text: `INSERT INTO aggregates (batch_id, run, aggregate, charts) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (batch_id, run) DO NOTHING`,
          values: [batchId, run, JSON.stringify(aggregate), JSON.stringify(charts)],
        });
        return batch;
      });
    },

    async aggregate(batchId: string, run: number): Promise<StoredAggregate | undefined> {
      const { rows } = await db.query<StoredAggregate>({
        name: 'get-aggregate',
        text: 'SELECT aggregate, charts FROM aggregates WHERE batch_id = $1 AND run = $2',
        values: [batchId, run],
      });
      return rows[0];
    },

    /** The report of a run, and `diagnosing` → `completed`, in one transaction: one report per run. */
    saveReport(report: Report, event: NewEvent): Promise<Batch> {
      return inTransaction(db, async (tx) => {
        const batch = await transition(tx, {
          batchId: report.batch_id,
          run: report.run,
          to: 'completed',
          events: [event],
        });
        await tx.query({
          name: 'save-report',
          text: `INSERT INTO reports (id, batch_id, run, vehicle_id, vin, severity, sentence, body)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (batch_id, run) DO NOTHING`,
          values: [
            report.diagnosis_id,
            report.batch_id,
            report.run,
            report.vehicle_id,
            report.vin,
            report.verdict.severity,
            report.verdict.sentence,
            JSON.stringify(report),
          ],
        });
        return batch;
      });
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

    /** Newest first; `before` is the id of the last report of the page before. */
    async list(filter: ReportFilter, before: string | undefined, limit: number): Promise<ReportRow[]> {
      const { rows } = await db.query<ReportRow>(selectReports(''), reportValues(filter, before, limit));
      return rows;
    },

    /** As `list`, with some members of each report's body. */
    async listWith(
      members: readonly (keyof Report)[],
      filter: ReportFilter,
      before: string | undefined,
      limit: number,
    ): Promise<(ReportRow & { body: Partial<Report> })[]> {
      const { rows } = await db.query<ReportRow & { body: Partial<Report> }>(
        selectReports(
          `, (SELECT json_object_agg(key, value) FROM json_each(body) WHERE key = ANY($6)) AS body`,
        ),
        [...reportValues(filter, before, limit), members],
      );
      return rows;
    },
  };
}

export type ReportStore = ReturnType<typeof createReportStore>;

function selectReports(more: string): string {
  return `SELECT id, batch_id, run, vehicle_id, vin, severity, sentence, created_at${more} FROM reports
          WHERE ($1::text IS NULL OR vehicle_id = $1) AND ($2::text IS NULL OR vin = $2)
            AND ($3::text IS NULL OR severity = $3) AND ($4::uuid IS NULL OR id < $4)
          ORDER BY id DESC LIMIT $5`;
}

function reportValues(filter: ReportFilter, before: string | undefined, limit: number): unknown[] {
  return [filter.vehicle_id ?? null, filter.vin ?? null, filter.severity ?? null, before ?? null, limit];
}
