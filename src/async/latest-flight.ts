/**
 * Callers that ask for the same thing share one answer, which was always requested after they asked: a caller that
 * arrives while a request is in flight waits for the next one, together with all others that do.
 */
export function createLatestFlight<T>() {
  const inFlight = new Map<string, Promise<T>>();
  const next = new Map<string, Promise<T>>();

  function begin(key: string, load: () => Promise<T>): Promise<T> {
    const flight = load().finally(() => {
      if (inFlight.get(key) === flight) inFlight.delete(key);
    });
    inFlight.set(key, flight);
    return flight;
  }

  return (key: string, load: () => Promise<T>): Promise<T> => {
    const before = inFlight.get(key);
    if (before === undefined) return begin(key, load);
    const waiting = next.get(key);
    if (waiting !== undefined) return waiting;
    const over = before.then(ignore, ignore);
    const flight = over.then(() => {
      next.delete(key);
      return begin(key, load);
    });
    next.set(key, flight);
    return flight;
  };
}

function ignore(): void {}
