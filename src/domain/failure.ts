/** Why a run of a batch failed. Each code comes with a message, in the row, the event and the search attribute. */
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
 * Decides whether a run may go on with the files that failed.
 * `tolerancePercent` is the share of failed files (0–100) that the batch tolerates; no file left is never tolerated.
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
