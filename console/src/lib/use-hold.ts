import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface Hold {
  held: boolean;
  hold(): void;
  /** Lets go shortly: there is time to reach what lies outside. */
  leave(): void;
  release(): void;
}

const lingerMs = 3_000;

/** Whether somebody is at something that should not move. */
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
