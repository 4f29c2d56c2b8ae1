import { useState } from 'preact/hooks';
import type { KnowledgeContent } from '../../../src/domain/knowledge.ts';
import { addEntry, changeEntry, getEntry, retireEntry } from '../api/knowledge.ts';
import { Link } from '../components/link.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { t } from '../lib/language.ts';
import { navigate } from '../lib/router.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { EntryForm } from './knowledge/entry-form.tsx';
import { FeedbackSection } from './knowledge/feedback-section.tsx';

/** View and edit an entry; `new` creates one. */
export function EntryPage({ id }: { id: string }) {
  const isNew = id === 'new';
  useTitle(isNew ? t('New entry') : t('Entry {id}', { id }));
  const { data, error, reload } = useQuery(isNew ? undefined : id, (signal) => getEntry(id, signal));
  const [problem, setProblem] = useState<Error>();
  const [saved, setSaved] = useState(false);

  async function doing(work: () => Promise<unknown>): Promise<void> {
    setSaved(false);
    setProblem(undefined);
    try {
      await work();
      setSaved(true);
      reload();
    } catch (failure) {
      setProblem(failure instanceof Error ? failure : new Error(String(failure)));
    }
  }
  const save = (content: KnowledgeContent) =>
    doing(async () => {
      if (data) return changeEntry(id, data.version, content);
      const made = await addEntry(content);
      return navigate(`/knowledge/${made.id}`, { replace: true });
    });

  return (
    <div class="page">
      <div class="page-head">
        <h1>{isNew ? t('New entry') : (data?.error_code ?? data?.rule ?? t('Entry'))}</h1>
        <p class="muted list-note">
          <Link href="/knowledge">{t('All entries')}</Link>
        </p>
      </div>
      {problem && <ErrorNotice error={problem} />}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!isNew && !data && !error && <div class="panel loading">{t('Loading the entry…')}</div>}
      {saved && <Notice tone="good" live title={t('Saved.')} />}
      {data?.retired_at && (
        <Notice tone="warning" title={t('Retired: findings no longer show it. Saving brings it back.')} />
      )}
      {data && (
        <p class="small muted">
          <code>{id}</code> · {t('version {version}', { version: data.version })} ·{' '}
          {data.shipped ? t('shipped with Argus') : t('own entry')}
          {data.edited && t(', changed here')} ·{' '}
          {t('helped {helped}, wrong {wrong}', { helped: data.helped, wrong: data.wrong })}
        </p>
      )}
      {(isNew || data) && (
        <EntryForm
          key={data?.version ?? 0}
          {...(data && { entry: data })}
          onSave={(content) => void save(content)}
        />
      )}
      {data && !data.retired_at && (
        <p>
          <button
            type="button"
            class="button button-danger"
            onClick={() => void doing(() => retireEntry(id, data.version))}
          >
            {t('Retire')}
          </button>
        </p>
      )}
      {data && <FeedbackSection entry={data} />}
    </div>
  );
}
