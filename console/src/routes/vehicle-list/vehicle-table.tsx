import type { VehiclePageBody } from '../../../../src/api/fleet/vehicle-schema.ts';
import { SeverityBadge, StatusBadge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Link } from '../../components/link.tsx';
import { LocalTime } from '../../components/times.tsx';
import { formatCount, plural } from '../../lib/format.ts';
import { ofArgus, t } from '../../lib/language.ts';

type Vehicle = VehiclePageBody['vehicles'][number];

export function VehicleTable({ vehicles }: { vehicles: readonly Vehicle[] }) {
  return (
    <DataTable
      class="vehicle-table"
      caption={t('Vehicles, by id')}
      columns={columns()}
      rows={vehicles}
      keyOf={({ vehicle_id }) => vehicle_id}
    />
  );
}

const columns = (): Column<Vehicle>[] => [
  {
    head: t('Vehicle'),
    cell: ({ vehicle_id, vin, platform }) => (
      <>
        <Link class="vehicle-link" href={`/vehicles/${encodeURIComponent(vehicle_id)}`}>
          <bdi>{vehicle_id}</bdi>
        </Link>
        <span class="block small muted">
          <code>{vin}</code>
          {platform !== null && (
            <>
              {' · '}
              <bdi>{platform}</bdi>
            </>
          )}
        </span>
      </>
    ),
  },
  {
    head: t('Newest verdict'),
    wide: true,
    cell: ({ severity, sentence }) =>
      severity === null ? (
        <span class="muted">{t('No report yet')}</span>
      ) : (
        <div class="outcome-verdict">
          <SeverityBadge severity={severity} />
          <bdi class="clamp">{ofArgus(sentence ?? '')}</bdi>
        </div>
      ),
  },
  { head: t('Recurring codes'), cell: (vehicle) => <RecurringCodes vehicle={vehicle} /> },
  {
    head: t('Last drive'),
    cell: ({ last_batch_id, last_batch_at, last_batch_status, reported_batches }) => (
      <>
        <Link href={`/batches/${last_batch_id}`}>
          <LocalTime time={last_batch_at} />
        </Link>
        {last_batch_status !== 'completed' && (
          <span class="block">
            <StatusBadge status={last_batch_status} />
          </span>
        )}
        <span class="block small muted">{plural(reported_batches, 'report')}</span>
      </>
    ),
  },
];

function RecurringCodes({ vehicle: { recurring_codes, recurring_code_count } }: { vehicle: Vehicle }) {
  if (recurring_codes.length === 0) return <span class="muted">{t('none')}</span>;
  const rest = recurring_code_count - recurring_codes.length;
  return (
    <ul class="recurring-codes small">
      {recurring_codes.map(({ code, source, severity, batches }) => (
        <li key={`${source} ${code}`}>
          <SeverityBadge severity={severity} /> <code>{code}</code>{' '}
          <span class="muted">{t('in {batches}', { batches: plural(batches, 'batch', 'batches') })}</span>
        </li>
      ))}
      {rest > 0 && <li class="muted">{t('and {rest} more', { rest: formatCount(rest) })}</li>}
    </ul>
  );
}
