import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import { StatusBadge } from '../../components/badge.tsx';
import { Link } from '../../components/link.tsx';
import { LocalTime } from '../../components/times.tsx';
import { t } from '../../lib/language.ts';
import { BatchActions } from './batch-actions.tsx';

export function BatchHeader({ batch, onChanged }: { batch: BatchBody; onChanged: () => void }) {
  const { vehicle_id, vin, status, run, total_files, completed_at } = batch;
  return (
    <div class="batch-header">
      <div class="batch-name">
        <h1>
          <Link href={`/vehicles/${encodeURIComponent(vehicle_id)}`}>
            <bdi>{vehicle_id}</bdi>
          </Link>
        </h1>
        <StatusBadge status={status} />
      </div>
      <BatchActions batch={batch} onChanged={onChanged} />
      <dl class="facts">
        <Fact name={t('VIN')}>
          <code>{vin}</code>
        </Fact>
        {batch.platform !== null && <Fact name={t('Platform')}>{batch.platform}</Fact>}
        <Fact name={t('Run')}>{run}</Fact>
        <Fact name={t('Tolerates')}>
          {t('{toleratedFailedPercent} % failed files', {
            toleratedFailedPercent: batch.tolerated_failed_percent,
          })}
        </Fact>
        {batch.expected_workers !== null && (
          <Fact name={t('Expected workers')}>{batch.expected_workers}</Fact>
        )}
        <Fact name={t('Created')}>
          <LocalTime time={batch.created_at} />
        </Fact>
        {batch.uploaded_at && (
          <Fact name={t('Uploaded')}>
            <LocalTime time={batch.uploaded_at} />
          </Fact>
        )}
        {completed_at && (
          <Fact name={status === 'failed' ? t('Failed') : t('Completed')}>
            <LocalTime time={completed_at} />
          </Fact>
        )}
        {total_files > 0 && (
          <Fact name={t('Signals')}>
            <Link href={`/batches/${batch.batch_id}/signals`}>{t('Look at the signals')}</Link>
          </Fact>
        )}
        {batch.workflow_url && (
          <Fact name={t('Workflow')}>
            <a href={batch.workflow_url}>{t('Temporal Web UI')}</a>
          </Fact>
        )}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
