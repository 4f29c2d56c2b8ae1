import { Link } from '../components/link.tsx';
import { t } from '../lib/language.ts';
import { useTitle } from '../lib/use-title.ts';

export function NotFoundPage() {
  useTitle(t('Not found'));
  return (
    <div class="page page-narrow">
      <h1>{t('Page not found')}</h1>
      <p>
        <Link href="/">{t('All batches')}</Link>
      </p>
    </div>
  );
}
