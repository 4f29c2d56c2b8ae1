import { compareText } from './sighting.ts';

/**
 * A map that holds no more than twice `limit` entries and ends with the `limit` smallest keys. What is dropped
 * depends on the keys alone, and a key that stays was never dropped before: so its value is exact and the result
 * does not depend on the order of the calls.
 */
export interface BoundedMap<V> {
  /** Changes what is under `key`, or puts there what `create` gives. */
  put(key: string, create: () => V, update: (present: V) => void): void;
  /** In the order of the keys. */
  values(): V[];
  /** How many calls of `put` are not in `values()`. */
  dropped(): number;
}

export function createBoundedMap<V>(limit: number): BoundedMap<V> {
  let entries = new Map<string, { value: V; puts: number }>();
  /** The smallest key of those dropped: from it on, all are. */
  let firstDropped: string | undefined;
  let puts = 0;

  const inOrder = () => [...entries].sort(([a], [b]) => compareText(a, b));
  const smallest = () => inOrder().slice(0, limit);

  return {
    put(key, create, update) {
      puts += 1;
      const present = entries.get(key);
      if (present) {
        present.puts += 1;
        update(present.value);
        return;
      }
      if (firstDropped && key >= firstDropped) return;
      entries.set(key, { value: create(), puts: 1 });
      if (entries.size <= 2 * limit) return;
      const sorted = inOrder();
      [firstDropped] = sorted.slice(limit).map(([each]) => each);
      entries = new Map(sorted.slice(0, limit));
    },
    values: () => smallest().map(([, { value }]) => value),
    dropped: () => smallest().reduce((rest, [, entry]) => rest - entry.puts, puts),
  };
}
