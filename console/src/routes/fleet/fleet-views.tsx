import { Link } from '../../components/link.tsx';

const views = [
  { path: '/fleet', label: 'Error codes' },
  { path: '/fleet/software', label: 'Software versions' },
] as const;

/** What there is to see of the fleet. */
export function FleetViews({ current }: { current: (typeof views)[number]['path'] }) {
  return (
    <nav aria-label="Fleet" class="choices">
      {views.map(({ path, label }) => (
        <Link key={path} href={path} current={path === current}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
