import { useEffect, useState } from 'preact/hooks';

const listeners = new Set<() => void>();
const notifyAll = () => {
  for (const listener of listeners) listener();
};
addEventListener('popstate', notifyAll);

export interface Place {
  path: string;
  query: URLSearchParams;
}

function here(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

/** Navigates within the console. `replace` adds no history entry. */
export function navigate(to: string, { replace = false } = {}): void {
  if (to === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  notifyAll();
}

/** The browser's current location. */
export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const listener = () => setPlace(here());
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return place;
}
