import { useState } from 'preact/hooks';
import { Notice } from '../components/notice.tsx';
import { t } from '../lib/language.ts';
import { reloadIfAnswered } from '../lib/reload.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { pageAt } from './pages.tsx';

/** The page at a path, as soon as its script is there. */
export function OpenPage({ path }: { path: string }) {
  const page = pageAt(path);
  const { error } = useQuery(page.pattern, page.load);
  const shown = page.draw(path);
  if (shown) return shown;
  return (
    <div class="page page-narrow">
      {error ? <NotLoaded error={error} /> : <p class="loading">{t('Loading the page…')}</p>}
    </div>
  );
}

/** The link is cut, or a newer build is in place, whose scripts have other names. */
function NotLoaded({ error }: { error: Error }) {
  const [tried, setTried] = useState(0);
  useTitle(t('This page could not be loaded'));
  async function retry(): Promise<void> {
    if (!(await reloadIfAnswered())) setTried(tried + 1);
  }
  return (
    <>
      <h1>{t('This page could not be loaded')}</h1>
      <Notice key={tried} tone="error" live>
        <p>{t('Argus cannot be reached, or a newer version of it has been put in place.')}</p>
        <button type="button" class="button-quiet" onClick={() => void retry()}>
          {t('Try again')}
        </button>
        <p class="small muted">{error.message}</p>
      </Notice>
    </>
  );
}
