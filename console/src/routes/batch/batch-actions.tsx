import { useState } from 'preact/hooks';
import type { BatchBody } from '../../../../src/api/schemas/batch.ts';
import { isTerminal } from '../../../../src/domain/batch-status.ts';
import { actOnBatch, type BatchActionName } from '../../api/batches.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorNotice } from '../../components/notice.tsx';

interface Action {
  label: string;
  title: string;
  text: string;
  yes: string;
}

const actions: Record<BatchActionName, Action> = {
  cancel: {
    label: 'Cancel…',
    title: 'Cancel this batch?',
    text: 'Its run ends as failed. The files that are up stay, and it can be retried.',
    yes: 'Yes, cancel it',
  },
  retry: {
    label: 'Retry…',
    title: 'Retry this batch?',
    text: 'A new run begins. Files that were read before are not read again unless reading them failed.',
    yes: 'Yes, retry it',
  },
  'retry-failed': {
    label: 'Retry the failed files…',
    title: 'Read the failed files again?',
    text: 'A new run reads these alone; its report says what changed. The reports of earlier runs are kept.',
    yes: 'Yes, retry them',
  },
  reprocess: {
    label: 'Reprocess…',
    title: 'Run this batch again?',
    text: 'A new run makes a new report. The reports of earlier runs are kept.',
    yes: 'Yes, run it again',
  },
};

function possibleActions({ status, failed_files }: BatchBody): BatchActionName[] {
  if (!isTerminal(status)) return ['cancel'];
  return [
    ...(failed_files > 0 ? ['retry-failed' as const] : []),
    status === 'failed' ? 'retry' : 'reprocess',
  ];
}

/** What can be asked of the batch in its present state, with a question first. */
export function BatchActions({ batch, onChanged }: { batch: BatchBody; onChanged: () => void }) {
  const { batch_id } = batch;
  const [asking, setAsking] = useState<BatchActionName>();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ message: string } | { error: Error }>();

  const answer = async (confirmed: boolean) => {
    const action = asking;
    setAsking(undefined);
    if (!confirmed || !action) return;
    setBusy(true);
    try {
      const { message } = await actOnBatch(batch_id, action);
      setOutcome({ message });
    } catch (error) {
      setOutcome({ error: error instanceof Error ? error : new Error(String(error)) });
    }
    setBusy(false);
    onChanged();
  };

  return (
    <div class="batch-actions">
      {possibleActions(batch).map((name) => (
        <button key={name} type="button" class="button" disabled={busy} onClick={() => setAsking(name)}>
          {actions[name].label}
        </button>
      ))}
      <div role="status" class="small muted">
        {outcome && 'message' in outcome && outcome.message}
      </div>
      {outcome && 'error' in outcome && <ErrorNotice error={outcome.error} />}
      {asking && (
        <ConfirmDialog
          {...actions[asking]}
          danger={asking === 'cancel'}
          onAnswer={(confirmed) => void answer(confirmed)}
        />
      )}
    </div>
  );
}
