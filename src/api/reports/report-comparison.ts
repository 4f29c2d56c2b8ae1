import { createHash } from 'node:crypto';
import { ArgusError } from '../../domain/error.ts';
import { compareReports } from '../../report/compare/compare-reports.ts';
import type { Report } from '../../report/report-schema.ts';
import type { ReportStore } from '../../stores/postgres/reports.ts';
import type { ReportReader, StoredReport } from './report-reader.ts';

/** `previous`: the vehicle's previous drive; otherwise another run of the same batch. */
export type Compared = 'previous' | { run: number };

/** Adds to a report what changed since an earlier one. */
export function createReportComparison(reader: ReportReader, reports: Pick<ReportStore, 'bodyOfPrevious'>) {
  async function other(report: Report, compared: Compared): Promise<string> {
    if (compared === 'previous') {
      const body = await reports.bodyOfPrevious(report.batch_id);
      if (body !== undefined) return body;
      throw new ArgusError(
        'not_found',
        `No earlier batch of vehicle ${report.vehicle_id} has a report, so there is nothing to compare with.`,
      );
    }
    const stored = await reader.read(report.batch_id, compared.run);
    if (stored) return stored.bytes.toString();
    throw new ArgusError('not_found', `Run ${compared.run} of this batch has no report to compare with.`);
  }

  /** @throws ArgusError `not_found` when there is nothing to compare with. */
  return async (stored: StoredReport, compared: Compared): Promise<StoredReport> => {
    const report = JSON.parse(stored.bytes.toString()) as Report;
    const before = JSON.parse(await other(report, compared)) as Report;
    const changed: Report = { ...report, changes: compareReports(before, report) };
    const bytes = Buffer.from(JSON.stringify(changed));
    return { bytes, etag: `"${createHash('sha1').update(bytes).digest('base64url')}"` };
  };
}
