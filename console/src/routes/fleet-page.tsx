import { severities } from '../../../src/domain/severity.ts';
import { listFleetCodes } from '../api/fleet.ts';
import { withQuery } from '../api/request.ts';
import { Empty } from '../components/empty.tsx';
import { FilterForm } from '../components/filter-form.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { PageLinks } from '../components/page-links.tsx';
import { PlatformField } from '../components/platform-field.tsx';
import { SeverityField } from '../components/severity-field.tsx';
import { plural } from '../lib/format.ts';
import { t } from '../lib/language.ts';
import { usePlace } from '../lib/router.ts';
import { useChoice } from '../lib/use-choice.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { CodeTable } from './fleet/code-table.tsx';
import { FleetViews } from './fleet/fleet-views.tsx';

const refreshMs = 60_000;
const dayMs = 86_400_000;
const windows = [
  { days: undefined, label: 'All time' },
  { days: '90', label: '90 days' },
  { days: '30', label: '30 days' },
  { days: '7', label: '7 days' },
] as const;
const windowDays = windows.flatMap(({ days }) => days ?? []);

/** Error codes over all vehicles. */
export function FleetPage() {
  useTitle(t('Fleet'));
  const { query } = usePlace();
  const days = useChoice('days', windowDays);
  const platform = query.get('platform') ?? undefined;
  const min_severity = useChoice('min_severity', severities);
  const filter = { days, platform, min_severity };
  const filtered = platform !== undefined || min_severity !== undefined;
  const cursor = query.get('cursor') ?? undefined;
  const { data, error, stale, reload } = useQuery(
    withQuery('fleet', { ...filter, cursor }),
    (signal) => listFleetCodes({ created_after: daysAgo(days), platform, min_severity, cursor }, signal),
    refreshMs,
  );
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('Error codes of the fleet')}</h1>
        <p class="muted list-note">
          {data &&
            t('{vehicles}, {batches} with a report', {
              vehicles: plural(data.vehicles, 'vehicle'),
              batches: plural(data.batches, 'batch', 'batches'),
            })}
        </p>
      </div>
      <FleetViews current="/fleet" />
      <nav aria-label={t('Time')} class="choices">
        {windows.map((window) => (
          <Link
            key={t(window.label)}
            href={withQuery('/fleet', { ...filter, days: window.days })}
            current={window.days === days}
          >
            {t(window.label)}
          </Link>
        ))}
      </nav>
      <FilterForm label={t('Filter the codes')} path="/fleet" submit={t('Filter')} active={filtered}>
        {days !== undefined && <input type="hidden" name="days" value={days} />}
        <PlatformField value={platform} />
        <SeverityField value={min_severity} />
      </FilterForm>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the codes…')}</div>}
      {data && data.codes.length === 0 && (
        <Empty
          sentence={filtered ? t('No code matches this filter.') : t('No code was seen in this period.')}
        >
          {(days !== undefined || filtered) && <Link href="/fleet">{t('Show all codes of all time')}</Link>}
        </Empty>
      )}
      {data && data.codes.length > 0 && (
        <section
          class={stale ? 'panel panel-flush is-stale' : 'panel panel-flush'}
          aria-label={t('Error codes')}
        >
          <CodeTable fleet={data} platform={platform} />
        </section>
      )}
      <PageLinks path="/fleet" filter={filter} cursor={cursor} next={data?.next_cursor} />
    </div>
  );
}

function daysAgo(days: string | undefined): string | undefined {
  return days === undefined ? undefined : new Date(Date.now() - Number(days) * dayMs).toISOString();
}
