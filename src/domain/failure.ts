/**
 * Why a run of a batch failed. Each code appears with a message in the row, in the event and in the search attribute.
 */
export const failureCodes = [
  'cancelled',
  'upload_abandoned',
  'all_files_failed',
  'too_many_failed_files',
  'scatter_failed',
  'gather_failed',
  'diagnose_failed',
  'workflow_closed',
] as const;
export type FailureCode = (typeof failureCodes)[number];

export interface BatchFailure {
  code: FailureCode;
  message: string;
}

/**
 * Decides whether a run may continue despite failed files. `tolerancePercent` is the share of failed files (0–100)
 * that the batch tolerates; if no file is left, the run always fails.
 */
export function judgeFailedFiles(
  total: number,
  failed: number,
  tolerancePercent: number,
): BatchFailure | undefined {
  if (failed === 0) return undefined;
  if (failed >= total) {
    return {
      code: 'all_files_failed',
      message:
        total === 1
          ? 'The only file of this batch could not be read. See its verdict.'
          : `None of the ${total} files could be read. See the verdict of each file.`,
    };
  }
  if (failed * 100 > total * tolerancePercent) {
    return {
      code: 'too_many_failed_files',
      message: `${failed} of ${total} files could not be read; this batch tolerates ${tolerancePercent} %. Repair or upload them again, then retry.`,
    };
  }
  return undefined;
}
