import { withQuery } from '../api/request.ts';
import { t } from '../lib/language.ts';
import { Link } from './link.tsx';

interface PageLinksProps {
  path: string;
  /** What the list is filtered by, as in the query of the address. */
  filter: Parameters<typeof withQuery>[1];
  /** Where this page begins; absent on the first one. */
  cursor: string | undefined;
  next: string | null | undefined;
  /** Whether the list is ordered by time, the newest first. */
  byTime?: boolean;
}

/** From a page of a list to the first and the next one. */
export function PageLinks({ path, filter, cursor, next, byTime = false }: PageLinksProps) {
  return (
    <nav class="pages" aria-label={t('Pages')}>
      {cursor && <Link href={withQuery(path, filter)}>{byTime ? t('← Newest') : t('← First')}</Link>}
      {next && (
        <Link class="pages-next" href={withQuery(path, { ...filter, cursor: next })}>
          {byTime ? t('Older →') : t('More →')}
        </Link>
      )}
    </nav>
  );
}
