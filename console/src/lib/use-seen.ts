import { useEffect, useState } from 'preact/hooks';

/** Pixels of scrolling before it is seen. */
const margin = '300px';

/** Whether an element has been on the screen, or almost: what it needs is loaded then, not before. */
export function useSeen(element: Element | null): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || !element) return;
    const watcher = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: margin },
    );
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [seen, element]);
  return seen;
}
