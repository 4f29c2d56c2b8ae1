import { t } from '../lib/language.ts';
import { useSession } from '../lib/use-session.ts';
import { Link } from './link.tsx';

/** Between the pages for those who run Argus. */
export function OperationLinks({ current }: { current: string }) {
  const role = useSession()?.identity?.role;
  const pages: [path: string, name: string][] = [
    ['/system', t('Servers and queues')],
    ['/custody', t('Custody')],
    ...(role === 'admin' ? ([['/tokens', t('Tokens')]] as [string, string][]) : []),
  ];
  return (
    <nav aria-label={t('Operation')} class="choices">
      {pages.map(([path, name]) => (
        <Link key={path} href={path} current={path === current}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
