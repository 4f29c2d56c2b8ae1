import { askForBatch } from '../lib/batch-queries.ts';
import { matchPath } from '../lib/match-path.ts';
import { pageAt } from './pages.tsx';

/**
 * Loads the script of the open page at once, beside the words of its language and what a batch shows first, and that of another page when the pointer
 * or the keyboard comes to a link to it.
 */
export function loadAhead(): void {
  load(location.pathname);
  const batch = matchPath('/batches/:batchId', location.pathname);
  if (batch) askForBatch(batch.batchId, new URLSearchParams(location.search)).catch(() => undefined);
  for (const sign of ['pointerover', 'pointerdown', 'focusin'] as const) {
    addEventListener(
      sign,
      ({ target }) => {
        const link = target instanceof Element ? target.closest('a') : null;
        if (link?.origin === location.origin) load(link.pathname);
      },
      { passive: true },
    );
  }
}

/** Whether it failed is said when the page is opened, which tries again. */
function load(path: string): void {
  pageAt(path)
    .load()
    .catch(() => undefined);
}
