import { listFleetSoftware, listNewBySoftware } from '../api/fleet.ts';
import { withQuery } from '../api/request.ts';
import { Empty } from '../components/empty.tsx';
import { FilterForm } from '../components/filter-form.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { PageLinks } from '../components/page-links.tsx';
import { PlatformField } from '../components/platform-field.tsx';
import { Section } from '../components/section.tsx';
import { plural } from '../lib/format.ts';
import { rich, t } from '../lib/language.ts';
import { usePlace } from '../lib/router.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { FleetViews } from './fleet/fleet-views.tsx';
import { NewTable } from './fleet/new-table.tsx';
import { RateTable } from './fleet/rate-table.tsx';
import { MonthsField, SoftwareField } from './fleet/software-fields.tsx';

const path = '/fleet/software';
const refreshMs = 60_000;
/** Columns that a window of a usual width has room for. */
const columns = 6;
const platformsPerPage = 50;

/** Findings and codes by the software version of the vehicles. */
export function FleetSoftwarePage() {
  useTitle(t('Software of the fleet'));
  const { query } = usePlace();
  const component = query.get('component') ?? undefined;
  const platform = query.get('platform') ?? undefined;
  const months = query.get('months') ?? undefined;
  const cursor = query.get('cursor') ?? undefined;
  const filter = { component, platform, months };
  const { data, error, stale, reload } = useQuery(
    withQuery('fleet software', { ...filter, cursor }),
    (signal) =>
      listFleetSoftware(
        {
          component,
          platform,
          cursor,
          limit: platformsPerPage,
          versions: columns,
          months: months === undefined ? undefined : Number(months),
        },
        signal,
      ),
    refreshMs,
  );
  const isEmpty = data?.platforms.length === 0;
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('Software of the fleet')}</h1>
        {data?.component && (
          <p class="muted list-note">
            <span>
              {rich('{versions} of {component} since {since}', {
                versions: plural(data.versions.length + data.older_versions, 'version'),
                component: <bdi>{data.component}</bdi>,
                since: data.since,
              })}
            </span>
          </p>
        )}
      </div>
      <FleetViews current={path} />
      <FilterForm
        label={t('Filter the software')}
        path={path}
        submit={t('Filter')}
        active={Object.values(filter).some((value) => value !== undefined)}
      >
        <SoftwareField value={component ?? data?.component ?? ''} components={data?.components ?? []} />
        <MonthsField value={months} />
        <PlatformField value={platform} />
      </FilterForm>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the software…')}</div>}
      {isEmpty && (
        <Empty sentence={t('No recording of this time names such software.')}>
          <Link href={path}>{t('Show all software')}</Link>
        </Empty>
      )}
      {data && !isEmpty && (
        <>
          <div class={stale ? 'is-stale' : ''}>
            <Section id="matrix" title={t('Platforms by version')} note={t('in 10 hours recorded')}>
              <p class="small muted">
                {t(
                  'Findings are those of warning and above; the stronger the shade, the more. A code counts once for each batch. A batch is under each version that its recordings name.',
                )}
              </p>
              <RateTable fleet={data} withAll={cursor === undefined && platform === undefined} />
            </Section>
          </div>
          <NewSection component={data.component ?? undefined} platform={platform} cursor={cursor} />
        </>
      )}
      <PageLinks path={path} filter={filter} cursor={cursor} next={data?.next_cursor} />
    </div>
  );
}

interface NewSectionProps {
  component: string | undefined;
  platform: string | undefined;
  cursor: string | undefined;
}

function NewSection(asked: NewSectionProps) {
  const { data, error, stale, reload } = useQuery(
    withQuery('new by software', { ...asked }),
    (signal) => listNewBySoftware({ ...asked, limit: platformsPerPage }, signal),
    refreshMs,
  );
  return (
    <div class={stale ? 'is-stale' : ''}>
      <Section id="new" title={t('New since the version before')} note={t('over all time')}>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!data && !error && <p class="muted">{t('Loading what is new…')}</p>}
        {data && <NewTable {...data} />}
        {data?.next_cursor && (
          <p class="small muted">
            {t('These are the first platforms by name; filter by a platform to see another.')}
          </p>
        )}
      </Section>
    </div>
  );
}
