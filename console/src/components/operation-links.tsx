import { useSession } from '../lib/use-session.ts';
import { Link } from './link.tsx';

/** Between the pages for those who run Argus. */
export function OperationLinks({ current }: { current: string }) {
  const role = useSession()?.identity?.role;
  const pages: [path: string, name: string][] = [
    ['/system', 'Servers and queues'],
    ['/custody', 'Custody'],
    ...(role === 'admin' ? ([['/tokens', 'Tokens']] as [string, string][]) : []),
  ];
  return (
    <nav aria-label="Operation" class="choices">
      {pages.map(([path, name]) => (
        <Link key={path} href={path} current={path === current}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
