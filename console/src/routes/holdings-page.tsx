import type { HoldingListBody } from '../../../src/api/vehicle/holdings-schema.ts';
import { getHoldings, listVehicleRequests } from '../api/vehicle-side.ts';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { Section } from '../components/section.tsx';
import { LocalTime } from '../components/times.tsx';
import { formatBytes, formatCount, plural } from '../lib/format.ts';
import { isNotFound } from '../lib/is-not-found.ts';
import { rich, t } from '../lib/language.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { AskForm } from './holdings/ask-form.tsx';
import { HeldFiles } from './holdings/held-files.tsx';
import { RequestTable } from './holdings/request-table.tsx';

const refreshMs = 10_000;
const shownRequests = 50;

/** What one vehicle still holds, and what it is asked for. */
export function HoldingsPage({ vehicleId }: { vehicleId: string }) {
  useTitle(t('On {vehicleId}', { vehicleId }));
  const held = useQuery(`held ${vehicleId}`, (signal) => heldBy(vehicleId, signal), refreshMs);
  const asked = useQuery(
    `asked ${vehicleId}`,
    (signal) => listVehicleRequests(vehicleId, { limit: shownRequests }, signal),
    refreshMs,
  );
  const requests = asked.data?.requests ?? [];
  return (
    <div class="page">
      <nav aria-label={t('Breadcrumb')} class="breadcrumb small">
        <Link href="/on-vehicles">{t('On the vehicles')}</Link> <span aria-hidden="true">/</span>{' '}
        <bdi>{vehicleId}</bdi>
      </nav>
      <div class="page-head">
        <h1>{rich('On {vehicleId}', { vehicleId: <bdi>{vehicleId}</bdi> })}</h1>
        <p class="muted list-note">
          <span>
            {held.data && <ReportedWhen holdings={held.data} />}{' '}
            <Link href={`/vehicles/${encodeURIComponent(vehicleId)}`}>{t('Its drives')}</Link>
          </span>
        </p>
      </div>
      {held.error && <ErrorNotice error={held.error} onRetry={held.reload} />}
      {asked.error && <ErrorNotice error={asked.error} onRetry={asked.reload} />}
      {!held.data && !held.error && held.data !== null && (
        <div class="panel loading">{t('Loading what it holds…')}</div>
      )}
      {held.data === null && (
        <p class="panel muted">
          {t('The vehicle has not reported what it holds. It can be asked all the same.')}
        </p>
      )}
      {held.data && (
        <Section id="files" title={t('Not uploaded yet')} note={sizeOf(held.data)}>
          <HeldFiles holdings={held.data} requests={requests} onAsked={asked.reload} />
        </Section>
      )}
      <Section id="requests" title={t('Asked for')} note={plural(requests.length, 'request')}>
        <AskForm vehicleId={vehicleId} onAsked={asked.reload} />
        {requests.length > 0 && (
          <RequestTable vehicleId={vehicleId} requests={requests} onChanged={asked.reload} />
        )}
      </Section>
    </div>
  );
}

/** Null before its first report. */
async function heldBy(vehicleId: string, signal: AbortSignal): Promise<HoldingListBody | null> {
  try {
    return await getHoldings(vehicleId, signal);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

function ReportedWhen({ holdings }: { holdings: HoldingListBody }) {
  return (
    <>
      {holdings.platform !== null && (
        <>
          <bdi>{holdings.platform}</bdi>
          {' · '}
        </>
      )}
      {rich('reported {time}', { time: <LocalTime time={holdings.reported_at} /> })} ·
    </>
  );
}

function sizeOf({ total_files, total_bytes, files }: HoldingListBody): string {
  const all = `${plural(total_files, 'file')}, ${formatBytes(total_bytes)}`;
  return total_files > files.length
    ? t('{all}; {files} of them listed', { all, files: formatCount(files.length) })
    : all;
}
