import type { CustodyIncidentPageBody } from '../../../src/api/custody/schema.ts';
import type { IncidentKind } from '../../../src/domain/custody.ts';
import { plainText } from '../../../src/text/plain-text.ts';
import { listCustodyIncidents } from '../api/operation.ts';
import { withQuery } from '../api/request.ts';
import { Badge } from '../components/badge.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Empty } from '../components/empty.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { OperationLinks } from '../components/operation-links.tsx';
import { PageLinks } from '../components/page-links.tsx';
import { LocalTime } from '../components/times.tsx';
import { formatBytes } from '../lib/format.ts';
import type { Label } from '../lib/language.ts';
import { t } from '../lib/language.ts';
import { usePlace } from '../lib/router.ts';
import { useChoice } from '../lib/use-choice.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';

const perPage = 50;
const refreshMs = 30_000;
const states = [
  { state: undefined, label: 'All' },
  { state: 'open', label: 'Open' },
  { state: 'found_again', label: 'Found again' },
] as const;
const stateNames = states.flatMap(({ state }) => state ?? []);

/** Recordings that are not in the object store as they were uploaded. */
export function CustodyPage() {
  useTitle(t('Custody'));
  const { query } = usePlace();
  const cursor = query.get('cursor') ?? undefined;
  const state = useChoice('state', stateNames);
  const { data, error, stale, reload } = useQuery(
    withQuery('custody', { cursor, state }),
    (signal) => listCustodyIncidents({ limit: perPage, cursor, state }, signal),
    refreshMs,
  );
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('Custody')}</h1>
        <p class="muted list-note">
          {t('Argus reads recordings again and compares them with what was uploaded. It repairs nothing.')}
        </p>
      </div>
      <OperationLinks current="/custody" />
      <nav aria-label={t('State')} class="choices">
        {states.map(({ state: one, label }) => (
          <Link key={label} href={withQuery('/custody', { state: one })} current={one === state}>
            {t(label)}
          </Link>
        ))}
      </nav>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the incidents…')}</div>}
      {data && data.incidents.length === 0 && (
        <Empty
          sentence={
            state === undefined ? t('No recording was lost or changed.') : t('No incident is in this state.')
          }
        />
      )}
      {data && data.incidents.length > 0 && (
        <section
          class={stale ? 'panel panel-flush is-stale' : 'panel panel-flush'}
          aria-label={t('Incidents')}
        >
          <DataTable
            caption={t('Recordings that were lost or changed, newest first')}
            columns={columns()}
            rows={data.incidents}
            keyOf={({ incident_id }) => incident_id}
          />
        </section>
      )}
      <PageLinks path="/custody" filter={{ state }} cursor={cursor} next={data?.next_cursor} byTime />
    </div>
  );
}

type Incident = CustodyIncidentPageBody['incidents'][number];

const kindWords: Record<IncidentKind, { now: Label; before: Label }> = {
  lost: { now: 'Lost', before: 'was lost' },
  changed: { now: 'Changed', before: 'was changed' },
  unreadable: { now: 'Cannot be read', before: 'could not be read' },
};

const columns = (): Column<Incident>[] => [
  {
    head: t('File'),
    wide: true,
    cell: ({ name, batch_id, sha256 }) => (
      <>
        <Link href={`/batches/${batch_id}#files`}>
          <bdi>{plainText(name)}</bdi>
        </Link>
        <code class="block small muted" title={`SHA-256 ${sha256}`}>
          {sha256.slice(0, 16)}…
        </code>
      </>
    ),
  },
  {
    head: t('State'),
    cell: ({ kind, found_again_at }) =>
      found_again_at === null ? (
        <Badge tone="error">{t(kindWords[kind].now)}</Badge>
      ) : (
        <>
          <Badge tone="good">{t('Found again')}</Badge>
          <span class="block small muted">
            {t(kindWords[kind].before)}; <LocalTime time={found_again_at} />
          </span>
        </>
      ),
  },
  {
    head: t('What was found'),
    cell: ({ kind, size, found_size, found_sha256 }) => {
      if (kind !== 'changed' || found_size === null) return <span class="muted">{t('nothing')}</span>;
      return found_size === size ? (
        <>
          {t('other content')}
          {found_sha256 !== null && <code class="block small muted">{found_sha256.slice(0, 16)}…</code>}
        </>
      ) : (
        t('{foundSize} instead of {size}', { foundSize: formatBytes(found_size), size: formatBytes(size) })
      );
    },
  },
  { head: t('Seen'), cell: ({ seen_at }) => <LocalTime time={seen_at} /> },
  { head: t('Looked at'), cell: ({ checked_at }) => <LocalTime time={checked_at} /> },
];
