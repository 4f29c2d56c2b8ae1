/**
 * Those who ask for the same thing share one answer, and each gets one that was asked for after they came: who comes
 * while a question is on its way waits for the next one, together with all others who do.
 */
export function createLatestFlight<T>() {
  const flying = new Map<string, Promise<T>>();
  const next = new Map<string, Promise<T>>();

  function begin(key: string, load: () => Promise<T>): Promise<T> {
    const flight = load().finally(() => {
      if (flying.get(key) === flight) flying.delete(key);
    });
    flying.set(key, flight);
    return flight;
  }

  return (key: string, load: () => Promise<T>): Promise<T> => {
    const before = flying.get(key);
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
