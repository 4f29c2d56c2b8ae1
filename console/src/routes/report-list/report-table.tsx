import type { ReportPageBody } from '../../../../src/api/reports/schema.ts';
import { withQuery } from '../../api/request.ts';
import { SeverityBadge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Link } from '../../components/link.tsx';
import { LocalTime } from '../../components/times.tsx';
import { ofArgus, t } from '../../lib/language.ts';

type ListedReport = ReportPageBody['reports'][number];

export function ReportTable({ reports }: { reports: readonly ListedReport[] }) {
  return (
    <DataTable
      class="vehicle-table"
      caption={t('Reports, newest first')}
      columns={columns()}
      rows={reports}
      keyOf={({ report_id }) => report_id}
    />
  );
}

const columns = (): Column<ListedReport>[] => [
  {
    head: t('Report'),
    cell: ({ batch_id, run, created_at }) => (
      <>
        <Link href={withQuery(`/batches/${batch_id}`, { run })}>
          <LocalTime time={created_at} />
        </Link>
        {run > 1 && <span class="block small muted">{t('run {run}', { run })}</span>}
      </>
    ),
  },
  {
    head: t('Vehicle'),
    cell: ({ vehicle_id, vin }) => (
      <>
        <Link href={`/vehicles/${encodeURIComponent(vehicle_id)}`}>
          <bdi>{vehicle_id}</bdi>
        </Link>
        <code class="block small muted">{vin}</code>
      </>
    ),
  },
  {
    head: t('Verdict'),
    wide: true,
    cell: ({ severity, sentence }) => (
      <div class="outcome-verdict">
        <SeverityBadge severity={severity} />
        <bdi class="clamp">{ofArgus(sentence)}</bdi>
      </div>
    ),
  },
];
