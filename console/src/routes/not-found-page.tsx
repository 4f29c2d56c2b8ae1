import { Link } from '../components/link.tsx';
import { useTitle } from '../lib/use-title.ts';

export function NotFoundPage() {
  useTitle('Not found');
  return (
    <div class="page page-narrow">
      <h1>Page not found</h1>
      <p>
        <Link href="/">All batches</Link>
      </p>
    </div>
  );
}
