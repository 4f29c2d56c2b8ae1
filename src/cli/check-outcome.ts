import type { ProgressBody } from '../api/batches/progress-schema.ts';
import { CommandError } from './command-error.ts';

type Outcome = Pick<ProgressBody, 'batch_id' | 'status' | 'failed_files' | 'total_files'> &
  Partial<Pick<ProgressBody, 'failure_message'>>;

/** @throws CommandError when the batch failed, or files of it did. */
export function checkOutcome(outcome: Outcome): void {
  const { batch_id, status, failed_files, total_files, failure_message } = outcome;
  if (status === 'failed') {
    throw new CommandError(
      'batchFailed',
      `the batch failed: ${failure_message ?? 'no reason was given'}`,
      `See \`argus why ${batch_id}\` for details; run it again with \`argus retry ${batch_id}\`.`,
    );
  }
  if (failed_files > 0) {
    throw new CommandError(
      'filesFailed',
      `${failed_files} of ${total_files} files could not be read; the report says why`,
      `If they can be read now: argus retry ${batch_id} --only-failed`,
    );
  }
}
