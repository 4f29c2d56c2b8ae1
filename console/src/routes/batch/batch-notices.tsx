import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import { isTerminal } from '../../../../src/domain/batch-status.ts';
import { Link } from '../../components/link.tsx';
import { Notice } from '../../components/notice.tsx';
import { LocalTime } from '../../components/times.tsx';
import { ofArgus, rich, t } from '../../lib/language.ts';

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
        <Notice tone="warning" live title={t('The connection to Argus is lost.')}>
          <p>{t('This page may be out of date. Reconnecting; no events will be missed.')}</p>
        </Notice>
      )}
      {status === 'failed' && (
        <Notice tone="error" title={ofArgus(failure_message ?? '') || t('The batch has failed.')}>
          <p class="small">
            <code>{failure_code}</code>
          </p>
        </Notice>
      )}
      {batch.legal_hold && <HoldNotice hold={batch.legal_hold} />}
      {shownRun !== undefined && shownRun !== run && (
        <Notice tone="info">
          <p>
            {t(sentenceOn(status), { shownRun, run })}{' '}
            {status === 'completed' && <Link href={`/batches/${batch_id}`}>{t('Show the newest')}</Link>}
          </p>
        </Notice>
      )}
    </>
  );
}

/** About a report that is not of the newest run, which has this status. */
function sentenceOn(status: BatchBody['status']) {
  if (status === 'completed') return 'This is the report of run {shownRun}; run {run} has completed.';
  if (status === 'failed') return 'This is the report of run {shownRun}; run {run} has failed.';
  return 'This is the report of run {shownRun}; run {run} is in progress.';
}

function HoldNotice({
  hold: { reason, placed_at, placed_by },
}: {
  hold: NonNullable<BatchBody['legal_hold']>;
}) {
  return (
    <Notice tone="info" title={t('Under a legal hold: nothing of this VIN is deleted.')}>
      <p>
        <bdi>{reason}</bdi>
      </p>
      <p class="small muted">
        {placed_by === null
          ? rich('Since {time}', { time: <LocalTime time={placed_at} /> })
          : rich('Since {time} by {placedBy}', {
              time: <LocalTime time={placed_at} />,
              placedBy: <bdi>{placed_by}</bdi>,
            })}
      </p>
    </Notice>
  );
}
