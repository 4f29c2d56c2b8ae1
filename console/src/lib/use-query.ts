import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { takeAhead } from './asked-ahead.ts';
import { isOutage } from './outage.ts';

/** While a server is away, for what is not asked for anyway: as the API's Retry-After for an outage. */
const awayMs = 5_000;

export interface Query<T> {
  /** The newest response; while another key is loading, that of the previous key. */
  data: T | undefined;
  error: Error | undefined;
  /** `data` is not (yet) the response for the current key. */
  stale: boolean;
  reload(): void;
}

interface State<T> {
  key?: string | undefined;
  data?: T;
  error?: Error;
}

/**
 * Loads, and reloads every `everyMs` while the page is visible, and as soon as the browser is online again; without
 * `everyMs` only while a server is away. A failed reload keeps the previous data beside its error. Nothing is loaded
 * without a key. What was asked ahead for this key is taken first.
 */
export function useQuery<T>(
  key: string | undefined,
  load: (signal: AbortSignal) => Promise<T>,
  everyMs?: number,
): Query<T> {
  const [state, setState] = useState<State<T>>({});
  const [asked, ask] = useReducer<number, void>((count) => count + 1, 0);
  const newest = useRef(load);
  newest.current = load;
  const pause = useRef(everyMs);
  pause.current = everyMs;
  const isRepeated = everyMs !== undefined;

  useEffect(() => {
    if (key === undefined) return;
    const ahead = takeAhead(key) as Promise<T> | undefined;
    const stop = new AbortController();
    const { signal } = stop;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAway = false;

    async function loadNow(known?: Promise<T>): Promise<void> {
      clearTimeout(timer);
      try {
        const data = await (known ?? newest.current(signal));
        if (signal.aborted) return;
        isAway = false;
        setState({ key, data });
      } catch (error) {
        if (signal.aborted) return;
        isAway = isOutage(error);
        setState((before) => ({
          key,
          ...(before.key === key && before.data !== undefined && { data: before.data }),
          error: error instanceof Error ? error : new Error(String(error)),
        }));
      }
      if (!(isRepeated || isAway) || signal.aborted || document.hidden) return;
      // Two may have been under way: one asks again.
      clearTimeout(timer);
      timer = setTimeout(loadNow, pause.current ?? awayMs);
    }

    void loadNow(ahead);
    const loadIfVisible = () => (isRepeated || isAway) && !document.hidden && void loadNow();
    document.addEventListener('visibilitychange', loadIfVisible, { signal });
    // After a lost link, or a computer that slept.
    addEventListener('online', loadIfVisible, { signal });
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, asked, isRepeated]);

  if (key === undefined) return { data: undefined, error: undefined, stale: false, reload: ask };
  return {
    data: state.data,
    error: state.key === key ? state.error : undefined,
    stale: state.key !== key,
    reload: ask,
  };
}
