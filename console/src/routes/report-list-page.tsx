import { listReports, type ReportFilter } from '../api/batches.ts';
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
import { ReportTable } from './report-list/report-table.tsx';

const pageSize = 25;
const path = '/reports';

/** Reports of all vehicles, by what they say. */
export function ReportListPage() {
  useTitle(t('Reports'));
  const { query } = usePlace();
  const said = (name: string) => query.get(name) ?? undefined;
  const filter: ReportFilter = {
    text: said('text'),
    code: said('code'),
    version: said('version'),
    component: said('component'),
    platform: said('platform'),
    vehicle_id: said('vehicle_id'),
  };
  const active = Object.values(filter).some((value) => value !== undefined);
  const cursor = said('cursor');
  const { data, error, stale, reload } = useQuery(withQuery('report list', { ...filter, cursor }), (signal) =>
    listReports({ ...filter, cursor, limit: pageSize }, signal),
  );
  return (
    <div class="page">
      <nav aria-label={t('Breadcrumb')} class="breadcrumb small">
        <Link href="/fleet">{t('Fleet')}</Link> <span aria-hidden="true">/</span> {t('reports')}
      </nav>
      <div class="page-head">
        <h1>{t('Reports')}</h1>
        <p class="muted list-note">
          {data &&
            t('{reports} on this page, newest first', { reports: plural(data.reports.length, 'report') })}
        </p>
      </div>
      <FilterForm label={t('Search the reports')} path={path} submit={t('Search')} active={active}>
        <FilterField label={t('Words')} name="text" value={filter.text} maxLength={200} />
        <FilterField label={t('Code, exactly')} name="code" value={filter.code} maxLength={200} />
        <FilterField
          label={t('Software version, exactly')}
          name="version"
          value={filter.version}
          maxLength={200}
        />
        <FilterField
          label={t('Software, exactly')}
          name="component"
          value={filter.component}
          maxLength={200}
        />
        <FilterField
          label={t('Vehicle, exactly')}
          name="vehicle_id"
          value={filter.vehicle_id}
          maxLength={64}
        />
        <PlatformField value={filter.platform} />
      </FilterForm>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the reports…')}</div>}
      {data && data.reports.length === 0 && (
        <Empty sentence={active ? t('No report matches this filter.') : t('There are no reports yet.')}>
          <Link href={path}>{t('Show all reports')}</Link>
        </Empty>
      )}
      {data && data.reports.length > 0 && (
        <section class={stale ? 'panel panel-flush is-stale' : 'panel panel-flush'} aria-label={t('Reports')}>
          <ReportTable reports={data.reports} />
        </section>
      )}
      <PageLinks path={path} filter={{ ...filter }} cursor={cursor} next={data?.next_cursor} byTime />
    </div>
  );
}
