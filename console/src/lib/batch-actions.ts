import type { BatchBody } from '../../../src/api/batches/schema.ts';
import { isTerminal } from '../../../src/domain/batch-status.ts';
import type { BatchActionName } from '../api/batches.ts';
import { plural } from './format.ts';

/** Actions on a batch, and their effects. */
export interface BatchAction {
  name: BatchActionName;
  label: string;
  title: string;
  text: string;
  yes: string;
}

type Acted = Pick<BatchBody, 'status' | 'run' | 'total_files' | 'failed_files' | 'uploaded_at'>;

/** The actions that the batch allows in its present state. */
export function batchActionsOf(batch: Acted): BatchAction[] {
  if (!isTerminal(batch.status)) return [cancel];
  const again = batch.status === 'failed' ? retry(batch) : reprocess(batch);
  return batch.failed_files > 0 ? [retryFailed(batch), again] : [again];
}

const cancel: BatchAction = {
  name: 'cancel',
  label: 'Cancel…',
  title: 'Cancel this batch?',
  text: 'Its run ends as failed. Uploaded files are kept, and the batch can be retried.',
  yes: 'Yes, cancel it',
};

const retry = ({ run, total_files, uploaded_at }: Acted): BatchAction => ({
  name: 'retry',
  label: 'Retry…',
  title: 'Retry this batch?',
  text:
    uploaded_at === null
      ? `Run ${run + 1} begins and accepts files again; uploaded files are kept.`
      : `Run ${run + 1} goes through ${plural(total_files, 'file')}. Files already read are not read again unless the result may differ now.`,
  yes: 'Yes, retry it',
});

const retryFailed = ({ run, total_files, failed_files }: Acted): BatchAction => ({
  name: 'retry-failed',
  label: 'Retry the failed files…',
  title: 'Read the failed files again?',
  text: `Run ${run + 1} reads ${plural(failed_files, 'failed file')} again and takes ${plural(total_files - failed_files, 'other')} as read. Its report says what changed; the reports of earlier runs are kept.`,
  yes: failed_files === 1 ? 'Yes, retry it' : 'Yes, retry them',
});

const reprocess = ({ run, total_files }: Acted): BatchAction => ({
  name: 'reprocess',
  label: 'Reprocess…',
  title: 'Run this batch again?',
  text: `Run ${run + 1} judges ${plural(total_files, 'file')} again, by the rules as set now; a file is read again only if a newer parser may find more in it. The report says what changed; the reports of earlier runs are kept.`,
  yes: 'Yes, run it again',
});
