import type { VehicleHistoryBody } from '../../../src/api/fleet/vehicle-schema.ts';
import { formatCount } from '../../../src/text/figure-format.ts';
import { getVehicle } from '../api/fleet.ts';
import { withQuery } from '../api/request.ts';
import { SeverityBadge } from '../components/badge.tsx';
import { CodeCell } from '../components/code-cell.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { Section } from '../components/section.tsx';
import { LocalDay, LocalTime } from '../components/times.tsx';
import { plural } from '../lib/format.ts';
import { ofArgus, t } from '../lib/language.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';

const refreshMs = 30_000;

export function VehiclePage({ vehicleId }: { vehicleId: string }) {
  useTitle(vehicleId);
  const { data, error, reload } = useQuery(vehicleId, (signal) => getVehicle(vehicleId, signal), refreshMs);
  return (
    <div class="page">
      <nav aria-label={t('Breadcrumb')} class="breadcrumb small">
        <Link href="/vehicles">{t('Vehicles')}</Link> <span aria-hidden="true">/</span> <bdi>{vehicleId}</bdi>
      </nav>
      <div class="page-head">
        <h1>
          <bdi>{vehicleId}</bdi>
        </h1>
        {data && <p class="muted list-note">{factsOf(data)}</p>}
      </div>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the vehicle…')}</div>}
      {data && <VehicleDetails vehicle={data} />}
    </div>
  );
}

function factsOf({ vin, platform, reported_batches }: VehicleHistoryBody): string {
  return [`VIN ${vin}`, ...(platform === null ? [] : [platform]), plural(reported_batches, 'report')].join(
    ' · ',
  );
}

function VehicleDetails({ vehicle }: { vehicle: VehicleHistoryBody }) {
  const { vehicle_id, verdicts, recurring_codes } = vehicle;
  return (
    <>
      <Section id="codes" title={t('Recurring codes')} note={plural(recurring_codes.length, 'code')}>
        {recurring_codes.length === 0 ? (
          <p class="muted">{t('No code was seen in more than one batch.')}</p>
        ) : (
          <DataTable
            caption={t('Codes seen in several batches, most frequent first')}
            columns={codeColumns()}
            rows={recurring_codes}
            keyOf={({ source, code }) => `${source} ${code}`}
          />
        )}
      </Section>
      <Section
        id="verdicts"
        title={t('Verdicts over time')}
        tools={
          <>
            <Link href={`/on-vehicles/${encodeURIComponent(vehicle_id)}`}>{t('Still on it')}</Link>{' '}
            <Link href={withQuery('/', { vehicle_id })}>{t('All batches')}</Link>
          </>
        }
      >
        {verdicts.length === 0 ? (
          <p class="muted">{t('None of its batches has a report yet.')}</p>
        ) : (
          <DataTable
            caption={t('Verdicts, newest first')}
            columns={verdictColumns()}
            rows={verdicts}
            keyOf={({ batch_id }) => batch_id}
          />
        )}
      </Section>
    </>
  );
}

const codeColumns = (): Column<VehicleHistoryBody['recurring_codes'][number]>[] => [
  {
    head: t('Code'),
    wide: true,
    cell: ({ code, source, message }) => <CodeCell code={code} source={source} message={message} />,
  },
  { head: t('Severity'), cell: ({ severity }) => <SeverityBadge severity={severity} /> },
  { head: t('Batches'), numeric: true, cell: ({ batches }) => formatCount(batches) },
  { head: t('Times'), numeric: true, cell: ({ occurrences }) => formatCount(occurrences) },
  { head: t('Since'), cell: ({ first_at }) => <LocalDay time={first_at} /> },
  { head: t('Last'), cell: ({ last_at }) => <LocalDay time={last_at} /> },
];

const verdictColumns = (): Column<VehicleHistoryBody['verdicts'][number]>[] => [
  {
    head: t('Begun'),
    cell: ({ batch_id, at }) => (
      <Link href={`/batches/${batch_id}`}>
        <LocalTime time={at} />
      </Link>
    ),
  },
  { head: t('Severity'), cell: ({ severity }) => <SeverityBadge severity={severity} /> },
  { head: t('Verdict'), wide: true, cell: ({ sentence }) => <bdi>{ofArgus(sentence)}</bdi> },
];
