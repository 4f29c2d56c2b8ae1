import { Link } from '../../components/link.tsx';
import { t } from '../../lib/language.ts';

const views = [
  { path: '/fleet', label: 'Error codes' },
  { path: '/fleet/software', label: 'Software versions' },
] as const;

/** What there is to see of the fleet. */
export function FleetViews({ current }: { current: (typeof views)[number]['path'] }) {
  return (
    <nav aria-label={t('Fleet')} class="choices">
      {views.map(({ path, label }) => (
        <Link key={path} href={path} current={path === current}>
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
