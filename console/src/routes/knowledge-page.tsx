import { type KnowledgeFilter, listKnowledge } from '../api/knowledge.ts';
import { withQuery } from '../api/request.ts';
import { Empty } from '../components/empty.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { PageLinks } from '../components/page-links.tsx';
import { rich, t } from '../lib/language.ts';
import { usePlace } from '../lib/router.ts';
import { useChoice } from '../lib/use-choice.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { EntryTable } from './knowledge/entry-table.tsx';
import { KnowledgeFilterForm } from './knowledge/knowledge-filter-form.tsx';

const pageSize = 25;

/** The knowledge base: search by code or words, tolerant of typos. */
export function KnowledgePage() {
  const { query } = usePlace();
  const filter: KnowledgeFilter = {
    q: query.get('q') ?? undefined,
    platform: query.get('platform') ?? undefined,
    retired: useChoice('retired', ['true']),
  };
  const cursor = query.get('cursor') ?? undefined;
  useTitle(t('Knowledge base'));
  const key = withQuery('knowledge', { ...filter, cursor });
  const { data, error, stale, reload } = useQuery(key, (signal) =>
    listKnowledge({ ...filter, cursor, limit: pageSize }, signal),
  );
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('Knowledge base')}</h1>
        <p class="muted list-note">
          <Link href="/knowledge/new">{t('New entry')}</Link>
          <Link href="/knowledge/import">{t('Import')}</Link>
          <a href="/api/v1/knowledge/export?format=csv">{t('Export as CSV')}</a>
        </p>
      </div>
      <KnowledgeFilterForm filter={filter} />
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the entries…')}</div>}
      {data && data.entries.length === 0 && (
        <Empty sentence={t('No entry was found.')}>
          {rich('{link} or {link2}', {
            link: <Link href="/knowledge">{t('Show all entries')}</Link>,
            link2: <Link href="/knowledge/new">{t('add one')}</Link>,
          })}
        </Empty>
      )}
      {data && data.entries.length > 0 && (
        <section class={stale ? 'panel panel-flush is-stale' : 'panel panel-flush'} aria-label={t('Entries')}>
          <EntryTable entries={data.entries} />
        </section>
      )}
      <PageLinks path="/knowledge" filter={{ ...filter }} cursor={cursor} next={data?.next_cursor} />
    </div>
  );
}
