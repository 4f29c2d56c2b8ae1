import type { BatchBody } from '../../../src/api/batches/schema.ts';
import type { BatchReportsBody } from '../../../src/api/reports/schema.ts';
import { getSession } from '../api/access.ts';
import { getBatch, getBatchReports, getReport } from '../api/batches.ts';
import { askAhead } from './asked-ahead.ts';
import { type ReportChoice, reportChoiceOf } from './report-choice.ts';

/** Keys of what the page of a batch asks for. */
export const batchKey = (batchId: string) => `batch ${batchId}`;
export const reportsKey = ({ batch_id, run, status }: BatchBody) => `reports ${batch_id} ${run} ${status}`;
export const reportKey = (batchId: string, { run, compare }: ReportChoice) =>
  `report ${batchId} ${run} ${compare}`;
export const sessionKey = 'session';

/**
 * Asks for what the page of a batch shows first while its script is on the way. What fails is
 * asked again by the page, which says why.
 */
export async function askForBatch(batchId: string, query: URLSearchParams): Promise<void> {
  askAhead(sessionKey, getSession()).catch(() => undefined);
  const asked = getBatchReports(batchId);
  asked.catch(() => undefined);
  const batch = await askAhead(batchKey(batchId), getBatch(batchId));
  const { reports } = await askAhead(reportsKey(batch), newestOf(batch, asked));
  const choice = reportChoiceOf(query, reports);
  if (choice) await askAhead(reportKey(batchId, choice), getReport(batchId, choice));
}

/** Asked again if the run was completed after they were asked for, and before the batch was. */
async function newestOf(
  { batch_id, run, status }: BatchBody,
  asked: Promise<BatchReportsBody>,
): Promise<BatchReportsBody> {
  const body = await asked;
  return status !== 'completed' || body.reports[0]?.run === run ? body : getBatchReports(batch_id);
}
