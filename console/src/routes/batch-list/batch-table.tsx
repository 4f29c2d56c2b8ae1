import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import { isTerminal } from '../../../../src/domain/batch-status.ts';
import type { BatchFilter } from '../../api/batches.ts';
import { SeverityBadge, StatusBadge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Link } from '../../components/link.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { LocalTime } from '../../components/times.tsx';
import { formatBytes, formatCount, formatLocal, plural } from '../../lib/format.ts';
import { ofArgus, t } from '../../lib/language.ts';
import { useVerdicts, type Verdicts } from './use-verdicts.ts';

export function BatchTable({ batches, filter }: { batches: readonly BatchBody[]; filter: BatchFilter }) {
  const verdicts = useVerdicts(batches, filter);
  return (
    <DataTable
      class="batch-table"
      caption={t('Batches, newest first')}
      columns={columnsWith(verdicts)}
      rows={batches}
      keyOf={({ batch_id }) => batch_id}
    />
  );
}

const columnsWith = (verdicts: Verdicts): Column<BatchBody>[] => [
  {
    head: t('Vehicle'),
    cell: ({ batch_id, vehicle_id, vin, created_at }) => (
      <>
        <Link
          class="row-link"
          href={`/batches/${batch_id}`}
          label={t('{vehicleId}, batch of {createdAt}', {
            vehicleId: vehicle_id,
            createdAt: formatLocal(created_at),
          })}
        >
          <bdi>{vehicle_id}</bdi>
        </Link>
        <code class="vin small muted">{vin}</code>
      </>
    ),
  },
  { head: t('Status'), cell: ({ status }) => <StatusBadge status={status} /> },
  { head: t('Outcome'), wide: true, cell: (batch) => <Outcome batch={batch} verdicts={verdicts} /> },
  {
    head: t('Files'),
    numeric: true,
    cell: ({ status, total_files, total_bytes }) =>
      // Counted once all are uploaded.
      status === 'pending' && total_files === 0 ? (
        <span class="muted">–</span>
      ) : (
        <>
          {formatCount(total_files)} <span class="small muted">{formatBytes(total_bytes)}</span>
        </>
      ),
  },
  { head: t('Created'), cell: ({ created_at }) => <LocalTime time={created_at} /> },
];

function Outcome({ batch, verdicts }: { batch: BatchBody; verdicts: Verdicts }) {
  const { batch_id, run, status, total_files, processed_files, failed_files, failure_message } = batch;
  if (status === 'failed') return <span class="clamp">{ofArgus(failure_message ?? '')}</span>;
  if (status === 'pending') {
    return <span class="muted">{t('Takes files')}</span>;
  }
  if (!isTerminal(status)) {
    const words = t('{read} of {files} read', {
      read: formatCount(processed_files - failed_files),
      files: plural(total_files, 'file'),
    });
    return (
      <div class="outcome-progress">
        <ProgressBar label={words} value={processed_files} max={total_files} bad={failed_files} />
        <span class="small muted">{words}</span>
      </div>
    );
  }
  const verdict = verdicts.get(`${batch_id}/${run}`);
  if (!verdict) return <span class="muted">{t('Report ready')}</span>;
  return (
    <div class="outcome-verdict">
      <SeverityBadge severity={verdict.severity} />
      <span class="clamp">{ofArgus(verdict.sentence)}</span>
    </div>
  );
}
