import { type HoldingReason, holdingReasons } from '../../../src/domain/vehicle-holdings.ts';
import { withQuery } from '../api/request.ts';
import { type HoldingsFilter, listHoldings } from '../api/vehicle-side.ts';
import { Empty } from '../components/empty.tsx';
import { FilterForm } from '../components/filter-form.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { PageLinks } from '../components/page-links.tsx';
import { PlatformField } from '../components/platform-field.tsx';
import { plural } from '../lib/format.ts';
import { t } from '../lib/language.ts';
import { usePlace } from '../lib/router.ts';
import { useChoice } from '../lib/use-choice.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { holdingLooks } from '../lib/vehicle-side-looks.ts';
import { HoldingVehiclesTable } from './holdings/holding-vehicles-table.tsx';

const pageSize = 25;
const refreshMs = 30_000;
const path = '/on-vehicles';

/** Which vehicles still hold files, how many and why. */
export function HoldingsListPage() {
  useTitle(t('On the vehicles'));
  const { query } = usePlace();
  const filter: HoldingsFilter = {
    platform: query.get('platform') ?? undefined,
    why: useChoice('why', holdingReasons),
  };
  const active = Object.values(filter).some((value) => value !== undefined);
  const cursor = query.get('cursor') ?? undefined;
  const { data, error, stale, reload } = useQuery(
    withQuery('holdings', { ...filter, cursor }),
    (signal) => listHoldings({ ...filter, cursor, limit: pageSize }, signal),
    refreshMs,
  );
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('On the vehicles')}</h1>
        <p class="muted list-note">
          {data
            ? t('{vehicles} on this page with files not uploaded yet, as reported last', {
                vehicles: plural(data.vehicles.length, 'vehicle'),
              })
            : ''}
          <Link href={withQuery('/upload-policy', { platform: filter.platform })}>{t('Upload policy')}</Link>
        </p>
      </div>
      <FilterForm label={t('Filter the vehicles')} path={path} submit={t('Filter')} active={active}>
        <PlatformField value={filter.platform} />
        <ReasonField value={filter.why} />
      </FilterForm>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the vehicles…')}</div>}
      {data && data.vehicles.length === 0 && <NothingHeld filtered={active || cursor !== undefined} />}
      {data && data.vehicles.length > 0 && (
        <section
          class={stale ? 'panel panel-flush is-stale' : 'panel panel-flush'}
          aria-label={t('Vehicles')}
        >
          <HoldingVehiclesTable vehicles={data.vehicles} />
        </section>
      )}
      <PageLinks path={path} filter={{ ...filter }} cursor={cursor} next={data?.next_cursor} />
    </div>
  );
}

function ReasonField({ value }: { value: HoldingReason | undefined }) {
  return (
    <label>
      {t('Why')}
      <select name="why" value={value ?? ''}>
        <option value="">{t('Any reason')}</option>
        {holdingReasons.map((reason) => (
          <option key={reason} value={reason}>
            {t(holdingLooks[reason].label)}
          </option>
        ))}
      </select>
    </label>
  );
}

function NothingHeld({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <Empty sentence={t('No vehicle matches this filter.')}>
        <Link href={path}>{t('Show all vehicles that hold files')}</Link>
      </Empty>
    );
  }
  return (
    <Empty sentence={t('No vehicle has reported files that it still holds.')}>
      <Link href="/vehicles">{t('All vehicles')}</Link>
    </Empty>
  );
}
