import type { HoldingsPageBody } from '../../../../src/api/vehicle/holdings-schema.ts';
import { holdingReasons } from '../../../../src/domain/vehicle-holdings.ts';
import { Badge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Link } from '../../components/link.tsx';
import { LocalTime } from '../../components/times.tsx';
import { formatBytes, formatCount, plural } from '../../lib/format.ts';
import { more, t } from '../../lib/language.ts';
import { holdingLooks } from '../../lib/vehicle-side-looks.ts';

type Vehicle = HoldingsPageBody['vehicles'][number];

export function HoldingVehiclesTable({ vehicles }: { vehicles: readonly Vehicle[] }) {
  return (
    <DataTable
      class="holdings-table"
      caption={t('Vehicles that still hold files, by id')}
      columns={columns()}
      rows={vehicles}
      keyOf={({ vehicle_id }) => vehicle_id}
    />
  );
}

const columns = (): Column<Vehicle>[] => [
  {
    head: t('Vehicle'),
    cell: ({ vehicle_id, platform }) => (
      <>
        <Link class="vehicle-link" href={`/on-vehicles/${encodeURIComponent(vehicle_id)}`}>
          <bdi>{vehicle_id}</bdi>
        </Link>
        {platform !== null && (
          <span class="block small muted">
            <bdi>{platform}</bdi>
          </span>
        )}
      </>
    ),
  },
  { head: t('Files'), numeric: true, cell: ({ total_files }) => formatCount(total_files) },
  { head: t('Size'), numeric: true, cell: ({ total_bytes }) => formatBytes(total_bytes) },
  { head: t('Why'), wide: true, cell: (vehicle) => <Reasons {...vehicle} /> },
  {
    head: t('Asked for'),
    cell: ({ open_requests }) =>
      open_requests === 0 ? <span class="muted">–</span> : plural(open_requests, 'open request'),
  },
  { head: t('Reported'), cell: ({ reported_at }) => <LocalTime time={reported_at} /> },
];

/** Vehicles give a reason for the files they list; of the others they tell the number alone. */
function Reasons({ by_reason, total_files }: Vehicle) {
  const listed = Object.values(by_reason).reduce((sum, reason) => sum + (reason?.files ?? 0), 0);
  return (
    <ul class="holding-reasons small">
      {holdingReasons.map((reason) => {
        const sum = by_reason[reason];
        if (!sum) return null;
        const { label, tone } = holdingLooks[reason];
        return (
          <li key={reason}>
            <Badge tone={tone}>{t(label)}</Badge>{' '}
            <span class="muted">
              {plural(sum.files, 'file')}, {formatBytes(sum.bytes)}
            </span>
          </li>
        );
      })}
      {total_files > listed && (
        <li class="muted">
          {t('{files} without a reason given', { files: more(total_files - listed, 'file') })}
        </li>
      )}
    </ul>
  );
}
