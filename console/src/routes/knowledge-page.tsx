import { type KnowledgeFilter, listKnowledge } from '../api/knowledge.ts';
import { withQuery } from '../api/request.ts';
import { Empty } from '../components/empty.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { PageLinks } from '../components/page-links.tsx';
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
  useTitle('Knowledge base');
  const key = withQuery('knowledge', { ...filter, cursor });
  const { data, error, stale, reload } = useQuery(key, (signal) =>
    listKnowledge({ ...filter, cursor, limit: pageSize }, signal),
  );
  return (
    <div class="page">
      <div class="page-head">
        <h1>Knowledge base</h1>
        <p class="muted list-note">
          <Link href="/knowledge/new">New entry</Link>
          <Link href="/knowledge/import">Import</Link>
          <a href="/api/v1/knowledge/export?format=csv">Export as CSV</a>
        </p>
      </div>
      <KnowledgeFilterForm filter={filter} />
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">Loading the entries…</div>}
      {data && data.entries.length === 0 && (
        <Empty sentence="No entry was found.">
          <Link href="/knowledge">Show all entries</Link> or <Link href="/knowledge/new">add one</Link>
        </Empty>
      )}
      {data && data.entries.length > 0 && (
        <section class={stale ? 'panel panel-flush is-stale' : 'panel panel-flush'} aria-label="Entries">
          <EntryTable entries={data.entries} />
        </section>
      )}
      <PageLinks path="/knowledge" filter={{ ...filter }} cursor={cursor} next={data?.next_cursor} />
    </div>
  );
}
