import { useEffect, useState } from 'preact/hooks';

/** Index of the item named by the URL's fragment, which is scrolled into view; -1 for none. */
export function useLinkedItem<T>(items: readonly T[], anchorOf: (item: T) => string | undefined): number {
  const [anchor, setAnchor] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const follow = () => setAnchor(location.hash.slice(1));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const linked = anchor === '' ? -1 : items.findIndex((item) => anchorOf(item) === anchor);
  useEffect(() => {
    if (linked >= 0) document.getElementById(anchor)?.scrollIntoView();
  }, [anchor, linked]);
  return linked;
}
