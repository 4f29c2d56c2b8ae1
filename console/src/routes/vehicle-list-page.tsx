import { listVehicles, type VehicleFilter } from '../api/fleet.ts';
import { withQuery } from '../api/request.ts';
import { Empty } from '../components/empty.tsx';
import { FilterField } from '../components/filter-field.tsx';
import { FilterForm } from '../components/filter-form.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { PageLinks } from '../components/page-links.tsx';
import { PlatformField } from '../components/platform-field.tsx';
import { plural } from '../lib/format.ts';
import { t } from '../lib/language.ts';
import { usePlace } from '../lib/router.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { VehicleTable } from './vehicle-list/vehicle-table.tsx';

const pageSize = 25;
const refreshMs = 30_000;
const path = '/vehicles';

export function VehicleListPage() {
  useTitle(t('Vehicles'));
  const { query } = usePlace();
  const filter: VehicleFilter = {
    text: query.get('text') ?? undefined,
    platform: query.get('platform') ?? undefined,
  };
  const active = Object.values(filter).some((value) => value !== undefined);
  const cursor = query.get('cursor') ?? undefined;
  const { data, error, stale, reload } = useQuery(
    withQuery('vehicles', { ...filter, cursor }),
    (signal) => listVehicles({ ...filter, cursor, limit: pageSize }, signal),
    refreshMs,
  );
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('Vehicles')}</h1>
        <p class="muted list-note">
          {data && t('{vehicles} on this page, by id', { vehicles: plural(data.vehicles.length, 'vehicle') })}
        </p>
      </div>
      <FilterForm label={t('Search the vehicles')} path={path} submit={t('Search')} active={active}>
        <FilterField label={t('Part of id or VIN')} name="text" value={filter.text} maxLength={128} />
        <PlatformField value={filter.platform} />
      </FilterForm>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the vehicles…')}</div>}
      {data && data.vehicles.length === 0 && <NoVehicles filtered={active} later={cursor !== undefined} />}
      {data && data.vehicles.length > 0 && (
        <section
          class={stale ? 'panel panel-flush is-stale' : 'panel panel-flush'}
          aria-label={t('Vehicles')}
        >
          <VehicleTable vehicles={data.vehicles} />
        </section>
      )}
      <PageLinks path={path} filter={{ ...filter }} cursor={cursor} next={data?.next_cursor} />
    </div>
  );
}

function NoVehicles({ filtered, later }: { filtered: boolean; later: boolean }) {
  if (filtered || later) {
    return (
      <Empty sentence={filtered ? t('No vehicle matches this filter.') : t('There are no more vehicles.')}>
        <Link href={path}>{t('Show all vehicles')}</Link>
      </Empty>
    );
  }
  return (
    <Empty sentence={t('No vehicle has uploaded a batch yet.')}>
      <Link href="/">{t('How to upload a first batch')}</Link>
    </Empty>
  );
}
