import { argus } from './client.ts';

export type { BatchFilter, ReportFilter } from '../../../src/client/batches.ts';
export const {
  listBatches,
  listReports,
  getBatch,
  getWhy,
  getBatchReports,
  getReport,
  listFiles,
  fileContentUrl,
  chartUrl,
  clipViewUrl,
  reportUrl,
} = argus;

const actions = {
  cancel: argus.cancelBatch,
  reprocess: argus.reprocessBatch,
  retry: (batchId: string) => argus.retryBatch(batchId),
  'retry-failed': (batchId: string) => argus.retryBatch(batchId, { only: 'failed' }),
} as const;
export type BatchActionName = keyof typeof actions;

export function actOnBatch(batchId: string, action: BatchActionName) {
  return actions[action](batchId);
}
