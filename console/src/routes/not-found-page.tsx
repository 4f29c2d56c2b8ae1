import { Link } from '../components/link.tsx';
import { useTitle } from '../lib/use-title.ts';

export function NotFoundPage() {
  useTitle('Not found');
  return (
    <div class="page page-narrow">
      <h1>There is nothing at this address</h1>
      <p>
        <Link href="/">All batches</Link>
      </p>
    </div>
  );
}
