import type { AuditPageBody } from '../../../src/api/access/schema.ts';
import { auditExportUrl, listAudit } from '../api/access.ts';
import { withQuery } from '../api/request.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Empty } from '../components/empty.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { PageLinks } from '../components/page-links.tsx';
import { LocalTime } from '../components/times.tsx';
import { rich, t } from '../lib/language.ts';
import { usePlace } from '../lib/router.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';

const perPage = 50;

/** Who did what, from where, when. */
export function AuditPage() {
  useTitle(t('Audit trail'));
  const { query } = usePlace();
  const cursor = query.get('cursor') ?? undefined;
  const actor = query.get('actor') ?? undefined;
  const { data, error, stale, reload } = useQuery(withQuery('audit', { cursor, actor }), (signal) =>
    listAudit({ limit: perPage, cursor, actor }, signal),
  );
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('Audit trail')}</h1>
        <p class="muted list-note">
          {t('Changes, sign-ins and downloads of recordings; nothing in it can be changed.')}
        </p>
        <a class="nowrap" href={auditExportUrl()}>
          {t('Export all')}
        </a>
      </div>
      {actor !== undefined && (
        <p>
          {rich('Only {actor}. {link}', {
            actor: <code>{actor}</code>,
            link: <Link href="/audit">{t('Show everybody')}</Link>,
          })}
        </p>
      )}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the trail…')}</div>}
      {data && data.entries.length === 0 && (
        <Empty sentence={t('Nobody who is known has done anything yet.')} />
      )}
      {data && data.entries.length > 0 && (
        <section class={stale ? 'panel panel-flush is-stale' : 'panel panel-flush'} aria-label={t('Entries')}>
          <DataTable
            caption={t('What was done, newest first')}
            columns={columns()}
            rows={data.entries}
            keyOf={({ id }) => String(id)}
          />
        </section>
      )}
      <PageLinks path="/audit" filter={{ actor }} cursor={cursor} next={data?.next_cursor} byTime />
    </div>
  );
}

type Entry = AuditPageBody['entries'][number];

const columns = (): Column<Entry>[] => [
  { head: t('When'), cell: ({ at }) => <LocalTime time={at} /> },
  {
    head: t('Who'),
    cell: ({ actor, actor_name, actor_role }) => (
      <>
        <Link href={withQuery('/audit', { actor })}>
          <bdi>{actor_name}</bdi>
        </Link>{' '}
        <span class="small muted">{actor_role}</span>
      </>
    ),
  },
  { head: t('From'), cell: ({ origin }) => <code>{origin}</code> },
  {
    head: t('What'),
    wide: true,
    cell: ({ action, target, resource_id }) => (
      <>
        {action}
        <span class="small muted audit-target">
          {target}
          {resource_id !== null && ` → ${resource_id}`}
        </span>
      </>
    ),
  },
  { head: t('Outcome'), cell: ({ status }) => outcomeOf(status) },
];

function outcomeOf(status: Entry['status']): string {
  if (status === null) return t('under way');
  if (status === 0) return t('broken off');
  return status < 400 ? t('done') : t('refused ({status})', { status });
}
