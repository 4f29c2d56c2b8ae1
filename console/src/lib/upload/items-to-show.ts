import type { UploadItem } from './batch-upload.ts';

/** Rows drawn of a list that may have thousands. */
const shownItems = 200;

/** What needs attention first: failed, then being sent, waiting, stored; at most `shownItems`. */
export function itemsToShow(items: readonly UploadItem[]): UploadItem[] {
  const order = ['failed', 'sending', 'waiting', 'stored'] as const;
  return order.flatMap((wanted) => items.filter(({ state }) => state === wanted)).slice(0, shownItems);
}
