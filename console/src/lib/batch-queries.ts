import type { BatchBody } from '../../../src/api/batches/schema.ts';
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
 * Asks for what the page of a batch shows first while its script is on the way; each answer names what is asked next. What fails is
 * asked again by the page, which says why.
 */
export async function askForBatch(batchId: string, query: URLSearchParams): Promise<void> {
  askAhead(sessionKey, getSession()).catch(() => undefined);
  const batch = await askAhead(batchKey(batchId), getBatch(batchId));
  const { reports } = await askAhead(reportsKey(batch), getBatchReports(batchId));
  const choice = reportChoiceOf(query, reports);
  if (choice) await askAhead(reportKey(batchId, choice), getReport(batchId, choice));
}
