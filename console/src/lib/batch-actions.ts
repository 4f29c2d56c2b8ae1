import type { BatchBody } from '../../../src/api/batches/schema.ts';
import { isTerminal } from '../../../src/domain/batch-status.ts';
import type { BatchActionName } from '../api/batches.ts';
import { plural } from './format.ts';
import { t } from './language.ts';

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
  if (!isTerminal(batch.status)) return [cancel()];
  const again = batch.status === 'failed' ? retry(batch) : reprocess(batch);
  return batch.failed_files > 0 ? [retryFailed(batch), again] : [again];
}

const cancel = (): BatchAction => ({
  name: 'cancel',
  label: t('Cancel…'),
  title: t('Cancel this batch?'),
  text: t('Its run ends as failed. Uploaded files are kept, and the batch can be retried.'),
  yes: t('Yes, cancel it'),
});

const retry = ({ run, total_files, uploaded_at }: Acted): BatchAction => ({
  name: 'retry',
  label: t('Retry…'),
  title: t('Retry this batch?'),
  text:
    uploaded_at === null
      ? t('Run {run} begins and accepts files again; uploaded files are kept.', { run: run + 1 })
      : t(
          'Run {run} goes through {files}. Files already read are not read again unless the result may differ now.',
          { run: run + 1, files: plural(total_files, 'file') },
        ),
  yes: t('Yes, retry it'),
});

const retryFailed = ({ run, total_files, failed_files }: Acted): BatchAction => ({
  name: 'retry-failed',
  label: t('Retry the failed files…'),
  title: t('Read the failed files again?'),
  text: t(
    'Run {run} reads {files} again and takes {others} as read. Its report says what changed; the reports of earlier runs are kept.',
    {
      run: run + 1,
      files: plural(failed_files, 'failed file'),
      others: plural(total_files - failed_files, 'other'),
    },
  ),
  yes: failed_files === 1 ? t('Yes, retry it') : t('Yes, retry them'),
});

const reprocess = ({ run, total_files }: Acted): BatchAction => ({
  name: 'reprocess',
  label: t('Reprocess…'),
  title: t('Run this batch again?'),
  text: t(
    'Run {run} judges {files} again, by the rules as set now; a file is read again only if a newer parser may find more in it. The report says what changed; the reports of earlier runs are kept.',
    { run: run + 1, files: plural(total_files, 'file') },
  ),
  yes: t('Yes, run it again'),
});
