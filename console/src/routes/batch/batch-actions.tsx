import { useState } from 'preact/hooks';
import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import { actOnBatch } from '../../api/batches.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { type BatchAction, batchActionsOf } from '../../lib/batch-actions.ts';
import { ofArgus } from '../../lib/language.ts';

/** The actions possible in the batch's present state, each with a confirmation. */
export function BatchActions({ batch, onChanged }: { batch: BatchBody; onChanged: () => void }) {
  const { batch_id } = batch;
  const [asking, setAsking] = useState<BatchAction>();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<{ message: string } | { error: Error }>();

  const answer = async (confirmed: boolean) => {
    const action = asking;
    setAsking(undefined);
    if (!confirmed || !action) return;
    setBusy(true);
    try {
      const { message } = await actOnBatch(batch_id, action.name);
      setOutcome({ message });
    } catch (error) {
      setOutcome({ error: error instanceof Error ? error : new Error(String(error)) });
    }
    setBusy(false);
    onChanged();
  };

  return (
    <div class="batch-actions">
      {batchActionsOf(batch).map((action) => (
        <button
          key={action.name}
          type="button"
          class="button"
          disabled={busy}
          onClick={() => setAsking(action)}
        >
          {action.label}
        </button>
      ))}
      <div role="status" class="small muted">
        {outcome && 'message' in outcome && ofArgus(outcome.message)}
      </div>
      {outcome && 'error' in outcome && <ErrorNotice error={outcome.error} />}
      {asking && (
        <ConfirmDialog
          title={asking.title}
          text={asking.text}
          yes={asking.yes}
          danger={asking.name === 'cancel'}
          onAnswer={(confirmed) => void answer(confirmed)}
        />
      )}
    </div>
  );
}
