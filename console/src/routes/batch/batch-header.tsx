import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import { StatusBadge } from '../../components/badge.tsx';
import { Link } from '../../components/link.tsx';
import { LocalTime } from '../../components/times.tsx';
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
        <Fact name="VIN">
          <code>{vin}</code>
        </Fact>
        {batch.platform !== null && <Fact name="Platform">{batch.platform}</Fact>}
        <Fact name="Run">{run}</Fact>
        <Fact name="Tolerates">{batch.tolerated_failed_percent} % failed files</Fact>
        {batch.expected_workers !== null && <Fact name="Expected workers">{batch.expected_workers}</Fact>}
        <Fact name="Created">
          <LocalTime time={batch.created_at} />
        </Fact>
        {batch.uploaded_at && (
          <Fact name="Uploaded">
            <LocalTime time={batch.uploaded_at} />
          </Fact>
        )}
        {completed_at && (
          <Fact name={status === 'failed' ? 'Failed' : 'Completed'}>
            <LocalTime time={completed_at} />
          </Fact>
        )}
        {total_files > 0 && (
          <Fact name="Signals">
            <Link href={`/batches/${batch.batch_id}/signals`}>Look at the signals</Link>
          </Fact>
        )}
        {batch.workflow_url && (
          <Fact name="Workflow">
            <a href={batch.workflow_url}>Temporal Web UI</a>
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
