import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import { isTerminal } from '../../../../src/domain/batch-status.ts';
import { Link } from '../../components/link.tsx';
import { Notice } from '../../components/notice.tsx';
import { LocalTime } from '../../components/times.tsx';

interface BatchNoticesProps {
  batch: BatchBody;
  /** The connection to the live events. */
  isLost: boolean;
  /** The run whose report is on the page. */
  shownRun: number | undefined;
}

/** Notices at the top of the page. */
export function BatchNotices({ batch, isLost, shownRun }: BatchNoticesProps) {
  const { batch_id, status, run, failure_code, failure_message } = batch;
  return (
    <>
      {isLost && !isTerminal(status) && (
        <Notice tone="warning" live title="The connection to Argus is lost.">
          <p>This page may be out of date. Reconnecting; no events will be missed.</p>
        </Notice>
      )}
      {status === 'failed' && (
        <Notice tone="error" title={failure_message ?? 'The batch has failed.'}>
          <p class="small">
            <code>{failure_code}</code>
          </p>
        </Notice>
      )}
      {batch.legal_hold && <HoldNotice hold={batch.legal_hold} />}
      {shownRun !== undefined && shownRun !== run && (
        <Notice tone="info">
          <p>
            This is the report of run {shownRun}; run {run}{' '}
            {isTerminal(status) ? `has ${status}` : 'is in progress'}.{' '}
            {status === 'completed' && <Link href={`/batches/${batch_id}`}>Show the newest</Link>}
          </p>
        </Notice>
      )}
    </>
  );
}

function HoldNotice({
  hold: { reason, placed_at, placed_by },
}: {
  hold: NonNullable<BatchBody['legal_hold']>;
}) {
  return (
    <Notice tone="info" title="Under a legal hold: nothing of this VIN is deleted.">
      <p>
        <bdi>{reason}</bdi>
      </p>
      <p class="small muted">
        Since <LocalTime time={placed_at} />
        {placed_by !== null && (
          <>
            {' '}
            by <bdi>{placed_by}</bdi>
          </>
        )}
      </p>
    </Notice>
  );
}
