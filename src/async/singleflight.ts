/** Concurrent calls for the same key share one result. */
export function createSingleflight<T>() {
  const flights = new Map<string, Promise<T>>();
  return (key: string, load: () => Promise<T>): Promise<T> => {
    const inFlight = flights.get(key);
    if (inFlight !== undefined) return inFlight;
    const flight = load().finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  };
}
