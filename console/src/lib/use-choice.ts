import { useEffect } from 'preact/hooks';
import { navigate, usePlace } from './router.ts';

/** A value of the address that is one of these. Any other is taken out of the address, so that it says what is shown. */
export function useChoice<T extends string>(name: string, choices: readonly T[]): T | undefined {
  const asked = usePlace().query.get(name);
  const chosen = choices.find((choice) => choice === asked);
  useWithout(name, asked !== null && chosen === undefined);
  return chosen;
}

/** Takes a value that cannot be shown out of the address. */
export function useWithout(name: string, isWrong: boolean): void {
  useEffect(() => {
    if (!isWrong) return;
    const rest = new URLSearchParams(location.search);
    rest.delete(name);
    navigate(`${location.pathname}${rest.size === 0 ? '' : `?${rest}`}${location.hash}`, { replace: true });
  }, [isWrong, name]);
}
