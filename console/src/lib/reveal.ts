import { useEffect } from 'preact/hooks';

/** Unfolds what is folded around an element, or what is the element, and scrolls there. */
export function reveal(id: string): void {
  const target = document.getElementById(id);
  if (!target) return;
  const own = target.querySelector<HTMLDetailsElement>(':scope > details');
  if (own) own.open = true;
  for (let around = target.closest('details'); around; ) {
    around.open = true;
    around = around.parentElement?.closest('details') ?? null;
  }
  target.scrollIntoView();
}

/** Reveals what the URL's fragment names, once the page is there and whenever the fragment changes. */
export function useRevealedFragment(there: boolean): void {
  useEffect(() => {
    if (!there) return;
    const follow = () => reveal(location.hash.slice(1));
    if (location.hash !== '') follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [there]);
}
