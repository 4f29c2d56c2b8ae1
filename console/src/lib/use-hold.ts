import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface Hold {
  held: boolean;
  hold(): void;
  /** Released with a delay, so that there is time to reach controls outside. */
  leave(): void;
  release(): void;
}

const lingerMs = 3_000;

/** Whether the user points at, or is in, something that should not move. */
export function useHold(): Hold {
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const set = useCallback((value: boolean) => {
    clearTimeout(timer.current);
    setHeld(value);
  }, []);
  const leave = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHeld(false), lingerMs);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { held, hold: () => set(true), leave, release: () => set(false) };
}
