import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/api-error.ts';

type Tell = (part: string, error: Error | undefined) => void;

/** How parts of a page hand on that a server, or Argus itself, is away: the page says it once, whichever of them met it. */
export const OutageContext = createContext<Tell>(() => undefined);

const awayCodes: ReadonlySet<string> = new Set(['unreachable', 'unavailable', 'timeout', 'not_understood']);

export function isOutage(error: unknown): error is ApiError {
  return error instanceof ApiError && awayCodes.has(error.code);
}

/** What the parts of a page have met, and what they tell it by. */
export function useOutages(): { outage: Error | undefined; tell: Tell } {
  const [met, setMet] = useState<ReadonlyMap<string, Error>>(new Map());
  const tell = useCallback<Tell>((part, error) => {
    setMet((before) => {
      if (before.get(part) === error) return before;
      const after = new Map(before);
      if (error) after.set(part, error);
      else after.delete(part);
      return after;
    });
  }, []);
  return { outage: met.values().next().value, tell };
}

/** The error as far as this part of the page has to say it itself. */
export function useOwnError(part: string, error: Error | undefined): Error | undefined {
  const tell = useContext(OutageContext);
  const outage = isOutage(error) ? error : undefined;
  useEffect(() => {
    tell(part, outage);
    return () => tell(part, undefined);
  }, [tell, part, outage]);
  return outage ? undefined : error;
}
